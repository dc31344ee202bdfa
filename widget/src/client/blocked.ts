import { keys } from "./keys";
import type { Ports } from "./ports";

// How long websockets are left alone after the first time that one did not pass,
// and the most after many times.
export const blockedFor = 2 * 60_000;
export const blockedMost = 60 * 60_000;

// Blocked remembers, for all of the shop's pages, that the network lets no
// websocket pass. It may be wrong, since a network that just came back looks the
// same: so it doubts itself soon, and less soon each time that it was right.
export class Blocked {
  private readonly key: string;

  constructor(
    private readonly ports: Ports,
    mount: string,
  ) {
    this.key = keys.blocked(mount);
  }

  get now(): boolean {
    return this.stored().until > this.ports.now();
  }

  note(): void {
    const span = Math.min(blockedMost, this.stored().span * 4 || blockedFor);
    this.ports.store.set(this.key, `${this.ports.now() + span} ${span}`);
  }

  forget(): void {
    this.ports.store.remove(this.key);
  }

  private stored(): { until: number; span: number } {
    const [until = 0, span = 0] = (this.ports.store.get(this.key) ?? "").split(" ").map(Number);
    return { until, span };
  }
}
