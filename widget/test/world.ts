import { Client } from "../src/client/client";
import type { Ports, Socket, Store } from "../src/client/ports";
import type { Caller, Cart, Command, Event, Frame, Hello, Welcome } from "../src/wire.gen";

// A world for the connection, all in one process: time that moves when told
// to, a store, and a server with a record of what it was sent.

export const emptyCart: Cart = { id: "c", version: 1, currency: "USD", lines: [], count: 0, subtotal: { amount: 0, currency: "USD" }, total: { amount: 0, currency: "USD" } };

export class World implements Ports {
  time = 1_700_000_000_000;
  net = true;
  sockets: FakeSocket[] = [];
  streams: FakeStream[] = [];
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

  // deaf is a network that takes requests and answers none.
  deaf = false;
  // streaming answers the next POST stream in place of a stream.
  streaming: (() => Response) | null = null;

  fetch(url: string, init: RequestInit): Promise<Response> {
    if (!this.net) return Promise.reject(new TypeError("no network"));
    if (this.deaf) return new Promise((_, reject) => init.signal?.addEventListener("abort", () => reject(new DOMException("given up", "AbortError"))));
    const body = typeof init.body === "string" ? init.body : "";
    if (url.endsWith("/stream")) {
      if (this.streaming) return Promise.resolve(this.streaming());
      const stream = new FakeStream(body, init.signal);
      this.streams.push(stream);
      return Promise.resolve(stream.answer);
    }
    if (url.endsWith("/commands")) return this.posted(body);
    this.sessions.push(new Headers(init.headers).get("Authorization") ?? "");
    return Promise.resolve(this.answer());
  }

  private posted(body: string): Promise<Response> {
    const [first = "", ...lines] = body.split("\n");
    const { token, tab } = JSON.parse(first) as Caller;
    const stream = this.streams.find(({ hello, closed }) => hello.token === token && hello.tab === tab && !closed);
    return stream ? stream.take(lines) : Promise.resolve(new Response(null, { status: 410 }));
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

  get stream(): FakeStream {
    const stream = this.streams.at(-1);
    if (!stream) throw new Error("nobody streams");
    return stream;
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

// welcomed is what a server says first.
function welcomed(more: Partial<Welcome>): Frame {
  return { type: "welcome", v: 1, conversation: "conv", epoch: "e1", top: 0, owner: "assistant", cart: emptyCart, max_text: 4000, ...more };
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
    this.push(welcomed(more));
  }

  hangUp(code: number): void {
    this.onclose?.({ code });
  }

  of<T extends Command["type"]>(type: T): Extract<Command, { type: T }>[] {
    return this.sent.filter((command): command is Extract<Command, { type: T }> => command.type === type);
  }
}

// FakeStream is the server's end of a stream.
export class FakeStream {
  readonly hello: Hello;
  readonly answer: Response;
  readonly posts: Command[][] = []; // the commands of each request
  closed = false;
  // hold keeps requests unanswered until the returned promise resolves.
  hold: () => Promise<void> = () => Promise.resolve();
  private out!: ReadableStreamDefaultController<Uint8Array>;

  constructor(hello: string, signal: AbortSignal | null | undefined) {
    this.hello = JSON.parse(hello) as Hello;
    const body = new ReadableStream<Uint8Array>({ start: (out) => void (this.out = out) });
    this.answer = new Response(body, { headers: { "Content-Type": "text/event-stream" } });
    signal?.addEventListener("abort", () => this.cut());
    this.write(`:${" ".repeat(2048)}\n\n`);
  }

  async take(lines: string[]): Promise<Response> {
    this.posts.push(lines.map((line) => JSON.parse(line) as Command));
    await this.hold();
    return new Response(null, { status: this.closed ? 410 : 204 });
  }

  write(text: string): void {
    this.out.enqueue(new TextEncoder().encode(text));
  }

  push(frame: Frame): void {
    this.write(`data: ${JSON.stringify(frame)}\n\n`);
  }

  accept(more: Partial<Welcome> = {}): void {
    this.push(welcomed(more));
  }

  hangUp(code: number): void {
    this.write(`event: close\ndata: {"code":${code},"reason":""}\n\n`);
    this.cut();
  }

  cut(): void {
    if (this.closed) return;
    this.closed = true;
    this.out.close();
  }

  of<T extends Command["type"]>(type: T): Extract<Command, { type: T }>[] {
    return this.posts.flat().filter((command): command is Extract<Command, { type: T }> => command.type === type);
  }
}

export function said(seq: number, text: string, clientId = ""): Event {
  return { seq, at: seq, ...(clientId && { client_id: clientId }), kind: "message", message: { author: "shopper", text, turn: `t${seq}` } };
}

export function answered(seq: number, turn: string, text: string): Event {
  return { seq, at: seq, kind: "message", message: { author: "assistant", turn, parts: [{ type: "text", text }] } };
}

export const mount = "https://shop.example/aisle/";

// shopper is a browser that has done nothing yet.
export function shopper(world: World): Client {
  return new Client(world, mount, { locale: "en-US", page: () => ({ url: "https://shop.example/p", product: "p1" }) });
}

// live is one that is connected.
export async function live(world = new World()): Promise<{ world: World; client: Client }> {
  const client = shopper(world);
  client.enter("launcher");
  client.connect();
  await settle();
  world.last.accept();
  return { world, client };
}
