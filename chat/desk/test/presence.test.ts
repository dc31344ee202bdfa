import assert from "node:assert/strict";
import test from "node:test";
import { others, together, whereabouts } from "../src/presence";
import { reduce } from "../src/reduce";
import { initial, type State } from "../src/state";
import type { Attendee, Present } from "../src/wire";

const mara: Attendee = { id: "1", name: "Mara", does: "looks" };
const ivo: Attendee = { id: "2", name: "Ivo", does: "looks" };
const noor: Attendee = { id: "3", name: "Noor", does: "notes" };

function told(s: State, conversation: string, present: Present): State {
  return reduce(s, { do: "attended", who: { conversation, present } });
}

test("of two words about who is there the newer counts, in whatever order they come", () => {
  const live: State = { ...initial, link: "live", me: { id: "1", name: "Mara" } };
  const s = told(told(live, "a", { at: 20, people: [mara, ivo] }), "a", { at: 10, people: [mara] });
  assert.deepEqual(others(s, "a"), [ivo]);
  assert.deepEqual(others(told(s, "a", { at: 30 }), "a"), []);
  assert.deepEqual(others({ ...s, link: "lost" }, "a"), []); // nobody knows
});

test("colleagues are named by what they do, those who write first", () => {
  assert.equal(together([]), "");
  assert.equal(together([mara]), "Mara is looking at this too.");
  assert.equal(together([mara, ivo, noor]), "Noor is writing here too. Mara and Ivo are looking at this too.");
  assert.equal(together([{ ...ivo, does: "writes" }]), "Ivo is writing to the shopper.");
});

test("where a shopper is stands as text", () => {
  assert.equal(whereabouts("Ada", undefined), "");
  assert.equal(whereabouts("Ada", { at: 1, shopper: "looks", page: { title: "Mug\u202e" } }), "Ada is here on “Mug”");
  assert.equal(whereabouts("Ada", { at: 1, shopper: "writes" }), "Ada is writing…");
  assert.equal(whereabouts("Ada", { at: 1, shopper: "away" }), "Ada is not here at the moment");
});
