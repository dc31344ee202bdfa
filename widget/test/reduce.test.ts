import assert from "node:assert/strict";
import { test } from "node:test";
import { filledIn, formStage } from "../src/state/form";
import { reduce, type Action } from "../src/state/reduce";
import { initial, type State } from "../src/state/state";
import { awaiting, currentWishes, openChoices, wordsOf } from "../src/state/view";
import type { ChoicesBlock, Event, Frame, Part } from "../src/wire.gen";
import { answered, emptyCart, said } from "./world";

const welcome: Frame = { type: "welcome", v: 1, conversation: "c", epoch: "e", top: 0, owner: "assistant", cart: emptyCart, max_text: 4000 };
const frames = (state: State, ...list: Frame[]) => list.reduce((now, frame) => reduce(now, { type: "frame", frame }), state);
const events = (state: State, ...list: Event[]) => frames(state, ...list.map((event): Frame => ({ type: "event", event })));
const start = frames(initial, welcome);
const begun = frames(start, { type: "started", turn: "t1", answers: 1 });

const chips: ChoicesBlock = { type: "choices", v: 1, text: "Which colour?", choices: [{ id: "1", label: "Blue", action: { do: "say" } }] };

test("events count once, whatever comes twice", () => {
  const one = events(start, said(1, "a"), answered(2, "t1", "b"));
  assert.equal(events(one, said(1, "a"), answered(2, "t1", "b")), one);
  assert.equal(one.after, 2);
});

test("deltas grow a text; repeated and late ones do no harm", () => {
  const delta = (offset: number, text: string): Frame => ({ type: "delta", turn: "t1", part: 0, offset, text });
  const running = frames(begun, delta(0, "Hello "), delta(6, "world"), delta(0, "Hello "), delta(40, "lost"));
  assert.deepEqual(running.running?.parts, [{ type: "text", text: "Hello world" }]);
  assert.equal(frames(running, { type: "delta", turn: "other", part: 0, offset: 0, text: "x" }).running, running.running);
  assert.equal(frames(running, { type: "delta", turn: "t1", part: 1_000_000, offset: 0, text: "x" }).running?.parts.length, 1);
});

test("offsets are in UTF-16 code units", () => {
  const grown = frames(begun, { type: "delta", turn: "t1", part: 0, offset: 0, text: "🧥 " }, { type: "delta", turn: "t1", part: 0, offset: 3, text: "warm" });
  assert.deepEqual(grown.running?.parts, [{ type: "text", text: "🧥 warm" }]);
});

test("the logged reply takes the place of the running one", () => {
  const running = frames(begun, { type: "delta", turn: "t1", part: 0, offset: 0, text: "half" });
  const done = events(running, answered(1, "t1", "whole"));
  assert.deepEqual([done.running, done.entries.length], [null, 1]);
});

test("each word that a person writes is news, so that it lasts from then on", () => {
  const frame = (): Frame => ({ type: "person_typing", person: "Mara" });
  const one = frames(start, frame());
  assert.equal(one.typing?.person, "Mara");
  assert.notEqual(frames(one, frame()).typing, one.typing);
  assert.equal(one.entries, start.entries);
});

test("retracted takes back what was shown and waits for better", () => {
  const shown = frames(begun, { type: "piece", turn: "t1", part: 0, block: chips });
  assert.equal(shown.running?.parts.length, 1);
  assert.deepEqual(frames(shown, { type: "retracted", turn: "t1" }).running?.parts, []);
});

test("a person's message can be changed and taken back", () => {
  const wrote = events(start, { seq: 1, at: 1, kind: "message", message: { author: "person", name: "Maya", text: "Ten days." } });
  const changed = events(wrote, { seq: 2, at: 2, kind: "edit", edit: { seq: 1, text: "Thirty days.", person: "Maya" } }, { seq: 3, at: 3, kind: "staff", staff: { by: "", by_id: "" } });
  const of = (state: State) => state.entries.map((entry) => (entry.kind === "message" ? [entry.message.text, entry.edited] : []));
  assert.deepEqual([of(changed), changed.after], [[["Thirty days.", true]], 3]);
  assert.deepEqual(of(events(changed, { seq: 4, at: 4, kind: "edit", edit: { seq: 1 } })), [["", true]]);
  assert.deepEqual(of(events(changed, { seq: 4, at: 4, kind: "erased", erased: { by: "shopper" } })), []);
});

test("a person's joining ends a running reply and names the person", () => {
  const joined = events(begun, { seq: 1, at: 1, kind: "owner", owner: { state: "person", person: "Maya", title: "Fitting advice", picture: "/maya.svg" } });
  assert.deepEqual([joined.owner, joined.person.person, joined.person.picture, joined.running], ["person", "Maya", "/maya.svg", null]);
  const left = events(joined, { seq: 2, at: 2, kind: "owner", owner: { state: "assistant", person: "Maya" } });
  assert.deepEqual([left.owner, left.person], ["assistant", {}]);
});

test("carts and activity of the log are not shown as messages", () => {
  const quiet = events(start, { seq: 1, at: 1, kind: "cart", cart: { do: "add", product: "p", quantity: 1 } }, { seq: 2, at: 2, kind: "activity", activity: { kind: "opened" } });
  assert.deepEqual([quiet.after, quiet.entries.length], [2, 0]);
});

test("chips wait for an answer and vanish with it", () => {
  const asked = events(start, { seq: 1, at: 1, kind: "message", message: { author: "assistant", parts: [chips] } });
  assert.equal(openChoices(asked)?.seq, 1);
  const tapped = reduce(asked, { type: "queued", message: { id: "x", text: "Blue", at: 1 } });
  assert.equal(openChoices(tapped), null);
  const failed = frames(tapped, { type: "error", id: "x", code: "internal", message: "No." });
  assert.equal(openChoices(failed)?.seq, 1, "what did not get through leaves them");
  assert.equal(openChoices(events(asked, said(2, "typed instead"))), null);
  const joined = events(asked, { seq: 2, at: 2, kind: "owner", owner: { state: "person", person: "Maya" } });
  assert.equal(openChoices(joined), null, "a person is not answered with what the assistant proposed");
});

test("the greeting follows the page and stays once the talk has begun", () => {
  const greeted = frames(initial, { ...welcome, greeting: { text: "Hi.", chips: ["Gifts"] } });
  assert.equal(greeted.greeting?.text, "Hi.");
  const moved = frames(greeted, { type: "greeting", greeting: { text: "Hi again." } });
  assert.deepEqual(moved.greeting, { text: "Hi again." });
  assert.equal(frames(events(moved, said(1, "a")), welcome).greeting?.text, "Hi again.", "a reconnect does not take it away");
  assert.equal(frames(moved, { ...welcome, conversation: "other" }).greeting, null);
});

test("who the shopper is comes with the welcome and with signing in", () => {
  const guest = frames(initial, { ...welcome, orders: true, codes: true, mails: false, zone: "America/New_York" });
  assert.deepEqual(guest.shopper, { name: "", signedIn: false, orders: true, codes: true, mails: false, zone: "America/New_York" });
  assert.equal(start.shopper.zone, "UTC");
  const ada = events(guest, { seq: 1, at: 1, kind: "identity", identity: { name: "Ada" } });
  assert.deepEqual([ada.shopper.name, ada.shopper.signedIn, ada.shopper.orders, ada.entries.length], ["Ada", true, true, 1]);
  assert.equal(frames(ada, { ...welcome, signed_in: true, customer: "Ada" }).shopper.signedIn, true);
});

test("orders and signing in are told, and leave the chips to be answered", () => {
  const asked = events(start, { seq: 1, at: 1, kind: "message", message: { author: "assistant", parts: [chips] } });
  const ordered = events(
    asked,
    { seq: 2, at: 2, kind: "ordered", ordered: { number: "LH-1", total: { amount: 100, currency: "USD" }, lines: [] } },
    { seq: 3, at: 3, kind: "identity", identity: {} },
  );
  assert.deepEqual(ordered.entries.map((entry) => entry.kind), ["message", "ordered", "identity"]);
  assert.equal(openChoices(ordered)?.seq, 1);
});

test("another conversation after a break is said to be one", () => {
  const before = events(start, said(1, "a"));
  assert.equal(frames(before, welcome).anew, false);
  const after = frames(before, { ...welcome, conversation: "other" });
  assert.deepEqual([after.anew, after.entries.length], [true, 0]);
  assert.equal(frames(reduce(before, { type: "forgot" }), { ...welcome, conversation: "other" }).anew, false, "the page asked for it");
});

test("a form is open, on its way, sent, or left behind", () => {
  const asked = events(start, said(1, "where is it?"), answered(2, "t1", "Which order?"));
  const filled = { seq: 2, values: { number: "LH-1" } };
  assert.equal(formStage(asked, 2), "open");
  assert.equal(formStage(events(asked, { seq: 3, at: 3, kind: "owner", owner: { state: "waiting" } }), 2), "open");
  const sent = reduce(asked, { type: "queued", message: { id: "x", text: "Here.", at: 1, form: filled } });
  assert.equal(formStage(sent, 2), "busy");
  const message = { author: "shopper" as const, text: "Here.", turn: "t3", form: filled };
  const stored = events(sent, { seq: 3, at: 3, client_id: "x", kind: "message", message });
  assert.equal(formStage(stored, 2), "sent");
  assert.deepEqual(filledIn(stored, 2), { number: "LH-1" });
  assert.equal(formStage(events(asked, said(3, "never mind")), 2), "left");
  const busy = frames(sent, { type: "error", id: "x", code: "rate_limited", message: "Slowly.", retry_in: 900 });
  assert.equal(formStage(busy, 2), "busy", "it is sent again by itself");
  const gone = frames(sent, { type: "error", id: "x", code: "not_found", message: "It was answered." });
  assert.deepEqual([gone.pending[0]?.state, gone.returned], ["failed", null], "what the form cannot mend is a failed message");
});

test("only the newest wishes can be taken back", () => {
  const wishes = (id: string): Part => ({ type: "wishes", v: 1, text: "", wishes: [{ id, label: id, action: { do: "unwish" } }] });
  const message = (seq: number, ...parts: Part[]): Event => ({ seq, at: seq, kind: "message", message: { author: "assistant", parts } });
  assert.equal(currentWishes(events(start, message(1, wishes("a")), message(2, wishes("b"))))?.seq, 2);
  assert.equal(currentWishes(events(start, message(1, wishes("a")), message(2))), null);
});

test("an answer is awaited from the moment the server has the question", () => {
  const queued = reduce(start, { type: "queued", message: { id: "x", text: "?", at: 1 } });
  assert.equal(awaiting(queued), false);
  assert.equal(awaiting(frames(queued, { type: "ack", id: "x", seq: 1 })), true);
  assert.equal(awaiting(events(start, said(1, "?"))), true);
  assert.equal(awaiting(events(start, said(1, "?"), answered(2, "t1", "!"))), false);
  assert.equal(awaiting(events(start, { seq: 1, at: 1, kind: "owner", owner: { state: "person", person: "M" } }, said(2, "?"))), false);
});

test("what is read out leaves chips out", () => {
  assert.equal(wordsOf({ author: "assistant", parts: [{ type: "text", text: "Six jackets." }, chips] }), "Six jackets.");
});

test("no action changes the state it was given", () => {
  const freeze = (value: unknown): unknown => {
    if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
    return value;
  };
  const list: Action[] = [
    { type: "queued", message: { id: "x", text: "hi", at: 1 } },
    { type: "frame", frame: { type: "ack", id: "x", seq: 1 } },
    { type: "frame", frame: { type: "event", event: said(1, "hi", "x") } },
    { type: "frame", frame: { type: "started", turn: "t1", answers: 1 } },
    { type: "frame", frame: { type: "working", turn: "t1", text: "Looking" } },
    { type: "stopping" },
    { type: "frame", frame: { type: "cart", cart: { ...emptyCart, version: 2 } } },
    { type: "frame", frame: { type: "event", event: answered(2, "t1", "hello") } },
    { type: "frame", frame: { type: "ping", top: 9 } },
    { type: "caught_up", top: 9 },
    { type: "link", link: { kind: "offline" } },
  ];
  let state = start;
  for (const action of list) state = reduce(freeze(state) as State, action);
  assert.deepEqual([state.after, state.entries.length, state.cart?.version, state.pending.length], [9, 2, 2, 0]);
  const forgotten = reduce(freeze(state) as State, { type: "forgot" });
  assert.deepEqual([forgotten.after, forgotten.entries.length, forgotten.conversation], [0, 0, ""]);
});
