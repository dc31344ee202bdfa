import type { Event, Handoff, Message } from "../../../widget/src/wire.gen";

// Row is one line of the transcript. Rows with the same key are the same row.
export type Row =
  | { kind: "day"; key: string; at: number }
  | { kind: "new"; key: string }
  | { kind: "said"; key: string; at: number; message: Message; first: boolean }
  | { kind: "note"; key: string; at: number; text: string; handoff?: Handoff };

// rows turns a log into what the transcript shows. Whoever said the line before
// within five minutes is not named again.
export function rows(events: readonly Event[], newFrom: number): Row[] {
  const titles = products(events);
  const found: Row[] = [];
  let day = "";
  let last: { who: string; at: number } | undefined;
  for (const e of events) {
    const row = shown(e, titles);
    if (!row) continue;
    const date = new Date(e.at).toDateString();
    if (date !== day) {
      found.push({ kind: "day", key: `day-${e.seq}`, at: e.at });
      day = date;
      last = undefined;
    }
    if (e.seq === newFrom) {
      found.push({ kind: "new", key: "new" });
      last = undefined;
    }
    if (row.kind === "said") {
      const who = `${row.message.author} ${row.message.name ?? ""}`;
      row.first = last?.who !== who || e.at - last.at > together;
      last = { who, at: e.at };
    } else {
      last = undefined;
    }
    found.push(row);
  }
  return found;
}

const together = 5 * 60_000;

function shown(e: Event, titles: ReadonlyMap<string, string>): Row | undefined {
  const key = String(e.seq);
  switch (e.kind) {
    case "message":
      if (empty(e.message)) return undefined;
      return { kind: "said", key, at: e.at, message: e.message, first: true };
    case "owner": {
      const { handoff } = e.owner;
      return { kind: "note", key, at: e.at, text: ownerWords(e.owner), ...(handoff && { handoff }) };
    }
    case "cart": {
      const { do: did, quantity } = e.cart;
      const what = choice(titles.get(e.cart.product) ?? e.cart.product, e.cart.options);
      if (did === "add") return { kind: "note", key, at: e.at, text: `Put ${quantity} × ${what} into the cart` };
      return { kind: "note", key, at: e.at, text: quantity > 0 ? `Set ${what} in the cart to ${quantity}` : `Took ${what} out of the cart` };
    }
    default:
      return undefined; // what was looked at stands beside the talk
  }
}

// empty reports whether a message has nothing to show, as of an assistant that
// had nothing to say.
function empty({ text, parts = [], stopped, failed }: Message): boolean {
  return !text && parts.length === 0 && !stopped && !failed;
}

function ownerWords({ state, person, closed }: Extract<Event, { kind: "owner" }>["owner"]): string {
  if (closed) return person ? `${person} closed the conversation` : "The conversation was closed";
  switch (state) {
    case "person":
      return `${person ?? "Somebody"} took over`;
    case "waiting":
      return "Waiting for a person";
    case "assistant":
      return person ? `${person} gave back to the assistant` : "The assistant answers again";
  }
}

// choice names a product with its options: "Harbor Jacket (blue, M)".
export function choice(title: string, options: Record<string, string> | undefined): string {
  const values = Object.values(options ?? {});
  return values.length > 0 ? `${title} (${values.join(", ")})` : title;
}

// products are the titles of the products that the talk has shown, by id.
export function products(events: readonly Event[]): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  for (const e of events) {
    if (e.kind !== "message") continue;
    for (const part of e.message.parts ?? []) {
      if (part.type === "products") for (const card of part.cards) titles.set(card.id, card.title);
      else if (part.type === "product") titles.set(part.product.id, part.product.title);
      else if (part.type === "cart") for (const line of part.cart.lines) titles.set(line.product, line.title);
    }
  }
  return titles;
}
