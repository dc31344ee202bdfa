import { Refusal, useEffect, useState } from "../panel/kit";

// Load is how far something from the server has come.
export type Load<T> = { state: "loading" } | { state: "ready"; value: T } | { state: "failed"; why: unknown };

// useLoad fetches once, and again when it is told to. What is known is shown
// meanwhile, and stays where nothing newer comes.
export function useLoad<T>(fetch: () => Promise<T>, known?: T): [Load<T>, () => void] {
  const [load, setLoad] = useState<Load<T>>(known === undefined ? { state: "loading" } : { state: "ready", value: known });
  const begin = () => {
    fetch().then(
      (value) => setLoad({ state: "ready", value }),
      (why: unknown) => known === undefined && setLoad({ state: "failed", why }),
    );
  };
  useEffect(begin, []);
  const again = () => {
    setLoad({ state: "loading" });
    begin();
  };
  return [load, again];
}

// absent is true when the server says that there is no such thing, or none for
// this shopper.
export function absent(why: unknown): boolean {
  return why instanceof Refusal && (why.code === "not_found" || why.code === "no_order");
}

// unreached is true when no server was reached at all.
export function unreached(why: unknown): boolean {
  return !(why instanceof Refusal);
}
