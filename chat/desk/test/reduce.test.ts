import assert from "node:assert/strict";
import test from "node:test";
import type { Card, Event } from "../../../widget/src/wire.gen";
import { merge, neighbour, reduce, unread, type Action } from "../src/reduce";
import { major, minor } from "../src/money";
import { initial, type State } from "../src/state";
import type { Conversation, List, Talk } from "../src/wire";

const me = { id: "staff-1", name: "Mara" };

function line(id: string, more: Partial<Conversation> = {}): Conversation {
  return { id, created: 1, changed: 2, top: 3, last_shopper: 1, messages: 2, preview: "hello", owner: "assistant", present: { at: 0 }, ...more };
}

function list(conversations: Conversation[]): List {
  return { me, now: 5000, view: "waiting", counts: { all: 3, waiting: 2, mine: 1, unassigned: 2 }, conversations, may: ["see", "answer", "sort"], max_text: 4000 };
}

function said(seq: number, author: "shopper" | "assistant" | "person" = "shopper", id = ""): Event {
  return { seq, at: seq * 1000, kind: "message", message: { author, text: `text ${seq}` }, ...(id && { client_id: id }) };
}

function talk(conversation: Conversation, events: Event[]): Talk {
  return { me, now: 5000, conversation, events };
}

function run(s: State, ...actions: Action[]): State {
  return actions.reduce(reduce, s);
}

const open: Action = { do: "open", id: "a", pane: "talk" };
const talked = (c: Conversation, events: Event[], after: number): Action => ({ do: "talked", talk: talk(c, events), after, at: 0 });
const seqs = (s: State) => s.talk?.events.map((e) => e.seq);

test("the inbox shows what the server lists, by the server's clock", () => {
  const s = run(initial, { do: "listed", list: list([line("a")]), query: "", at: 4000 }, { do: "tick", at: 14000 });
  assert.deepEqual(
    s.list?.map((c) => c.id),
    ["a"],
  );
  assert.equal(s.now, 15000);
  assert.deepEqual(s.me, me);
});

test("an answer for a view that was left is not shown, its counts are", () => {
  const s = run(initial, { do: "view", view: "mine" }, { do: "listed", list: list([line("a")]), query: "", at: 0 });
  assert.equal(s.list, undefined);
  assert.equal(s.counts?.waiting, 2);
});

test("events come in any number of answers, each once and in order", () => {
  const later = line("a", { top: 5 });
  const s = run(
    initial,
    open,
    talked(line("a"), [said(1), said(2), said(3)], 0),
    talked(later, [said(4), said(5)], 3),
    talked(later, [said(4), said(5)], 3),
  );
  assert.deepEqual(seqs(s), [1, 2, 3, 4, 5]);
});

test("merge joins what fits, and what leaves a gap replaces the rest", () => {
  const have = [said(4), said(5)];
  const of = (events: readonly Event[]) => events.map((e) => e.seq);
  assert.deepEqual(of(merge([], [said(9)], 8)), [9]);
  assert.deepEqual(of(merge(have, [said(2), said(3)], 1)), [2, 3, 4, 5]);
  assert.deepEqual(of(merge(have, [said(9), said(10)], 8)), [9, 10]);
  assert.deepEqual(of(merge(have, [said(1), said(2)], 0)), [4, 5]);
  assert.equal(merge(have, [said(5)], 4), have);
  assert.equal(merge(have, [], 5), have);
  const erased: Event = { seq: 6, at: 6, kind: "erased", erased: { by: "shopper" } };
  assert.deepEqual(of(merge(have, [erased, said(7)], 5)), [6, 7]);
});

test("a log that went back is read anew", () => {
  const back = line("a", { top: 1 });
  const s = run(initial, open, talked(line("a"), [said(1), said(2), said(3)], 0), talked(back, [], 3), talked(back, [said(1)], 0));
  assert.deepEqual(seqs(s), [1]);
});

test("an answer about a conversation that was left changes nothing", () => {
  const before = run(initial, open, { do: "open", id: "b", pane: "talk" });
  assert.equal(run(before, talked(line("a"), [said(1)], 0)), before);
  assert.equal(run(before, { do: "trouble", id: "a", text: "gone" }).trouble, undefined);
});

test("a reply is pending, fails, is sent again, and is there once", () => {
  const out = { id: "r1", conversation: "a", text: "hello", picked: [] };
  let s = run(initial, open, talked(line("a", { top: 1 }), [said(1)], 0));
  s = run(s, { do: "draft", id: "a", text: "hello" }, { do: "send", out });
  assert.deepEqual([s.outbox.length, s.drafts["a"]], [1, undefined]);
  s = run(s, { do: "unsent", id: "r1", why: "No connection.", again: true });
  assert.deepEqual(s.outbox[0], { ...out, failed: "No connection.", again: true });
  s = run(s, { do: "retry", id: "r1" });
  assert.deepEqual(s.outbox[0], out);
  s = run(s, { do: "sent", id: "r1", conversation: "a", event: said(2, "person", "r1") });
  assert.deepEqual([s.outbox.length, seqs(s)], [0, [1, 2]]);
});

test("a reply whose answer was lost leaves the outbox when the log has it", () => {
  const s = run(
    initial,
    open,
    talked(line("a", { top: 1 }), [said(1)], 0),
    { do: "send", out: { id: "r1", conversation: "a", text: "hello", picked: [] } },
    { do: "unsent", id: "r1", why: "No connection.", again: true },
    talked(line("a", { top: 2 }), [said(2, "person", "r1")], 1),
  );
  assert.deepEqual([s.outbox.length, seqs(s)], [0, [1, 2]]);
});

test("a reply that overtook others waits for them", () => {
  const sent: Action = { do: "sent", id: "r1", conversation: "a", event: said(4, "person", "r1") };
  assert.deepEqual(seqs(run(initial, open, talked(line("a", { top: 1 }), [said(1)], 0), sent)), [1]);
});

test("new is what the shopper wrote since the last look", () => {
  const c = line("a", { top: 4, last_shopper: 4, owner: "waiting" });
  const whole = talked(c, [said(1), said(2, "assistant"), said(3), said(4)], 0);
  const s = run(initial, { do: "seen", id: "a", seq: 1 });
  assert.equal(unread(s, c), true);
  assert.equal(run(s, open, whole).talk?.newFrom, 3);
  assert.equal(unread(run(s, { do: "seen", id: "a", seq: 4 }), c), false);
  assert.equal(run(initial, open, whole).talk?.newFrom, 0);
});

test("unread is only what wants a person", () => {
  const mark = (more: Partial<Conversation>) => unread(initial, line("a", { last_shopper: 4, ...more }));
  assert.deepEqual(
    [mark({ owner: "waiting" }), mark({ owner: "person", mine: true }), mark({ owner: "person" }), mark({}), mark({ owner: "waiting", closed: true })],
    [true, true, false, false, false],
  );
});

test("a look never goes back, and what was looked at last is kept longest", () => {
  const s = run(initial, { do: "seen", id: "a", seq: 7 }, { do: "seen", id: "b", seq: 1 }, { do: "seen", id: "a", seq: 8 });
  assert.equal(run(s, { do: "seen", id: "a", seq: 3 }), s);
  assert.deepEqual(Object.keys(s.seen), ["b", "a"]);
});

test("j and k stop at the ends", () => {
  const s = run(initial, { do: "listed", list: list([line("a"), line("b")]), query: "", at: 0 });
  assert.equal(neighbour(s, 1), "a");
  assert.equal(neighbour({ ...s, open: "a" }, 1), "b");
  assert.equal(neighbour({ ...s, open: "b" }, 1), "b");
  assert.equal(neighbour({ ...s, open: "a" }, -1), "a");
  assert.equal(neighbour(initial, 1), "");
});

test("a change of the owner shows in the inbox and the talk, an older one nowhere", () => {
  const c = line("a", { top: 5 });
  const before = run(initial, open, { do: "listed", list: list([c]), query: "", at: 0 }, talked(c, [said(5)], 4));
  const s = run(before, { do: "changed", conversation: { ...c, top: 6, owner: "person", mine: true } });
  assert.deepEqual([s.list?.[0]?.mine, s.talk?.conversation.mine], [true, true]);
  const stale = run(s, { do: "listed", list: list([c]), query: "", at: 0 }, { do: "changed", conversation: { ...c, top: 4 } });
  assert.equal(stale.talk?.conversation.mine, true);
});

test("a search empties the list until its own answer is there", () => {
  const s = run(initial, { do: "listed", list: list([line("a")]), query: "", at: 0 }, { do: "query", query: "beck" });
  assert.equal(s.list, undefined);
  const late = run(s, { do: "listed", list: list([line("a")]), query: "", at: 0 });
  assert.equal(late.list, undefined);
  assert.equal(run(late, { do: "listed", list: list([line("b")]), query: "beck", at: 0 }).list?.[0]?.id, "b");
});

test("searches are kept and forgotten, eight at most", () => {
  const many = Array.from({ length: 10 }, (_, i): Action => ({ do: "save", query: `q${i}` }));
  const s = run(initial, ...many);
  assert.deepEqual(s.saved, ["q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9"]);
  assert.equal(run(s, { do: "save", query: "q5" }).saved.includes("q5"), false);
});

test("a message that is changed is the draft until one leaves it", () => {
  const s = run(initial, { do: "open", id: "a", pane: "talk" }, { do: "noting", on: true }, { do: "editing", seq: 4, text: "Ten days." });
  assert.deepEqual([s.noting, s.editing, s.drafts["a"]], [false, 4, "Ten days."]);
  const left = run(s, { do: "editing" });
  assert.deepEqual([left.editing, left.drafts["a"]], [undefined, undefined]);
  assert.equal(run(s, { do: "open", id: "b", pane: "talk" }).editing, undefined);
});

test("products go along with one reply", () => {
  const mug = { id: "mug", title: "Mug", price: { amount: 1250, currency: "USD" } } as Card;
  const s = run(initial, { do: "open", id: "a", pane: "talk" }, { do: "pick", card: mug });
  assert.deepEqual(s.picked, [mug]);
  assert.deepEqual(run(s, { do: "pick", card: mug }).picked, []);
  const out = { id: "1", conversation: "a", text: "This one.", picked: s.picked };
  const sent = run(s, { do: "send", out });
  assert.deepEqual([sent.picked, sent.outbox[0]?.picked], [[], [mug]]);
});

test("amounts are written and read in the currency's own way", () => {
  assert.deepEqual([major(1250, "USD"), major(5, "USD"), major(1250, "JPY"), major(1250, "BHD")], ["12.50", "0.05", "1250", "1.250"]);
  assert.deepEqual(
    ["12.50", "12,5", "12", "0.05", "1.234", "", "-1", "1e3"].map((text) => minor(text, "USD")),
    [1250, 1250, 1200, 5, 0, 0, 0, 0],
  );
  assert.equal(minor("1250", "JPY"), 1250);
});
