import type { Store } from "../client/ports";
import type { Values } from "./check";

// Drafts keeps what stands in the form that is being filled in, through a
// reload. There is one such form at a time: the newest message's.
export class Drafts {
  constructor(
    private readonly store: Store,
    private readonly key: string,
  ) {}

  // get returns what was filled into the form that id names.
  get(id: string): Values {
    try {
      const kept = JSON.parse(this.store.get(this.key) ?? "null") as { id?: unknown; values?: unknown } | null;
      const values = kept?.id === id && typeof kept.values === "object" ? Object.entries(kept.values ?? {}) : [];
      return Object.fromEntries(values.filter((pair): pair is [string, string] => typeof pair[1] === "string"));
    } catch {
      return {};
    }
  }

  put(id: string, values: Values): void {
    this.store.set(this.key, JSON.stringify({ id, values }));
  }

  drop(): void {
    this.store.remove(this.key);
  }
}
