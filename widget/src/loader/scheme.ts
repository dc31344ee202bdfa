import type { Host } from "../host";
import { brandOf, luminance, parseColor, toHex } from "../theme/parse";

export const night = matchMedia("(prefers-color-scheme: dark)");

// paintLauncher writes the few colours that the launcher needs; theme.ts knows
// the whole palette. Black on a colour and white on it: one of the two always
// has a contrast of at least 4.5.
export function paintLauncher({ colors, settings }: Host, dark: boolean): void {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="theme-color"]')?.content;
  const fill = brandOf(settings["color"], meta);
  const words = luminance(fill) < 0.183 ? "#fff" : "#000";
  const [bg, text] = dark ? ["#17191a", "#eee"] : ["#fff", "#222"];
  colors.replaceSync(`:host{--fill:${toHex(fill)};--on-fill:${words};--bg:${bg};--text:${text};--accent:${text};--line:${text}2}`);
}

// isDark follows the page unless the shop says otherwise: a dark panel on a
// light page, because the system is dark, belongs to nobody.
export function isDark(scheme: unknown): boolean {
  if (scheme === "light" || scheme === "dark") return scheme === "dark";
  if (scheme !== "auto") {
    for (const element of [document.body, document.documentElement]) {
      const ground = parseColor(getComputedStyle(element).backgroundColor);
      if (ground) return luminance(ground) < 0.18;
    }
    if (!getComputedStyle(document.documentElement).colorScheme.includes("dark")) return false;
  }
  return night.matches;
}
