import type { Outgoing } from "../state/state";
import { keys } from "./keys";
import type { Store } from "./ports";

// Outbox keeps what a shopper said until the server has it, through reloads
// and crashes. Each message has a key of its own, so that tabs do not write
// over each other.
export const maxAge = 24 * 60 * 60 * 1000;
export const maxMessages = 50;

export class Outbox {
  private readonly prefix: string;

  constructor(
    private readonly store: Store,
    mount: string,
  ) {
    this.prefix = keys.outbox(mount);
  }

  put(message: Outgoing): void {
    this.store.set(this.prefix + message.id, JSON.stringify(message));
  }

  remove(id: string): void {
    this.store.remove(this.prefix + id);
  }

  // load returns what is still to be sent, oldest first, and throws away what
  // is too old, too much or not ours.
  load(now: number): Outgoing[] {
    const found: Outgoing[] = [];
    for (const key of this.store.keys().filter((name) => name.startsWith(this.prefix))) {
      const message = read(this.store.get(key));
      if (message && key === this.prefix + message.id && now - message.at < maxAge) found.push(message);
      else this.store.remove(key);
    }
    found.sort((a, b) => a.at - b.at);
    for (const extra of found.splice(0, Math.max(0, found.length - maxMessages))) this.remove(extra.id);
    return found;
  }
}

function read(text: string | null): Outgoing | null {
  try {
    const value = JSON.parse(text ?? "") as Partial<Outgoing>;
    return typeof value.id === "string" && typeof value.text === "string" && typeof value.at === "number" ? (value as Outgoing) : null;
  } catch {
    return null;
  }
}
