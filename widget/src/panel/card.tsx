import { clean } from "../text/clean";
import { words } from "../text/words";
import type { Card } from "../wire.gen";
import { useAdding } from "./adding";
import { Icon } from "./icons";
import { useModel } from "./model";
import { needsChoice } from "./needs";
import { Picture } from "./picture";
import { Price } from "./price";
import { useValue } from "./value";

// ProductCard is one product of a carousel. Its one button acts; a tap
// anywhere else opens the details.
export function ProductCard({ card, seq }: { card: Card; seq: number }) {
  const model = useModel();
  const ratio = useValue(model.ratio);
  const title = clean(card.title);
  const open = () => model.show(card.id, seq, card.variant, card.chosen);
  return (
    <li class={`card${card.sold_out ? " out" : ""}`} part="card">
      <div class="frame" style={{ aspectRatio: String(ratio) }}>
        <Picture src={card.image} files={card.image_sizes} wide="(max-width: 640px) 75vw, 180px" whole={(found) => model.framed(found)} />
        {card.sold_out ? <span class="badge">{words.soldOut}</span> : card.left ? <span class="badge">{words.few(card.left)}</span> : null}
      </div>
      <button type="button" class="card-open" onClick={open}>
        <span class="title" dir="auto">
          {title}
        </span>
      </button>
      <Price of={card} />
      <Rating card={card} />
      <Swatches card={card} />
      {card.reason && (
        <p class="reason" dir="auto">
          {clean(card.reason)}
        </p>
      )}
      <div class="act">
        <CardButton card={card} seq={seq} open={open} />
      </div>
    </li>
  );
}

export function Rating({ card: { rating } }: { card: Pick<Card, "rating"> }) {
  const { format } = useModel();
  if (!rating) return null;
  const [average, count] = [format.number(rating.average), format.number(rating.count)];
  return (
    <p class="rating">
      <Icon name="star" />
      <span class="sr">{words.rating(average, count)}</span>
      <span aria-hidden="true">
        {average} <span class="quiet">({count})</span>
      </span>
    </p>
  );
}

const maxSwatches = 5;

function Swatches({ card: { options } }: { card: Card }) {
  const colors = options?.find((option) => option.values.some((value) => value.swatch))?.values.filter((value) => value.exists) ?? [];
  if (colors.length < 2) return null;
  return (
    <p class="swatches">
      <span class="sr">{colors.map((color) => color.value).join(", ")}</span>
      {colors.slice(0, maxSwatches).map((color) => (
        <Swatch key={color.value} color={color.swatch} />
      ))}
      {colors.length > maxSwatches && <span aria-hidden="true">+{colors.length - maxSwatches}</span>}
    </p>
  );
}

// Swatch takes nothing but #rrggbb for a colour.
export function Swatch({ color }: { color: string | undefined }) {
  const known = color && /^#[0-9a-f]{6}$/i.test(color) ? color : "transparent";
  return <span class="swatch" aria-hidden="true" style={{ backgroundColor: known }} />;
}

// CardButton is the one thing to do with a product from its card.
export function CardButton({ card, seq, open }: { card: Card; seq: number; open: () => void }) {
  const model = useModel();
  const { state, trouble, price, add } = useAdding();
  const title = clean(card.title);
  const choice = needsChoice(card.options, card.chosen);
  if (card.sold_out) {
    return (
      <button type="button" class="soft" onClick={() => model.ask(words.tellMe(title), card.id)} aria-label={`${words.whenBack}: ${title}`}>
        {words.whenBack}
      </button>
    );
  }
  if (!card.price || choice !== null) {
    const label = !card.price ? words.details : choice ? words.choose(choice) : words.chooseOptions;
    return (
      <button type="button" class="soft" onClick={open} aria-label={`${label}: ${title}`}>
        {label}
      </button>
    );
  }
  const item = { product: card.id, quantity: 1, ...(card.variant && { variant: card.variant }) };
  const label = state === "done" ? words.added : price ? words.addFor(model.format.money(price)) : words.add;
  return (
    <>
      <button type="button" class={state === "done" ? "soft" : "solid"} aria-disabled={state === "busy"} onClick={() => add({ item, title, seq, seen: card.price_max ? undefined : card.price })} aria-label={`${label}: ${title}`}>
        {state === "done" && <Icon name="check" />}
        {state === "busy" ? words.adding : label}
      </button>
      {trouble && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
    </>
  );
}
