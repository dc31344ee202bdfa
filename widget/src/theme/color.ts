import { linear, luminance, type Rgb } from "./parse";

// Colours as OKLCH: lightness 0 to 1, chroma 0 to about 0.37, hue in radians.
// In this space a change of lightness keeps the hue that people see.

export interface Oklch {
  l: number;
  c: number;
  h: number;
}

const encoded = (v: number) => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055);

export function toOklch(rgb: Rgb): Oklch {
  const [r, g, b] = rgb.map(linear) as unknown as Rgb;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return { l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, c: Math.hypot(a, bb), h: Math.atan2(bb, a) };
}

// toRgb gives the nearest colour that a screen can show: chroma is lowered,
// lightness and hue stay.
export function toRgb({ l, c, h }: Oklch): Rgb {
  for (let chroma = c; ; chroma *= 0.94) {
    const rgb = unclamped(l, chroma, h);
    if (chroma < 0.001 || rgb.every((v) => v >= -0.0005 && v <= 1.0005)) {
      return rgb.map((v) => Math.min(1, Math.max(0, v))) as unknown as Rgb;
    }
  }
}

function unclamped(lightness: number, c: number, h: number): Rgb {
  const a = c * Math.cos(h);
  const bb = c * Math.sin(h);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * bb) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * bb) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * bb) ** 3;
  return [
    encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encoded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

// contrast is that of WCAG 2.2.
export function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

// solve moves color's lightness, away from what it stands on, until it has at
// least this contrast with every ground.
export function solve(color: Oklch, grounds: readonly Rgb[], ratio: number): Rgb {
  const dark = luminance(grounds[0] ?? [1, 1, 1]) < 0.18;
  for (let l = color.l; l >= 0 && l <= 1; l += dark ? 0.01 : -0.01) {
    const rgb = rounded(toRgb({ ...color, l }));
    if (grounds.every((ground) => contrast(rgb, ground) >= ratio)) return rgb;
  }
  return dark ? [1, 1, 1] : [0, 0, 0];
}

// rounded is the colour that eight bits a channel really give.
export function rounded(rgb: Rgb): Rgb {
  return rgb.map((v) => Math.round(v * 255) / 255) as unknown as Rgb;
}
