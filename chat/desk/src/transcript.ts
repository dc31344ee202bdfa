import { maxScore, type Event, type Handoff, type Message, type Staff } from "../../../widget/src/wire.gen";

// Row is one line of the transcript. Rows with the same key are the same row.
export type Row =
  | { kind: "day"; key: string; at: number }
  | { kind: "new"; key: string }
  | { kind: "said"; key: string; at: number; message: Message; first: boolean; seq: number; edited?: string }
  | { kind: "private"; key: string; at: number; by: string; note: string; did: string }
  | { kind: "note"; key: string; at: number; text: string; handoff?: Handoff };

// rows turns a log into what the transcript shows. Whoever said the line before
// within five minutes is not named again.
export function rows(events: readonly Event[], newFrom: number): Row[] {
  const titles = products(events);
  const edits = new Map(events.flatMap((e) => (e.kind === "edit" ? [[e.edit.seq, e.edit.text ?? ""] as const] : [])));
  const found: Row[] = [];
  let day = "";
  let last: { who: string; at: number } | undefined;
  for (const e of events) {
    const row = shown(e, titles, edits);
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

function shown(e: Event, titles: ReadonlyMap<string, string>, edits: ReadonlyMap<number, string>): Row | undefined {
  const key = String(e.seq);
  switch (e.kind) {
    case "message": {
      if (empty(e.message)) return undefined;
      const edited = edits.get(e.seq);
      const said = { kind: "said", key, at: e.at, message: e.message, first: true, seq: e.seq } as const;
      return edited === undefined ? said : { ...said, edited };
    }
    case "staff":
      return { kind: "private", key, at: e.at, by: e.staff.by, note: e.staff.note ?? "", did: sorted(e.staff) };
    case "owner": {
      const { handoff } = e.owner;
      return { kind: "note", key, at: e.at, text: ownerWords(e.owner), ...(handoff && { handoff }) };
    }
    case "cart": {
      const { do: did, quantity, code } = e.cart;
      if (did === "code" || did === "uncode") return { kind: "note", key, at: e.at, text: `${did === "code" ? "Put in" : "Took off"} the promotion code ${code ?? ""}` };
      const what = choice(titles.get(e.cart.product) ?? e.cart.product, e.cart.options);
      if (did === "add") return { kind: "note", key, at: e.at, text: `Put ${quantity} × ${what} into the cart` };
      return { kind: "note", key, at: e.at, text: quantity > 0 ? `Set ${what} in the cart to ${quantity}` : `Took ${what} out of the cart` };
    }
    case "rating": {
      const { score, comment } = e.rating;
      return { kind: "note", key, at: e.at, text: `Rated it ${score} of ${maxScore}${comment ? `: “${comment}”` : ""}` };
    }
    case "erased":
      return { kind: "note", key, at: e.at, text: e.erased.by === "shopper" ? "The shopper deleted what was said before" : "What was said before was deleted" };
    default:
      return undefined; // what was looked at stands beside the talk
  }
}

// sorted says how a colleague has sorted the conversation.
export function sorted({ tag = [], untag = [], assign, priority, snooze, mark, order }: Staff): string {
  const did: string[] = [];
  if (order) did.push(`${acted[order.kind]} ${order.number}${order.reference ? ` (${order.reference})` : ""}`);
  if (tag.length > 0) did.push(`tagged it ${tag.join(", ")}`);
  if (untag.length > 0) did.push(`took off the tag ${untag.join(", ")}`);
  if (assign) did.push(assign.id ? `assigned it to ${assign.name}` : "assigned it to nobody");
  if (priority !== undefined) did.push(`made it ${priorities[priority] ?? "urgent"}`);
  if (snooze !== undefined) did.push(snooze > 0 ? "put it off" : "took it up again");
  if (mark !== undefined) did.push(mark ? `marked it as ${mark}` : "took the mark off");
  return did.join(", ");
}

const acted = { cancel: "canceled order", address: "changed the address of order", resend: "sent again from order", refund: "began a refund of order" } as const;

// priorities are their names, from the lowest.
export const priorities = ["ordinary", "high", "urgent"] as const;

// empty reports whether a message has nothing to show, as of an assistant that
// had nothing to say.
function empty({ text, parts = [], stopped, failed }: Message): boolean {
  return !text && parts.length === 0 && !stopped && !failed;
}

function ownerWords({ state, person, closed, lapsed }: Extract<Event, { kind: "owner" }>["owner"]): string {
  if (closed) return person ? `${person} closed the conversation` : "The conversation was closed";
  switch (state) {
    case "person":
      return `${person ?? "Somebody"} took over`;
    case "waiting":
      return "Waiting for a person";
    case "assistant":
      if (lapsed) return "Nobody answered in time; the assistant goes on";
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
