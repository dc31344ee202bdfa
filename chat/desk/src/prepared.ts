import { get, post, Refused } from "./api";
import { reload } from "./desk";
import type { Prepare, Prepared, PreparedMacro } from "./wire";

// variables are what a prepared reply may have in double braces, and what they say.
export const variables: readonly { name: string; says: string }[] = [
  { name: "customer", says: "the shopper's first name" },
  { name: "agent", says: "who answers" },
  { name: "product", says: "the product of the page" },
  { name: "order", says: "the newest order's number" },
];

// prepared are all prepared replies, as they were written.
export function prepared(): Promise<Prepared> {
  return get<Prepared>("api/macros");
}

// write keeps a prepared reply for all; it returns why not, or "".
export function write(macro: Prepare): Promise<string> {
  return attempt("write", macro);
}

// remove takes one away from all; it returns why not, or "".
export function remove({ id = "", version = 0 }: PreparedMacro): Promise<string> {
  return attempt("remove", { id, version });
}

async function attempt(verb: string, body: object): Promise<string> {
  try {
    await post(`api/macros/${verb}`, body);
  } catch (err) {
    return err instanceof Refused ? err.message : String(err);
  }
  reload(); // the open talk has them filled in
  return "";
}
