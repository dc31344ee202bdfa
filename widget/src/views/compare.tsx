import { CardButton, clean, Icon, Picture, Price, useModel, useRef, useValue } from "../panel/kit";
import type { Card, CompareBlock, CompareRow } from "../wire.gen";
import { words } from "./words";

// As many products stand side by side in a panel of the usual width.
const comfortable = 2;

// Compare sets products side by side: the verdict first, then what differs.
// The heads stay in sight while one reads down, and move with the rows when
// those are drawn sideways. They are two scrolling boxes, because a box that
// scrolls sideways holds nothing fast in the one around it.
export function Compare({ block: { cards, rows, verdict }, seq }: { block: CompareBlock; seq: number }) {
  const model = useModel();
  const wide = useValue(model.wide);
  const heads = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  for (const card of cards) model.products.seen(card);
  const follow = (to: HTMLElement | null, from: HTMLElement) => {
    if (to && to.scrollLeft !== from.scrollLeft) to.scrollLeft = from.scrollLeft;
  };
  return (
    <div class="compare" part="compare">
      {verdict && (
        <p class="verdict" dir="auto">
          {clean(verdict)}
        </p>
      )}
      {cards.length > comfortable && (
        <button type="button" class="text widen" aria-pressed={wide} onClick={() => (model.wide.value = !wide)}>
          {wide ? words.narrower : words.wider}
        </button>
      )}
      <div class="grid" role="table" aria-label={words.compare(cards.length)} style={{ "--n": cards.length }}>
        <div class="heads" role="rowgroup" ref={heads} onScroll={(event) => follow(body.current, event.currentTarget)}>
          <div class="line-up" role="row">
            <span class="name" role="columnheader">
              <span class="sr">{words.feature}</span>
            </span>
            {cards.map((card) => (
              <Head key={card.id} card={card} seq={seq} />
            ))}
          </div>
        </div>
        <div class="rows" role="rowgroup" ref={body} tabIndex={0} onScroll={(event) => follow(heads.current, event.currentTarget)}>
          {rows.map((row, i) => (
            <Row key={i} row={row} />
          ))}
        </div>
      </div>
    </div>
  );
}

function Head({ card, seq }: { card: Card; seq: number }) {
  const model = useModel();
  const open = () => model.show(card.id, seq, card.variant, card.chosen);
  return (
    <div class={`head-cell card${card.sold_out ? " out" : ""}`} role="columnheader">
      <div class="frame">
        <Picture src={card.image} files={card.image_sizes} wide="160px" />
        {card.sold_out && <span class="badge">{words.soldOut}</span>}
      </div>
      <button type="button" class="card-open" onClick={open}>
        <span class="title" dir="auto">
          {clean(card.title)}
        </span>
      </button>
      <Price of={card} />
      <div class="act">
        <CardButton card={card} seq={seq} open={open} />
      </div>
    </div>
  );
}

function Row({ row: { label, values, better, word } }: { row: CompareRow }) {
  return (
    <div class="line-up" role="row">
      <span class="name" role="rowheader">
        {clean(label)}
      </span>
      {values.map((value, i) => (
        <span key={i} class={i === better ? "better" : undefined} role="cell">
          {value ? clean(value) : <span class="quiet">{words.unknown}</span>}
          {i === better && word && (
            <span class="word">
              <Icon name="check" />
              {clean(word)}
            </span>
          )}
        </span>
      ))}
    </div>
  );
}
