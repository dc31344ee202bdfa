import "./dom";
import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, kept, mistakes, toggled, told } from "../src/views/check";
import { Drafts } from "../src/views/drafts";
import { day, lastDay } from "../src/views/when";
import type { FormField } from "../src/wire.gen";
import { World } from "./world";

const lines: FormField = { name: "lines", label: "Which", kind: "many", required: true, options: [{ value: "a", label: "Jacket" }, { value: "b", label: "Mug" }] };
const fields: FormField[] = [
  { name: "number", label: "Order number", kind: "text", required: true, value: "LH-", max: 8 },
  { name: "email", label: "E-mail", kind: "email", required: true },
  { name: "note", label: "Note", kind: "long" },
  { name: "count", label: "Count", kind: "number" },
  { name: "reason", label: "Reason", kind: "choice", required: true, options: [{ value: "late", label: "It is late" }] },
  { name: "sure", label: "I am sure", kind: "check", required: true },
  lines,
];

test("a form begins with what the shop put into it", () => {
  assert.deepEqual(begin(fields), { number: "LH-", email: "", note: "", count: "1", reason: "", sure: "", lines: "" });
});

test("a draft fills what these fields can hold, and nothing else", () => {
  const draft = { number: "LH-9", reason: "gone", lines: "a,b", other: "x" };
  assert.deepEqual(kept(fields, draft), { number: "LH-9", email: "", note: "", count: "1", reason: "", sure: "", lines: "a,b" });
});

test("mistakes are said per field, in words", () => {
  const found = mistakes(fields, { ...begin(fields), number: "LH-123456", email: "ada", note: "x".repeat(501) });
  assert.deepEqual(found, {
    number: "Order number takes at most 8 characters; this has 9.",
    email: "That does not look like an e-mail address. Please check it.",
    note: "Note takes at most 500 characters; this has 501.",
    reason: "Please choose one.",
    sure: "This is needed.",
    lines: "Which is needed.",
  });
  const question: FormField = { name: "about", label: "What is it about?", kind: "text", required: true, max: 5 };
  assert.deepEqual(mistakes([question], { about: "" }), { about: "This is needed." });
  assert.deepEqual(mistakes([question], { about: "parcels" }), { about: "This takes at most 5 characters; this has 7." });
  assert.deepEqual(mistakes(fields, { number: "LH-1", email: " ada@shop.example ", reason: "late", sure: "yes", lines: "a" }), {});
});

test("several values keep the order of what is offered", () => {
  assert.equal(toggled(lines, "", "b", true), "b");
  assert.equal(toggled(lines, "b", "a", true), "a,b");
  assert.equal(toggled(lines, "a,b", "a", false), "b");
  assert.equal(told(lines, "a,b"), "Jacket, Mug");
  assert.equal(told({ name: "n", label: "N", kind: "text" }, "as it is"), "as it is");
});

test("a draft is kept for its own form only, and whatever stands in the store", () => {
  const { store } = new World();
  const drafts = new Drafts(store, "key");
  drafts.put("c/2", { email: "ada@" });
  assert.deepEqual(new Drafts(store, "key").get("c/2"), { email: "ada@" });
  assert.deepEqual(drafts.get("c/4"), {});
  for (const broken of ["{", "null", "7", '{"id":"c/2"}', '{"id":"c/2","values":7}', '{"id":"c/2","values":{"a":7}}']) {
    store.set("key", broken);
    assert.deepEqual(drafts.get("c/2"), {}, broken);
  }
  drafts.put("c/2", { a: "b" });
  drafts.drop();
  assert.equal(store.get("key"), null);
});

test("a day is the shop's, and names its year only when that is another one", () => {
  const noon = (year: number) => Date.UTC(year, 10, 20, 12);
  assert.equal(day(noon(2026), "en-US", "UTC", noon(2026)), "Nov 20");
  assert.equal(day(noon(2025), "en-US", "UTC", noon(2026)), "Nov 20, 2025");
  assert.equal(day(noon(2026), "de", "UTC", noon(2026)), "20. Nov.");
  assert.equal(day(noon(2026), "not a locale", "UTC", noon(2026)), "Nov 20");
  const late = Date.UTC(2027, 0, 1, 3);
  assert.equal(day(late, "en-US", "America/New_York", noon(2026)), "Dec 31");
  assert.equal(day(late, "en-US", "Asia/Tokyo", noon(2026)), "Jan 1, 2027");
  assert.equal(day(late, "en-US", "no/zone", noon(2026)), "Jan 1, 2027");
});

test("what ends at midnight in the shop has its last day before", () => {
  assert.equal(lastDay("2026-11-30T05:00:00Z", "en-US", "America/New_York"), "Sunday, Nov 29");
  assert.equal(lastDay("2026-11-30T05:00:00Z", "en-US", "Asia/Tokyo"), "Monday, Nov 30");
  assert.equal(lastDay("soon", "en-US", "UTC"), "");
});
