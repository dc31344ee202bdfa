// Rgb holds gamma-encoded channels from 0 to 1.
export type Rgb = readonly [number, number, number];

const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i;
const functional = /^rgba?\((\d{1,3}),? (\d{1,3}),? (\d{1,3})(?:,? ?\/? ?([\d.]+)%?)?\)$/i;

// parseColor reads "#rgb", "#rrggbb" and "rgb(r, g, b)". Anything else, and
// anything transparent, is null: text from a page never reaches a style sheet.
export function parseColor(text: string): Rgb | null {
  const word = text.trim();
  const digits = hex.exec(word)?.[1];
  if (digits) {
    const n = parseInt(digits.length === 3 ? digits.replace(/./g, "$&$&") : digits, 16);
    return [(n >> 16) / 255, ((n >> 8) & 255) / 255, (n & 255) / 255];
  }
  const parts = functional.exec(word);
  if (!parts || parts[4] === "0") return null;
  const channel = (i: number) => Math.min(255, Number(parts[i])) / 255;
  return [channel(1), channel(2), channel(3)];
}

export function toHex(rgb: Rgb): string {
  return "#" + rgb.map((v) => Math.round(v * 255).toString(16).padStart(2, "0")).join("");
}

export const linear = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);

// luminance is that of WCAG 2.2.
export function luminance([r, g, b]: Rgb): number {
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

// ink is a shop's colour where none is given.
export const ink: Rgb = [38 / 255, 48 / 255, 47 / 255];

// badge are the colours of the launcher, which stands on the page and is the same
// before and after the panel has come: the shop's colour, and black or white on it,
// of which one always has a contrast of at least 4.5.
export function badge(brand: Rgb): string {
  return `--brand:${toHex(brand)};--on-brand:${luminance(brand) < 0.183 ? "#fff" : "#000"}`;
}

// brandOf is the first of words that is a colour.
export function brandOf(...words: unknown[]): Rgb {
  for (const word of words) {
    const rgb = typeof word === "string" ? parseColor(word) : null;
    if (rgb) return rgb;
  }
  return ink;
}
