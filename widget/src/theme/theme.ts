import type { Host } from "../host";
import { contrast, rounded, solve, toOklch, toRgb, type Oklch } from "./color";
import { badge, brandOf, toHex, type Rgb } from "./parse";

// Every colour of the widget, computed from the shop's one colour.
export interface Palette {
  bg: Rgb; // the panel
  raised: Rgb; // fields, quiet buttons, the drawn placeholder
  tint: Rgb; // under the shopper's words
  text: Rgb;
  muted: Rgb; // second voice; at least 4.5:1 on all three grounds
  accent: Rgb; // links, focus, icons that act; at least 4.5:1 on all three
  fill: Rgb; // what the shopper presses: the shop's colour, as near as can be
  onFill: Rgb; // words on fill; at least 4.5:1
  edge: Rgb; // around fields to write in; at least 3:1 on all three grounds
  bad: Rgb;
  good: Rgb;
}

const text = 4.5;
const red = 0.48;
const green = 2.6;

export function palette(brand: Rgb, dark: boolean): Palette {
  const own = toOklch(brand);
  // Greys have no hue to speak of: they tint nothing.
  const c = Math.min(own.c, 0.12);
  const shade = (l: number, part: number) => rounded(toRgb({ l, c: c * part, h: own.h }));
  const bg = dark ? shade(0.2, 0.09) : shade(0.994, 0.02);
  const raised = dark ? shade(0.25, 0.11) : shade(0.967, 0.06);
  const tint = dark ? shade(0.29, 0.18) : shade(0.948, 0.14);
  const grounds = [tint, raised, bg];
  const start = (color: Oklch) => (dark ? { ...color, l: Math.max(color.l, 0.6) } : { ...color, l: Math.min(color.l, 0.62) });
  const fill = fillFrom(own, bg, dark);
  const white: Rgb = [1, 1, 1];
  const ink = shade(0.16, 0.1);
  return {
    bg,
    raised,
    tint,
    text: dark ? shade(0.94, 0.05) : shade(0.23, 0.14),
    muted: solve({ l: dark ? 0.68 : 0.55, c: c * 0.14, h: own.h }, grounds, text),
    accent: solve(start(own), grounds, text),
    fill,
    onFill: contrast(white, fill) >= text ? white : contrast(ink, fill) >= text ? ink : [0, 0, 0],
    edge: solve({ l: dark ? 0.48 : 0.7, c: c * 0.12, h: own.h }, grounds, 3),
    bad: solve(start({ l: 0.55, c: 0.19, h: red }), grounds, text),
    good: solve(start({ l: 0.52, c: 0.13, h: green }), grounds, text),
  };
}

// fillFrom keeps the shop's colour, unless it would vanish into the panel.
function fillFrom(own: Oklch, bg: Rgb, dark: boolean): Rgb {
  return solve(own, [bg], dark ? 3 : 1.35);
}

// css is a palette as custom properties.
export function css(p: Palette): string {
  const [r, g, b] = p.text.map((v) => Math.round(v * 255));
  const names: [string, string][] = [
    ["bg", toHex(p.bg)],
    ["raised", toHex(p.raised)],
    ["tint", toHex(p.tint)],
    ["text", toHex(p.text)],
    ["muted", toHex(p.muted)],
    ["accent", toHex(p.accent)],
    ["fill", toHex(p.fill)],
    ["on-fill", toHex(p.onFill)],
    ["bad", toHex(p.bad)],
    ["good", toHex(p.good)],
    ["edge", toHex(p.edge)],
    ["line", `rgb(${r} ${g} ${b}/.1)`],
  ];
  return names.map(([name, value]) => `--${name}:${value}`).join(";");
}

// themeColor is the page's own word for its colour.
const themeColor = () => document.querySelector<HTMLMetaElement>('meta[name="theme-color"]')?.content;

// paint writes the whole palette; it takes the place of the loader's.
export function paint({ colors, settings }: Host, dark: boolean): void {
  const brand = brandOf(settings["color"], themeColor());
  colors.replaceSync(`:host{${css(palette(brand, dark))};${badge(brand)};color-scheme:${dark ? "dark" : "light"}!important}`);
}
