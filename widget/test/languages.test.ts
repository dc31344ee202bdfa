import assert from "node:assert/strict";
import { test } from "node:test";
import { language as ar } from "../src/languages/ar";
import { language as de } from "../src/languages/de";
import { language as es } from "../src/languages/es";
import { language as fr } from "../src/languages/fr";
import { language as it } from "../src/languages/it";
import { language as ja } from "../src/languages/ja";
import type { Language } from "../src/languages/language";
import { language as nl } from "../src/languages/nl";
import { language as pt } from "../src/languages/pt";
import { inPageWords } from "../src/text/inpage";
import { fill, loaderWords } from "../src/text/loader";
import { viewWords } from "../src/text/views";
import { learn, speak, words } from "../src/text/words";

const languages: Record<string, Language> = { ar, de, es, fr, it, ja, nl, pt };
const english: Record<string, unknown> = { ...inPageWords, ...words, ...viewWords };

// What the shopper says to the assistant with a tap is not translated.
const said = ["about", "noNumber", "personPlease", "starters", "tellMe"];

// What a sentence may be about: numbers where it counts, words where it names.
const counts = [0, 1, 2, 3, 11, 100];
const counting = new Set(["cart", "left", "wait", "products", "few", "pictures", "picture", "count", "stars", "moreReviews", "messages", "items", "compare"]);

function sentences(key: string, value: unknown): string[] {
  if (typeof value === "string") return [value];
  assert.equal(typeof value, "function", key);
  const say = value as (...about: unknown[]) => string;
  if (key === "needed" || key === "joined" || key === "signedIn") return [say("Wren"), say("")];
  return counting.has(key) ? counts.map((n) => say(n, n + 1, n + 2)) : [say("Wren", "4.5", "12")];
}

test("every language has all words, and no others", () => {
  const all = Object.keys(english)
    .filter((key) => !said.includes(key))
    .sort();
  for (const [code, language] of Object.entries(languages)) assert.deepEqual(Object.keys(language).sort(), all, code);
});

test("every word is one of its language", () => {
  const scripts: Record<string, RegExp> = { ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u, ar: /\p{Script=Arabic}/u };
  for (const [code, language] of Object.entries(languages)) {
    let same = 0;
    for (const [key, value] of Object.entries(language)) {
      for (const text of sentences(key, value)) {
        assert.ok(text.trim() !== "" && !/\b(undefined|null|NaN)\b|\[object/.test(text), `${code}.${key}: ${text}`);
        assert.doesNotMatch(text, /^ | {2}| $/, `${code}.${key}`);
        const script = scripts[code];
        if (script) assert.match(text, script, `${code}.${key}`);
      }
      if (value === english[key]) same++;
    }
    assert.ok(same <= 8, `${code}: ${same} words are as in English`);
  }
});

// A number or a name that goes into the English sentence goes into every other.
test("no sentence drops what it is about", () => {
  const marks = ["A7B", "C8D", "E9F"];
  for (const [code, language] of Object.entries(languages)) {
    for (const [key, value] of Object.entries(language)) {
      if (typeof value !== "function" || counting.has(key) || key === "needed" || key === "tooLong") continue;
      const own = (value as (...about: string[]) => string)(...marks);
      const ours = (english[key] as (...about: string[]) => string)(...marks);
      for (const mark of marks) assert.equal(own.includes(mark), ours.includes(mark), `${code}.${key}: ${own}`);
    }
  }
});

test("words can be changed, and changed back, whoever learned what", () => {
  const close = words.close;
  speak(de);
  assert.equal(words.close, "Chat schließen");
  assert.equal(learn(viewWords).personPlease, "I would like to talk to a person.");
  assert.equal(learn(viewWords).yourCart, "Ihr Warenkorb");
  speak(fr);
  assert.equal(learn(viewWords).yourCart, "Votre panier");
  speak();
  assert.equal(words.close, close);
  assert.equal(learn(viewWords).yourCart, "Your cart");
});

test("the launcher has words in every language", () => {
  for (const code of ["en", ...Object.keys(languages)]) {
    const { open, unread, slow, failed } = loaderWords(code);
    assert.match(fill(open, "Wren"), /Wren/, code);
    assert.match(fill(unread, 12), /12/, code);
    assert.ok(slow && failed, code);
  }
  assert.equal(fill(loaderWords("en").open, "$& Co"), "Chat with $& Co");
});

test("Arabic counts in its own ways", () => {
  assert.deepEqual(
    [1, 2, 3, 11, 100].map((n) => ar.messages(n)),
    ["رسالة واحدة", "رسالتان", "3 رسائل", "11 رسالة", "100 رسالة"],
  );
});
