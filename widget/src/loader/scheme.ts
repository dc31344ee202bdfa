import type { Host } from "../host";
import { badge, brandOf, luminance, parseColor } from "../theme/parse";

export const night = matchMedia("(prefers-color-scheme: dark)");

// paintLauncher writes the few colours that the launcher needs; theme.ts knows
// the whole palette.
export function paintLauncher({ colors, settings }: Host, dark: boolean): void {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="theme-color"]')?.content;
  const [bg, text] = dark ? ["#17191a", "#eee"] : ["#fff", "#222"];
  colors.replaceSync(`:host{${badge(brandOf(settings["color"], meta))};--bg:${bg};--text:${text};--accent:${text};--line:${text}2}`);
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
