import type { State } from "./state";

// What the browser keeps between visits: what has been looked at, and, for this
// tab alone, what was written and not sent. Storage may be forbidden or full;
// then nothing is kept.

const seenKey = "aisle-desk-seen";
const draftsKey = "aisle-desk-drafts";
const savedKey = "aisle-desk-saved";
const alertsKey = "aisle-desk-alerts";
const maxSeen = 500;

export function readSeen(): State["seen"] {
  return read(() => localStorage, seenKey, "number") as State["seen"];
}

export function writeSeen(seen: State["seen"]): void {
  write(() => localStorage, seenKey, Object.fromEntries(Object.entries(seen).slice(-maxSeen)));
}

export function readDrafts(): State["drafts"] {
  return read(() => sessionStorage, draftsKey, "string") as State["drafts"];
}

export function writeDrafts(drafts: State["drafts"]): void {
  write(() => sessionStorage, draftsKey, drafts);
}

export function readSaved(): State["saved"] {
  return Object.keys(read(() => localStorage, savedKey, "number"));
}

export function writeSaved(saved: State["saved"]): void {
  write(() => localStorage, savedKey, Object.fromEntries(saved.map((query) => [query, 1])));
}

export function readAlerts(): boolean {
  return read(() => localStorage, alertsKey, "number")["on"] === 1;
}

export function writeAlerts(on: boolean): void {
  write(() => localStorage, alertsKey, on ? { on: 1 } : {});
}

function read(storage: () => Storage, key: string, type: "number" | "string"): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(storage().getItem(key) ?? "{}");
    if (value === null || typeof value !== "object") return {};
    return Object.fromEntries(Object.entries(value).filter(([, v]) => typeof v === type));
  } catch {
    return {};
  }
}

function write(storage: () => Storage, key: string, value: object): void {
  try {
    storage().setItem(key, JSON.stringify(value));
  } catch {
    // Nothing is kept.
  }
}
