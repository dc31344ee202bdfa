import { keys } from "../client/keys";

// What the loader finds of an earlier visit: it reads and never writes.
// Storage can be forbidden; then there is nothing.

// leftOpen is true when this tab had the panel open on the page before, except
// on phones, where the panel would cover the page that was asked for.
export function leftOpen(mount: string): boolean {
  // The width lays the page out, and is asked for only where it matters.
  return found(() => sessionStorage.getItem(keys.open(mount)) === "1" && innerWidth > 640);
}

// unsent is true when a message waits to be sent.
export function unsent(mount: string): boolean {
  return found(() => Object.keys(localStorage).some((key) => key.startsWith(keys.outbox(mount))));
}

function found(look: () => boolean): boolean {
  try {
    return look();
  } catch {
    return false;
  }
}
