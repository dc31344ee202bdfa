import { useCallback } from "preact/hooks";
import { clean } from "../text/clean";
import { words } from "../text/words";
import type { ArticleBlock, Card, CartBlock, HandoffBlock, Part } from "../wire.gen";
import { Carousel } from "./carousel";
import { ProductCard } from "./card";
import { Icon } from "./icons";
import { useModel } from "./model";
import { Prose } from "./prose";
import { RareBlock } from "./views";

// Parts draws a reply: pictures first, then words, then what follows from
// them. Chips are drawn apart, because only the newest ones count.
export function Parts({ parts, seq }: { parts: readonly Part[]; seq: number }) {
  const ordered = parts.map((part, i) => ({ part, i })).sort((a, b) => rank(a.part) - rank(b.part) || a.i - b.i);
  return (
    <>
      {ordered.map(({ part, i }) => (
        <PartView key={i} part={part} seq={seq} />
      ))}
    </>
  );
}

function rank(part: Part): number {
  return part.type === "products" || part.type === "product" || part.type === "compare" ? 0 : part.type === "text" ? 1 : 2;
}

function PartView({ part, seq }: { part: Part; seq: number }) {
  switch (part.type) {
    case "text":
      return part.text.trim() ? <Prose text={part.text} /> : null;
    case "products":
      return <Products block={part} seq={seq} />;
    case "product":
      return <Products block={{ cards: [part.product] }} seq={seq} />;
    case "cart":
      return <CartSummary block={part} />;
    case "article":
      return <Article block={part} />;
    case "handoff":
      return <Handoff block={part} />;
    case "compare":
    case "form":
    case "order":
    case "rating":
      return <RareBlock block={part} seq={seq} />;
    case "choices":
    case "wishes":
      return null;
    default:
      return <Unknown block={part} />;
  }
}

function Products({ block, seq }: { block: { cards: readonly Card[] }; seq: number }) {
  const model = useModel();
  const seen = useCallback(() => model.shown(seq), [model, seq]);
  for (const card of block.cards) model.products.seen(card);
  if (block.cards.length === 0) return null;
  return (
    <Carousel label={words.products(block.cards.length)} seen={seen}>
      {block.cards.map((card) => (
        <ProductCard key={card.id} card={card} seq={seq} />
      ))}
    </Carousel>
  );
}

function CartSummary({ block: { cart } }: { block: CartBlock }) {
  const model = useModel();
  if (cart.lines.length === 0) return null;
  return (
    <button type="button" class="summary" onClick={() => model.push({ kind: "cart" })}>
      <Icon name="cart" />
      <span class="grow">{words.viewCart}</span>
      <span class="quiet num">
        {cart.count} · {model.format.money(cart.subtotal)}
      </span>
      <Icon name="forward" />
    </button>
  );
}

function Article({ block }: { block: ArticleBlock }) {
  const model = useModel();
  return (
    <button type="button" class="summary" onClick={() => model.push({ kind: "article", article: block })}>
      <Icon name="article" />
      <span class="grow">
        <span class="sr">{words.source}: </span>
        {clean(block.title)}
      </span>
      <Icon name="forward" />
    </button>
  );
}

function Handoff({ block }: { block: HandoffBlock }) {
  return (
    <div class="handoff">
      <Icon name="person" />
      <div>
        <p>{clean(block.text)}</p>
        {block.expectation && <p class="quiet">{clean(block.expectation)}</p>}
      </div>
    </div>
  );
}

// Unknown is a block of a newer server: its words are all that is known.
function Unknown({ block }: { block: unknown }) {
  const { text } = block as { text?: unknown };
  return typeof text === "string" && text ? <Prose text={text} /> : null;
}
