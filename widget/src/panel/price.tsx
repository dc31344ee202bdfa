import type { Money } from "../wire.gen";
import { words } from "../text/words";
import { useModel } from "./model";

interface Priced {
  price?: Money;
  price_max?: Money;
  compare_at?: Money;
}

// Price is a price with, where there is one, what it was before.
export function Price({ of: { price, price_max: highest, compare_at: before } }: { of: Priced }) {
  const { format } = useModel();
  if (!price) return <p class="price quiet">{words.onRequest}</p>;
  const reduced = before && before.amount > price.amount;
  const range = highest && highest.amount > price.amount;
  return (
    <p class="price">
      {range && <span class="from">{words.from} </span>}
      <span class={reduced ? "now" : undefined}>{format.money(price)}</span>
      {reduced && (
        <>
          <span class="sr"> {words.was} </span> <s>{format.money(before)}</s>
        </>
      )}
    </p>
  );
}
