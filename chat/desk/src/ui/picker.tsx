import { useEffect, useState } from "preact/hooks";
import { clean } from "../../../../widget/src/text/clean";
import type { Card } from "../../../../widget/src/wire.gen";
import { products } from "../desk";
import { Dialog } from "./dialog";
import { format } from "./parts";

// Picker looks for products to show in a reply.
export function Picker({ picked, onPick, onClose }: { picked: readonly Card[]; onPick: (card: Card) => void; onClose: () => void }) {
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<readonly Card[]>();
  useEffect(() => {
    let current = true;
    const wait = setTimeout(() => {
      void products(query).then((cards) => {
        if (current) setFound(cards);
      });
    }, 150);
    return () => {
      current = false;
      clearTimeout(wait);
    };
  }, [query]);
  return (
    <Dialog title="Show products" kind="picker" onClose={onClose}>
      <input type="search" aria-label="Look for products" placeholder="Look for products" maxLength={200} value={query} onInput={({ currentTarget }) => setQuery(currentTarget.value)} />
      {found?.length === 0 && <p class="quiet">Nothing is found.</p>}
      <ul>
        {found?.map((card) => (
          <li key={card.id}>
            <label>
              <input type="checkbox" checked={picked.some((p) => p.id === card.id)} onChange={() => onPick(card)} />
              <span>{clean(card.title)}</span>
              <span class="quiet">{card.sold_out ? "sold out" : card.price ? format.money(card.price) : "price on request"}</span>
            </label>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
