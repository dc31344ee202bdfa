import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { clean } from "../../../../widget/src/text/clean";
import { Format } from "../../../../widget/src/text/format";
import { safeLink } from "../../../../widget/src/text/link";
import { parse, type Inline } from "../../../../widget/src/text/markdown";
import type { Card, Cart, Part } from "../../../../widget/src/wire.gen";
import { choice } from "../transcript";

// Prices are shown in English, as the rest of the page is.
export const format = new Format("en");

// PartView is one part of a reply, smaller than the shopper sees it. Of a kind
// that is not known its words are shown.
export function PartView({ part }: { part: Part }) {
  switch (part.type) {
    case "text":
      return <Prose text={part.text} />;
    case "products":
      return (
        <ul class="cards">
          {part.cards.map((card) => (
            <Product key={card.id} card={card} />
          ))}
        </ul>
      );
    case "product":
      return (
        <ul class="cards">
          <Product card={part.product} />
        </ul>
      );
    case "cart":
      return <CartView cart={part.cart} />;
    case "choices":
      return <Chips shown label="Offered" chips={part.choices.map((c) => c.label)} />;
    case "wishes":
      return <Chips shown label="Looks for" chips={part.wishes.map((w) => w.label)} />;
    case "article":
      return (
        <blockquote class="article">
          <p>{clean(part.quote)}</p>
          <cite>{part.url ? <Out href={part.url}>{clean(part.title)}</Out> : clean(part.title)}</cite>
        </blockquote>
      );
    case "handoff":
      return <p class="text">{clean([part.text, part.expectation].filter(Boolean).join(" "))}</p>;
    default:
      return <p class="text">{clean((part as { text?: string }).text ?? "")}</p>;
  }
}

// Prose draws the small part of Markdown: elements and text, no markup.
function Prose({ text }: { text: string }) {
  return (
    <div class="text prose" dir="auto">
      {parse(text, document.baseURI).map((block, i) => {
        if (block.kind === "p") return <p key={i}>{block.lines.map((line, n) => [n > 0 && <br />, drawn(line)])}</p>;
        const items = block.items.map((item, n) => <li key={n}>{drawn(item)}</li>);
        return block.kind === "ul" ? <ul key={i}>{items}</ul> : <ol key={i}>{items}</ol>;
      })}
    </div>
  );
}

function drawn(parts: Inline[]): ComponentChildren {
  return parts.map((part) => {
    if (typeof part === "string") return part;
    const inner = drawn(part.children);
    switch (part.kind) {
      case "strong":
        return <strong>{inner}</strong>;
      case "em":
        return <em>{inner}</em>;
      case "link":
        return <Out href={part.href}>{inner}</Out>;
    }
  });
}

// Out is a link to a page of the shop or of the web; one that may not be
// followed is its words alone.
export function Out({ href, children }: { href: string; children: ComponentChildren }) {
  const safe = safeLink(href, document.baseURI);
  if (!safe) return <span>{children}</span>;
  return (
    <a href={safe} target="_blank" rel="noopener noreferrer nofollow ugc">
      {children}
    </a>
  );
}

function Product({ card }: { card: Card }) {
  const { price, compare_at: before, price_max: highest, rating } = card;
  const title = clean(card.title);
  return (
    <li class={card.sold_out ? "card soldout" : "card"}>
      <Picture src={card.image} title={title} />
      <div>
        <p class="title">{card.url ? <Out href={card.url}>{title}</Out> : title}</p>
        <p class="price">
          {price ? `${highest && highest.amount > price.amount ? "from " : ""}${format.money(price)}` : "Price on request"}
          {price && before && before.amount > price.amount && (
            <>
              <span class="sr"> before </span> <s>{format.money(before)}</s>
            </>
          )}
          {rating && (
            <span class="rating">
              {" "}
              {format.number(rating.average)} of 5 ({rating.count})
            </span>
          )}
          {card.sold_out && <span> Sold out</span>}
          {card.left ? <span> {card.left} left</span> : null}
        </p>
      </div>
    </li>
  );
}

function Picture({ src, title }: { src: string | undefined; title: string }) {
  const href = src ? safeLink(src, document.baseURI) : "";
  const [broken, setBroken] = useState(false);
  if (!href || broken) {
    return (
      <span class="picture none" aria-hidden="true">
        {Array.from(title.trim())[0]?.toUpperCase()}
      </span>
    );
  }
  return <img class="picture" src={href} alt="" width={40} height={40} loading="lazy" decoding="async" referrerpolicy="no-referrer" onError={() => setBroken(true)} />;
}

function CartView({ cart }: { cart: Cart }) {
  if (cart.lines.length === 0) return <p class="mark">The cart was empty</p>;
  return (
    <table class="cart">
      <caption class="sr">The cart as it was then</caption>
      <tbody>
        {cart.lines.map((line) => (
          <tr key={line.id}>
            <td>{line.quantity} ×</td>
            <td>{clean(choice(line.title, line.options))}</td>
            <td>{format.money(line.total)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td />
          <td>Subtotal</td>
          <td>{format.money(cart.subtotal)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

// Chips are short words in a row, with what they are in front if shown.
export function Chips({ label, chips, shown = false }: { label: string; chips: readonly string[]; shown?: boolean }) {
  return (
    <ul class="chips" aria-label={label}>
      {shown && (
        <li class="label" aria-hidden="true">
          {label}
        </li>
      )}
      {chips.map((chip) => (
        <li key={chip}>{clean(chip)}</li>
      ))}
    </ul>
  );
}
