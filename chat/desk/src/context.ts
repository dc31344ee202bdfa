import type { Cart, Event, ShopperRating } from "../../../widget/src/wire.gen";
import type { OpenTalk } from "./state";
import { choice, products } from "./transcript";

// What stands beside the talk, as far as it has to be found in the log.

// Basket is the shopper's cart as it is known: now is true when the shop itself
// said so, and false when the talk did.
export interface Basket {
  now: boolean;
  lines: { key: string; title: string; quantity: number; total?: Cart["total"]; gone: boolean }[];
  subtotal?: Cart["subtotal"];
}

// basket is the cart of a talk; undefined when nothing is known of it.
export function basket(talk: OpenTalk): Basket | undefined {
  return talk.cart ? { ...ofCart(talk.cart), now: true } : ofLog(talk.events);
}

// rating is the newest rating in a talk; undefined when there is none.
export function rating(events: readonly Event[]): ShopperRating | undefined {
  let found: ShopperRating | undefined;
  for (const e of events) if (e.kind === "rating") found = e.rating;
  return found;
}

function ofCart(cart: Cart): Basket {
  const lines = cart.lines.map((line) => ({
    key: line.id,
    title: choice(line.title, line.options),
    quantity: line.quantity,
    gone: line.unavailable ?? false,
    total: line.total,
  }));
  return { now: false, lines, ...(lines.length > 0 && { subtotal: cart.subtotal }) };
}

// ofLog begins with the newest cart that the assistant showed, and makes the
// changes that followed. Their prices are not known.
function ofLog(events: readonly Event[]): Basket | undefined {
  const titles = products(events);
  let found: Basket | undefined;
  for (const e of events) {
    if (e.kind === "message") {
      for (const part of e.message.parts ?? []) if (part.type === "cart") found = ofCart(part.cart);
    } else if (e.kind === "cart" && e.cart.product) {
      const { product, options, quantity } = e.cart;
      const title = choice(titles.get(product) ?? product, options);
      const lines: Basket["lines"] = found?.lines ?? [];
      const old = lines.find((line) => line.title === title);
      const count = e.cart.do === "add" ? (old?.quantity ?? 0) + quantity : quantity;
      const rest = lines.filter((line) => line !== old);
      found = { now: false, lines: count > 0 ? [...rest, { key: title, title, quantity: count, gone: false }] : rest };
    }
  }
  return found;
}

// wishes are the labels of the newest wishes that the assistant showed.
export function wishes(events: readonly Event[]): string[] {
  let found: string[] = [];
  for (const e of events) {
    if (e.kind !== "message") continue;
    for (const part of e.message.parts ?? []) if (part.type === "wishes") found = part.wishes.map((w) => w.label);
  }
  return found;
}

// looked are the titles of the products that the shopper opened or clicked, the
// newest first.
export function looked(events: readonly Event[]): string[] {
  const titles = products(events);
  const found = new Set<string>();
  for (const e of [...events].reverse()) {
    if (e.kind === "activity" && e.activity.product && (e.activity.kind === "opened" || e.activity.kind === "clicked")) {
      found.add(titles.get(e.activity.product) ?? e.activity.product);
    }
  }
  return [...found];
}

// Fact is one thing that the assistant remembers.
export interface Fact {
  name: string;
  value: string;
}

const maxFacts = 24;

// facts reads the assistant's memory, whose shape is the assistant's own: the
// leaves with the path to them, in words, and of a list what its members are
// called. What is empty says nothing.
export function facts(memory: unknown): Fact[] {
  const found: Fact[] = [];
  const walk = (value: unknown, path: string[]) => {
    if (found.length >= maxFacts || path.length > maxDepth) return;
    if (record(value)) {
      for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key.replaceAll("_", " ")]);
      return;
    }
    const text = words(value, 0);
    if (text) found.push({ name: path.join(" · "), value: text });
  };
  if (record(memory)) walk(memory, []);
  return found;
}

const maxDepth = 5;

// words says a value in one line; "" when there is nothing to say.
function words(value: unknown, depth: number): string {
  if (depth > maxDepth) return "";
  if (Array.isArray(value)) {
    const parts = value.map((v) => words(v, depth + 1)).filter(Boolean);
    return parts.slice(0, maxFacts).join(", ");
  }
  if (record(value)) {
    const called = [value["title"], value["text"], value["label"], value["name"]].find((v) => typeof v === "string" && v !== "");
    return `${value["not"] === true ? "not " : ""}${words(called ?? Object.values(value), depth + 1)}`;
  }
  if (value === true) return "yes";
  return (typeof value === "string" || typeof value === "number") && value !== 0 ? String(value) : "";
}

function record(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
