import { Drawn } from "./icons";
import { words } from "./words";

// Quantity is a number with a button on either side.
export function Quantity({ value, min = 1, max, label, change, busy = false }: { value: number; min?: number; max: number; label: string; change: (value: number) => void; busy?: boolean }) {
  const to = (next: number) => !busy && next >= min && next <= max && change(next);
  return (
    <div class="quantity" role="group" aria-label={label} aria-busy={busy}>
      <button type="button" aria-label={words.fewer} aria-disabled={value <= min} onClick={() => to(value - 1)}>
        <Drawn name="minus" />
      </button>
      <output class="num" aria-live="polite">
        {value}
      </output>
      <button type="button" aria-label={words.more} aria-disabled={value >= max} onClick={() => to(value + 1)}>
        <Drawn name="plus" />
      </button>
    </div>
  );
}
