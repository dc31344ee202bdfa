import type { Ports, Socket, Store } from "../src/client/ports";
import type { Cart, Command, Event, Frame, Welcome } from "../src/wire.gen";

// A world for the connection, all in one process: time that moves when told
// to, a store, and a server with a record of what it was sent.

export const emptyCart: Cart = { id: "c", version: 1, currency: "USD", lines: [], count: 0, subtotal: { amount: 0, currency: "USD" }, total: { amount: 0, currency: "USD" } };

export class World implements Ports {
  time = 1_700_000_000_000;
  net = true;
  sockets: FakeSocket[] = [];
  sessions: string[] = []; // the Authorization headers seen
  answer: () => Response = () => Response.json({ token: "token", expires: this.time + 3_600_000, currency: "USD" });
  readonly store: Store;
  private timers: { at: number; run: () => void }[] = [];
  private ids = 0;

  constructor(readonly data = new Map<string, string>()) {
    this.store = {
      get: (key) => data.get(key) ?? null,
      set: (key, value) => void data.set(key, value),
      remove: (key) => void data.delete(key),
      keys: () => [...data.keys()],
    };
  }

  fetch(_url: string, init: RequestInit): Promise<Response> {
    this.sessions.push(new Headers(init.headers).get("Authorization") ?? "");
    return this.net ? Promise.resolve(this.answer()) : Promise.reject(new TypeError("no network"));
  }

  socket(url: string): Socket {
    const socket = new FakeSocket(url);
    this.sockets.push(socket);
    return socket;
  }

  now = () => this.time;
  random = () => 0.5;
  online = () => this.net;
  id = () => `id${++this.ids}`;

  after = (ms: number, run: () => void) => {
    const timer = { at: this.time + ms, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  };

  // pass lets time go by, and everything that is due happen in order.
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      await settle();
      const next = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.time = Math.max(this.time, next.at);
      next.run();
    }
    this.time = end;
    await settle();
  }

  // nextTimer is how long it is until something is due.
  nextTimer(): number {
    return Math.min(...this.timers.map((timer) => timer.at)) - this.time;
  }

  get last(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error("nobody has connected");
    return socket;
  }
}

// settle lets promises run until nothing moves.
export async function settle(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}

export class FakeSocket implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: Command[] = [];
  closed = false;

  constructor(readonly url: string) {}

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Command);
  }

  close(): void {
    this.closed = true;
  }

  // What the server does.
  push(frame: Frame): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  accept(more: Partial<Welcome> = {}): void {
    this.onopen?.();
    this.push({ type: "welcome", v: 1, conversation: "conv", epoch: "e1", top: 0, owner: "assistant", cart: emptyCart, max_text: 4000, ...more });
  }

  hangUp(code: number): void {
    this.onclose?.({ code });
  }

  of<T extends Command["type"]>(type: T): Extract<Command, { type: T }>[] {
    return this.sent.filter((command): command is Extract<Command, { type: T }> => command.type === type);
  }
}

export function said(seq: number, text: string, clientId = ""): Event {
  return { seq, at: seq, ...(clientId && { client_id: clientId }), kind: "message", message: { author: "shopper", text, turn: `t${seq}` } };
}

export function answered(seq: number, turn: string, text: string): Event {
  return { seq, at: seq, kind: "message", message: { author: "assistant", turn, parts: [{ type: "text", text }] } };
}
