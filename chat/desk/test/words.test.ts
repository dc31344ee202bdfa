import assert from "node:assert/strict";
import test from "node:test";
import { address, parse } from "../src/route";
import { asked, Clock, locked, may, owner, preview, reason, span, who } from "../src/words";
import type { Conversation } from "../src/wire";

const minute = 60_000;
const plain: Conversation = { id: "0192f1c2-5a1c77e0b4f2", created: 1, changed: 2, top: 3, last_shopper: 1, messages: 2, preview: "", owner: "assistant", present: { at: 0 } };

test("a span is said as roughly as it matters", () => {
  const of = [0, 59_999, minute, 59 * minute, 60 * minute, 65 * minute, 6.5 * 60 * minute, 24 * 60 * minute, 49 * 60 * minute];
  assert.deepEqual(of.map(span), ["under 1 min", "under 1 min", "1 min", "59 min", "1 h", "1 h 5 min", "6 h", "1 day", "2 days"]);
});

test("times follow the clock of the person's language", () => {
  const at = Date.UTC(2026, 10, 24, 14, 5);
  const day = 24 * 60 * minute;
  const clock = new Clock("de-DE", "UTC");
  assert.equal(clock.at(at), "14:05");
  assert.match(new Clock("en-US", "UTC").at(at), /^2:05\sPM$/);
  assert.deepEqual([clock.date(at, at), clock.date(at - day, at), clock.date(at - 5 * day, at)], ["Today", "Yesterday", "Thursday, November 19"]);
});

test("a shopper is called by what is known", () => {
  assert.equal(who(plain), "Guest B4F2");
  assert.equal(who({ ...plain, customer: { id: "1", email: "a@b.test" } }), "a@b.test");
  assert.equal(who({ ...plain, customer: { id: "1", name: "Ada", email: "a@b.test" } }), "Ada");
});

test("what is offered follows from who answers", () => {
  const offered = (more: Partial<Conversation>) => (["take", "give", "close"] as const).filter((verb) => may(verb, { ...plain, ...more }));
  assert.deepEqual(offered({}), ["take", "close"]);
  assert.deepEqual(offered({ owner: "waiting" }), ["take", "close"]);
  assert.deepEqual(offered({ owner: "person", mine: true }), ["give", "close"]);
  assert.deepEqual(offered({ owner: "person", person: "Jonas" }), []);
  assert.deepEqual(offered({ closed: true }), ["take"]);
  assert.equal(locked({ ...plain, owner: "person", mine: true }), undefined);
  const others: Partial<Conversation>[] = [{}, { owner: "waiting" }, { owner: "person", person: "Jonas" }, { closed: true }];
  for (const more of others) assert.ok(locked({ ...plain, ...more }), JSON.stringify(more));
  assert.equal(owner({ ...plain, owner: "person", person: "Jonas" }), "Jonas answers");
});

test("a reason that is not known is still read", () => {
  assert.equal(reason({ reason: "asked", summary: "" }), "Asked for a person");
  assert.equal(reason({ reason: "topic", trigger: "wholesale", summary: "" }), "About wholesale");
  assert.equal(reason({ reason: "no_idea", summary: "" }), "no idea");
});

test("a search asks for words, a tag or a score", () => {
  for (const [query, want] of [
    ["", {}],
    ["  ", {}],
    [" wool socks ", { q: "wool socks" }],
    ["#late", { tag: "late" }],
    ["score:2", { score: "2" }],
    ["Score: 1", { score: "1" }],
    ["score:6", { q: "score:6" }],
    ["score:2 wool", { q: "score:2 wool" }],
  ] as const) {
    assert.deepEqual(asked(query), want, query);
  }
});

test("an address survives whatever an id is", () => {
  for (const id of ["a", "a/b", "ü %", "0192f1c2-5a1c"]) {
    assert.deepEqual(parse(address(id)), { id, pane: "talk" });
    assert.deepEqual(parse(address(id, "about")), { id, pane: "about" });
  }
  assert.deepEqual(parse(""), { id: "", pane: "list" });
  assert.deepEqual(parse("#%E0%A4"), { id: "", pane: "list" });
});

test("the inbox shows strong words without their marks, and other marks as they are", () => {
  const of = (text: string) => preview({ ...plain, preview: text });
  assert.equal(of("Let me look. **Yes**, it **really does**."), "Let me look. Yes, it really does.");
  assert.equal(of("5*3*2 ** 4 **"), "5*3*2 ** 4 **");
});
