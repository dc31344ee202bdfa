import assert from "node:assert/strict";
import { test } from "node:test";
import { ownQuestions } from "../src/inpage/questions";
import { needsChoice } from "../src/panel/needs";
import { begin, chosenVariant, missing, pick, pictured, standing } from "../src/views/choose";
import type { Details } from "../src/wire.gen";

const value = (name: string, exists = true) => ({ value: name, exists, available: exists });
const variant = (color: string, size: string, soldOut = false) => ({ id: `${color}-${size}`, options: { color, size }, max: 9, ...(soldOut && { sold_out: true }) });

// Green is not made in L, and sold out in S.
const jacket: Details = {
  id: "j",
  title: "Jacket",
  max: 9,
  options: [
    { name: "color", values: [value("Blue"), value("Green")] },
    { name: "size", values: [value("S"), value("L")] },
    { name: "fabric", values: [value("Wool")] },
  ],
  variants: [variant("Blue", "S"), variant("Blue", "L"), variant("Green", "S", true)],
};

test("what has one value is chosen already, and so is what was asked for, but nothing else", () => {
  assert.deepEqual(begin(jacket), { fabric: "Wool" });
  assert.deepEqual(begin(jacket, { color: "Blue" }), { color: "Blue", fabric: "Wool" });
});

test("the picture is that of the card, until something else is chosen", () => {
  assert.equal(pictured(jacket, {}, "Blue-L")?.id, "Blue-L");
  assert.equal(pictured(jacket, { color: "Green" }, "Blue-L")?.id, "Green-S");
  assert.equal(pictured(jacket, {}, "")?.id, "Blue-S");
});

test("values say whether they can be had beside what is chosen", () => {
  const green = { color: "Green" };
  assert.equal(standing(jacket, green, "size", "S"), "sold_out");
  assert.equal(standing(jacket, green, "size", "L"), "not_made");
  assert.equal(standing(jacket, {}, "size", "L"), "ok");
  assert.equal(standing(jacket, { color: "Green", size: "S" }, "color", "Blue"), "ok");
});

test("picking what does not go together lets the other go", () => {
  const chosen = pick(jacket, { color: "Green", size: "S", fabric: "Wool" }, "size", "L");
  assert.deepEqual(chosen, { size: "L", fabric: "Wool" });
  assert.deepEqual(missing(jacket, chosen), ["color"]);
});

test("there is a variant only when everything is chosen", () => {
  assert.equal(chosenVariant(jacket, { color: "Blue" }), null);
  assert.equal(chosenVariant(jacket, { color: "Blue", size: "L", fabric: "Wool" })?.id, "Blue-L");
});

test("options without variants are all sold", () => {
  const { variants: _none, ...mug } = jacket;
  assert.equal(standing(mug, { color: "Green" }, "size", "L"), "ok");
  assert.deepEqual(pick(mug, { color: "Green" }, "size", "L"), { color: "Green", size: "L" });
  assert.equal(chosenVariant(mug, { color: "Green", size: "L", fabric: "Wool" }), null);
});

test("a card's button knows what is left to choose", () => {
  assert.equal(needsChoice(undefined), null);
  assert.equal(needsChoice([{ name: "fabric", values: [value("Wool")] }]), null);
  assert.equal(needsChoice([{ name: "size", values: [value("S"), value("L")] }, { name: "color", values: [value("Blue"), value("Red", false)] }]), "size");
  assert.equal(needsChoice(jacket.options), "");
  assert.equal(needsChoice(jacket.options, { color: "Blue" }), "size");
  assert.equal(needsChoice(jacket.options, { color: "Blue", size: "L" }), null);
});

test("a merchant's own questions come from a list or from one attribute", () => {
  assert.deepEqual(ownQuestions("Is it warm? | Is it light?"), ["Is it warm?", "Is it light?"]);
  assert.deepEqual(ownQuestions(["One?", 2, " "]), ["One?"]);
  assert.deepEqual(ownQuestions(""), []);
  assert.deepEqual(ownQuestions("true"), []);
});
