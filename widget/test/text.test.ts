import assert from "node:assert/strict";
import { test } from "node:test";
import { productIn } from "../src/page/linked";
import { clean, initial } from "../src/text/clean";
import { Format } from "../src/text/format";
import { safeLink } from "../src/text/link";
import { parse, plain, type Inline, type Prose } from "../src/text/markdown";

const base = "https://shop.example/products/1";

test("the small part of Markdown becomes a tree", () => {
  const cases: [string, Prose[]][] = [
    ["", []],
    ["plain", [{ kind: "p", lines: [["plain"]] }]],
    ["one\ntwo\n\nthree", [{ kind: "p", lines: [["one"], ["two"]] }, { kind: "p", lines: [["three"]] }]],
    ["**bold** and *italic*", [{ kind: "p", lines: [[{ kind: "strong", children: ["bold"] }, " and ", { kind: "em", children: ["italic"] }]] }]],
    ["- one\n- two", [{ kind: "ul", items: [["one"], ["two"]] }]],
    ["1. one\n2) two", [{ kind: "ol", items: [["one"], ["two"]] }]],
    ["Look:\n- one", [{ kind: "p", lines: [["Look:"]] }, { kind: "ul", items: [["one"]] }]],
    ["[Returns](/returns) now", [{ kind: "p", lines: [[{ kind: "link", href: "https://shop.example/returns", children: ["Returns"] }, " now"]] }]],
    ["[x](javascript:alert(1))", [{ kind: "p", lines: [["[x](javascript:alert(1))"]] }]],
    ["[x](javascript:alert)", [{ kind: "p", lines: [["x"]] }]],
    ["2 * 3 * 4 = 24", [{ kind: "p", lines: [["2 * 3 * 4 = 24"]] }]],
    ["a **half", [{ kind: "p", lines: [["a **half"]] }]],
    ["<b>not</b> <img src=x onerror=y>", [{ kind: "p", lines: [["<b>not</b> <img src=x onerror=y>"]] }]],
    ["![pixel](https://evil.example/a.png)", [{ kind: "p", lines: [["!", { kind: "link", href: "https://evil.example/a.png", children: ["pixel"] }]] }]],
  ];
  for (const [text, want] of cases) assert.deepEqual(parse(text, base), want, text);
});

test("every prefix of a streamed text can be read, and links only to the shop", () => {
  const text = "We have **three** that fit:\n\n- the *Beck*, see [it](/products/beck)\n- the Heath\n\n1. first";
  const walk = (part: Inline): void => {
    if (typeof part === "string") return assert.notEqual(part, "");
    if (part.kind === "link") assert.equal(part.href, "https://shop.example/products/beck");
    part.children.forEach(walk);
  };
  for (let end = 0; end <= text.length; end++) {
    for (const part of parse(text.slice(0, end), base)) (part.kind === "p" ? part.lines : part.items).flat().forEach(walk);
  }
  assert.equal(plain(text), "We have three that fit:\nthe Beck, see it\nthe Heath\nfirst");
});

test("hostile nesting is read in no time", () => {
  const began = performance.now();
  for (const piece of ["*", "[", "**a", "[a](", "- ", "*a ", "[a](b) ", "**a** "]) parse(piece.repeat(8192 / piece.length), base);
  assert.ok(performance.now() - began < 3000);
});

test("links lead to https, to the shop itself, or nowhere", () => {
  const cases: [string, string][] = [
    ["https://other.example/a?b#c", "https://other.example/a?b#c"],
    ["/returns", "https://shop.example/returns"],
    ["#top", "https://shop.example/products/1#top"],
    ["../cart", "https://shop.example/cart"],
    ["http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"],
    ["http://other.example/", ""],
    ["javascript:alert(1)", ""],
    ["JaVaScRiPt:alert(1)", ""],
    [" javascript:alert(1)", ""],
    ["java\nscript:alert(1)", ""],
    ["data:text/html,x", ""],
    ["vbscript:x", ""],
    ["blob:https://shop.example/x", ""],
    ["file:///etc/passwd", ""],
    ["mailto:a@b.example", ""],
    ["/\\evil.example", ""],
    ["https:\\\\evil.example", ""],
    ["https://user:pw@evil.example/", ""],
    ["https://shop.example@evil.example/", ""],
  ];
  for (const [url, want] of cases) assert.equal(safeLink(url, base), want, url);
  assert.equal(safeLink("/x", "http://shop.local/"), "http://shop.local/x");
});

test("text that would disturb its surroundings is tamed", () => {
  assert.equal(clean("a\u202Eb\u2066c\u0007d\u{E0041}e"), "abcde");
  assert.equal(clean("two\nlines\tand"), "two\nlines\tand");
  assert.equal(clean("👩‍🚀 नमस्ते עברית"), "👩‍🚀 नमस्ते עברית");
  assert.equal(clean(`z${"\u0301".repeat(300)}`).length, 9);
  assert.equal(initial("  élan"), "É");
  assert.equal(initial(""), "");
});

test("prices follow the currency's digits and the reader's language", () => {
  const us = new Format("en-US");
  assert.equal(us.money({ amount: 12900, currency: "USD" }), "$129.00");
  assert.equal(us.money({ amount: 5200, currency: "JPY" }), "¥5,200");
  assert.equal(us.money({ amount: 1500, currency: "KWD" }), "KWD\u00a01.500");
  assert.equal(us.money({ amount: 1, currency: "nonsense" }), "");
  assert.equal(new Format("de-DE").money({ amount: 129900, currency: "EUR" }), "1.299,00\u00a0€");
  assert.equal(new Format("not a locale").money({ amount: 100, currency: "USD" }), "$1.00");
  assert.equal(us.date("2026-10-18"), "Oct 18, 2026");
  assert.equal(us.date("soon"), "");
});

test("the page's product is found in linked data", () => {
  const product = { "@type": "Product", sku: "beck" };
  const cases: [unknown, string][] = [
    [product, "beck"],
    [[{ "@type": "Organization" }, product], "beck"],
    [{ "@graph": [{ "@type": "WebPage", mainEntity: product }] }, "beck"],
    [{ "@type": ["Thing", "ProductGroup"], productGroupID: "g" }, "g"],
    [{ "@type": "Product", productID: "a", sku: "b" }, "a"],
    [{ "@type": "Product", sku: 42 }, "42"],
    [{ "@type": "Product", sku: { x: 1 } }, ""],
    [{ "@type": "ItemList", itemListElement: [product] }, ""],
    [null, ""],
    ["Product", ""],
  ];
  for (const [data, want] of cases) assert.equal(productIn(data), want, JSON.stringify(data));
  let deep: unknown = product;
  for (let i = 0; i < 50; i++) deep = { "@graph": [deep] };
  assert.equal(productIn(deep), "");
});

test("a currency of two letters and a sign stays together where one writes from the right", () => {
  assert.equal(new Format("ar").money({ amount: 12900, currency: "USD" }), "\u200f129.00\u00a0US$\u200e");
  assert.equal(new Format("en").money({ amount: 12900, currency: "USD" }), "$129.00");
});
