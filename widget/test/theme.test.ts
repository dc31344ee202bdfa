import assert from "node:assert/strict";
import { test } from "node:test";
import { contrast, toOklch, toRgb } from "../src/theme/color";
import { brandOf, parseColor, toHex, type Rgb } from "../src/theme/parse";
import { css, palette } from "../src/theme/theme";

const steps = [0, 0.07, 0.15, 0.25, 0.35, 0.5, 0.65, 0.75, 0.85, 0.93, 1];

function* cube(): Generator<Rgb> {
  for (const r of steps) for (const g of steps) for (const b of steps) yield [r, g, b];
}

test("whatever a shop's colour is, everything can be read", () => {
  let tried = 0;
  for (const brand of cube()) {
    for (const dark of [false, true]) {
      const p = palette(brand, dark);
      const where = `${toHex(brand)} ${dark ? "dark" : "light"}`;
      for (const ground of [p.bg, p.raised, p.tint]) {
        for (const name of ["text", "muted", "accent", "bad", "good"] as const) {
          const have = contrast(p[name], ground);
          assert.ok(have >= 4.5, `${where}: ${name} ${toHex(p[name])} on ${toHex(ground)} has ${have.toFixed(2)}`);
        }
        assert.ok(contrast(p.edge, ground) >= 3, `${where}: edge ${toHex(p.edge)} on ${toHex(ground)}`);
      }
      assert.ok(contrast(p.onFill, p.fill) >= 4.5, `${where}: words on ${toHex(p.fill)}`);
      assert.ok(contrast(p.fill, p.bg) >= 1.3, `${where}: ${toHex(p.fill)} vanishes`);
      assert.ok(contrast(p.text, p.bg) >= 10, where);
      tried++;
    }
  }
  assert.equal(tried, 2 * steps.length ** 3);
});

test("the contrast holds for the eight-bit colours that the sheet has", () => {
  for (const brand of cube()) {
    for (const dark of [false, true]) {
      const p = palette(brand, dark);
      const [accent, tint, fill, onFill] = [p.accent, p.tint, p.fill, p.onFill].map((rgb) => parseColor(toHex(rgb)));
      assert.ok(accent && tint && contrast(accent, tint) >= 4.5, toHex(brand));
      assert.ok(fill && onFill && contrast(fill, onFill) >= 4.5, toHex(brand));
    }
  }
});

test("a shop's colour stays what it is where it can", () => {
  for (const color of ["#2f6b4f", "#c8102e", "#0057b8", "#ffd400", "#7b2d8e"]) {
    assert.equal(toHex(palette(brandOf(color), false).fill), color);
  }
});

test("a colour comes back from OKLCH as it went in", () => {
  for (const rgb of cube()) {
    for (const [i, channel] of toRgb(toOklch(rgb)).entries()) assert.ok(Math.abs(channel - (rgb[i] ?? 2)) < 1 / 255, toHex(rgb));
  }
});

test("only colours are taken for colours", () => {
  for (const [word, want] of [["#2F6B4F", "#2f6b4f"], ["#abc", "#aabbcc"], ["rgb(1, 2, 3)", "#010203"], ["rgb(1 2 3 / 0.5)", "#010203"]] as const) {
    assert.equal(toHex(brandOf(word)), want);
  }
  for (const word of ["", "red", "#12", "#12345", "url(x)", "#fff;}*{x:y", "rgba(0, 0, 0, 0)", "rgb(1,2,3);", "var(--x)", "expression(1)"]) {
    assert.equal(parseColor(word), null, word);
  }
});

test("the sheet holds nothing but properties of ours", () => {
  assert.match(css(palette(brandOf("#f06"), true)), /^(--[a-z-]+:(#[0-9a-f]{6}|rgb\(\d+ \d+ \d+\/\.1\));?)+$/);
});
