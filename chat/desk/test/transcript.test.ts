import assert from "node:assert/strict";
import test from "node:test";
import type { Card, Event, Part } from "../../../widget/src/wire.gen";
import { basket, facts, looked, wishes } from "../src/context";
import { rows } from "../src/transcript";
import { until } from "../src/words";

const minute = 60_000;
const noon = Date.UTC(2026, 10, 24, 12);
const card: Card = { id: "harbor", title: "Harbor Jacket" };
const usd = (amount: number) => ({ amount, currency: "USD" });
const cart = {
  id: "c1",
  version: 1,
  currency: "USD",
  count: 2,
  lines: [{ id: "l1", product: "mug", title: "Enamel Mug", quantity: 2, unit: usd(1250), total: usd(2500), max: 9 }],
  subtotal: usd(2500),
  total: usd(2500),
};

function said(seq: number, at: number, author: "shopper" | "assistant" | "person", ...parts: Part[]): Event {
  return { seq, at, kind: "message", message: { author, ...(parts.length > 0 ? { parts } : { text: "words" }) } };
}

function cartEvent(seq: number, product: string, quantity: number, did = "add"): Event {
  return { seq, at: noon, kind: "cart", cart: { do: did, product, quantity, ...(product === "harbor" && { options: { size: "M" } }) } };
}

const cards = said(1, noon, "assistant", { type: "products", v: 1, text: "", cards: [card] });

test("a transcript names who speaks once, and days once", () => {
  const at = [noon, noon + minute, noon + 2 * minute, noon + 10 * minute, noon + 36 * 60 * minute];
  const found = rows(
    at.map((time, i) => said(i + 1, time, i < 2 ? "shopper" : "assistant")),
    4,
  );
  assert.deepEqual(
    found.map((row) => (row.kind === "said" ? row.first : row.kind)),
    ["day", true, false, true, "new", true, "day", true],
  );
  assert.equal(new Set(found.map((row) => row.key)).size, found.length);
});

test("a message with nothing in it is no line", () => {
  const message = (more: object): Event => ({ seq: 1, at: noon, kind: "message", message: { author: "assistant", ...more } });
  const lines = (more: object) => rows([message(more)], 0).length;
  assert.deepEqual([lines({}), lines({ text: "" }), lines({ parts: [] }), lines({ stopped: true }), lines({ failed: true })], [0, 0, 0, 2, 2]);
});

test("changes of the owner and of the cart are said in words", () => {
  const owner = (seq: number, change: Extract<Event, { kind: "owner" }>["owner"]): Event => ({ seq, at: noon, kind: "owner", owner: change });
  const found = rows(
    [
      cards,
      cartEvent(2, "harbor", 1),
      cartEvent(3, "harbor", 3, "set"),
      cartEvent(4, "unknown", 0, "set"),
      owner(5, { state: "waiting", handoff: { reason: "asked", summary: "Wants a person." } }),
      owner(6, { state: "person", person: "Mara" }),
      owner(7, { state: "assistant", person: "Mara" }),
      owner(8, { state: "assistant", person: "Mara", closed: true }),
      owner(9, { state: "assistant" }),
      { seq: 10, at: noon, kind: "cart", cart: { do: "code", product: "", quantity: 0, code: "FALL10" } },
      { seq: 11, at: noon, kind: "cart", cart: { do: "uncode", product: "", quantity: 0, code: "FALL10" } },
      { seq: 12, at: noon, kind: "activity", activity: { kind: "shown", product: "harbor" } },
    ],
    0,
  );
  const notes = found.filter((row) => row.kind === "note");
  assert.deepEqual(
    notes.map((row) => row.text),
    [
      "Put 1 × Harbor Jacket (M) into the cart",
      "Set Harbor Jacket (M) in the cart to 3",
      "Took unknown out of the cart",
      "Waiting for a person",
      "Mara took over",
      "Mara gave back to the assistant",
      "Mara closed the conversation",
      "The assistant answers again",
      "Put in the promotion code FALL10",
      "Took off the promotion code FALL10",
    ],
  );
  assert.equal(notes[3]?.handoff?.summary, "Wants a person.");
});

test("the cart is the shop's where it says so, and else what the talk tells", () => {
  const talk = { conversation: {} as never, newFrom: 0, orders: [], acts: [], macros: [] };
  const events = [cards, said(2, noon, "assistant", { type: "cart", v: 1, text: "", cart })];
  const lines = (of: readonly Event[]) => basket({ ...talk, events: of })?.lines.map((l) => `${l.quantity} ${l.title}`);
  assert.equal(lines([]), undefined);
  assert.deepEqual(lines(events), ["2 Enamel Mug"]);
  assert.deepEqual(lines([...events, cartEvent(3, "harbor", 1), cartEvent(4, "harbor", 2)]), ["2 Enamel Mug", "3 Harbor Jacket (M)"]);
  assert.deepEqual(lines([...events, cartEvent(3, "mug", 0, "set")]), []);
  const told = basket({ ...talk, events: [...events, cartEvent(3, "harbor", 1)], cart });
  assert.deepEqual([told?.now, told?.lines.length, told?.subtotal], [true, 1, usd(2500)]);
});

test("the newest wishes count, and what was opened last comes first", () => {
  const wish = (...labels: string[]): Part => ({ type: "wishes", v: 1, text: "", wishes: labels.map((label) => ({ id: label, label, action: { do: "unwish" } })) });
  const open = (seq: number, product: string): Event => ({ seq, at: noon, kind: "activity", activity: { kind: "opened", product } });
  const events = [said(1, noon, "assistant", wish("Blue")), said(2, noon, "assistant", wish("Blue", "Under $150")), open(3, "a"), open(4, "b"), open(5, "a")];
  assert.deepEqual(wishes(events), ["Blue", "Under $150"]);
  assert.deepEqual(looked(events), ["a", "b"]);
});

test("the assistant's memory is read whatever its shape", () => {
  const memory = { type: "jacket", price: { max: 150 }, options: { color: ["blue", "green"] }, just_show: true, none: "", zero: 0, no: false, nil: null };
  assert.deepEqual(facts(memory), [
    { name: "type", value: "jacket" },
    { name: "price · max", value: "150" },
    { name: "options · color", value: "blue, green" },
    { name: "just show", value: "yes" },
  ]);
  assert.deepEqual(facts({ wishes: [{ kind: "price", text: "under $150" }, { kind: "option", not: true, text: "red" }, { size: "M" }] }), [
    { name: "wishes", value: "under $150, not red, M" },
  ]);
  for (const odd of [undefined, null, 7, "text", [], {}, { a: { b: { c: { d: { e: { f: { g: 1 } } } } } } }]) assert.deepEqual(facts(odd), []);
  const wide = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i + 1]));
  assert.equal(facts(wide).length, 24);
});

test("what colleagues note and sort is private, and edits show what is said now", () => {
  const me: Event["kind"] = "message";
  const events: Event[] = [
    { seq: 1, at: 1000, kind: me, message: { author: "person", name: "Mara", person_id: "1", text: "Ten days." } },
    { seq: 2, at: 2000, kind: "staff", staff: { by: "Mara", by_id: "1", note: "Called.", tag: ["vip"], priority: 2 } },
    { seq: 3, at: 3000, kind: "edit", edit: { seq: 1, text: "Thirty days.", person: "Mara" } },
    { seq: 4, at: 4000, kind: "staff", staff: { by: "Ivo", by_id: "2", untag: ["vip"], assign: { id: "", name: "" }, snooze: 0, mark: "" } },
  ];
  const found = rows(events, 0).filter((row) => row.kind !== "day");
  assert.deepEqual(
    found.map((row) => (row.kind === "said" ? row.edited : row.kind === "private" ? `${row.by} ${row.did}: ${row.note}` : "")),
    ["Thirty days.", "Mara tagged it vip, made it urgent: Called.", "Ivo took off the tag vip, assigned it to nobody, took it up again, took the mark off: "],
  );
});

test("a conversation is put off until a time of the person's clock", () => {
  const now = new Date(2026, 10, 26, 15, 30).getTime();
  assert.equal(until("4", now) - now, 4 * 3_600_000);
  assert.equal(until("morning", now), new Date(2026, 10, 27, 9).getTime());
  assert.equal(until("week", now) - now, 7 * 86_400_000);
});
