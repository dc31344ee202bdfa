import type { Card } from "../wire.gen";

// needsChoice names the option to choose before product can be added from its
// card: null when there is nothing to choose, "" when there are several.
export function needsChoice(options: Card["options"], chosen: Readonly<Record<string, string>> = {}): string | null {
  const open = (options ?? []).filter((option) => !chosen[option.name] && option.values.filter((value) => value.exists).length > 1);
  if (open.length === 0) return null;
  return open.length === 1 ? (open[0]?.name ?? "") : "";
}
