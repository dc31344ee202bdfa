import { useState } from "preact/hooks";
import { Refusal } from "../client/session";
import { clean } from "../text/clean";
import { words } from "../text/words";
import type { CartItem, Money } from "../wire.gen";
import { useModel } from "./model";

// Wish is what a button puts into the cart: from the card of message seq, at
// the price that the shopper sees there.
export interface Wish {
  item: CartItem;
  title: string;
  seq: number;
  seen: Money | undefined; // where a range was shown, as from a price on, there is none
}

// Adding is how far it has come. After "price changed", price is what it costs
// now, which trouble says too, and the next call of add is the shopper's yes.
export interface Adding {
  state: "" | "busy" | "done";
  trouble: string;
  price: Money | undefined;
  add: (wish: Wish) => void;
  reset: () => void;
}

interface Now {
  state: Adding["state"];
  trouble: string;
  refusal?: Refusal | undefined;
}

const idle: Now = { state: "", trouble: "" };

// useAdding is one button's way into the cart.
export function useAdding(): Adding {
  const model = useModel();
  const [now, setNow] = useState(idle);
  const price = now.refusal?.price;
  const add = async ({ item, title, seq, seen }: Wish) => {
    if (now.state === "busy") return;
    setNow({ ...now, state: "busy" });
    try {
      const added = await model.add(item, seq, price ?? seen, now.refusal?.id);
      setNow({ state: added ? "done" : "", trouble: "" });
      if (added) model.announce(words.inCart(clean(title)));
    } catch (error) {
      const refusal = error instanceof Refusal ? error : undefined;
      const seenNow = price ?? seen;
      const changed = refusal?.price && seenNow && words.nowCosts(model.format.money(refusal.price), model.format.money(seenNow));
      setNow({ state: "", trouble: changed ?? refusal?.message ?? words.halted, refusal: changed ? refusal : undefined });
    }
  };
  return { ...now, price, add: (wish) => void add(wish), reset: () => setNow(idle) };
}
