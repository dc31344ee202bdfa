import type { State } from "./state";

// The page's address says what is looked at, so that the browser's back button
// works and a link to a conversation can be passed on: "#ID" is its talk,
// "#ID/about" what stands beside it, where a narrow window shows one of them.

export function parse(hash: string): { id: string; pane: State["pane"] } {
  const [id = "", part] = hash.replace(/^#/, "").split("/");
  const pane = part === "about" ? "about" : "talk";
  try {
    return { id: decodeURIComponent(id), pane: id ? pane : "list" };
  } catch {
    return { id: "", pane: "list" };
  }
}

export function address(id: string, pane: State["pane"] = "talk"): string {
  return `#${encodeURIComponent(id)}${pane === "about" ? "/about" : ""}`;
}
