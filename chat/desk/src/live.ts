import type { Attended, Hint } from "./wire";

// Listener is told what arrives from the server.
export interface Listener {
  // ready: changes arrive from now on; what came before must be read.
  ready(): void;
  changed(hint: Hint): void;
  attended(who: Attended): void;
  // lost: nothing arrives, for longer than a moment.
  lost(): void;
}

const quiet = 50_000; // the server gives a sign of life every 20 s
const moment = 4_000;
const longest = 30_000;

// Live listens to the server's hints and comes back when the connection breaks.
export class Live {
  private source: EventSource | undefined;
  private failures = 0;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private grace: ReturnType<typeof setTimeout> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly url: URL,
    private readonly to: Listener,
  ) {}

  // start connects, at once.
  start(): void {
    this.stop();
    const source = new EventSource(this.url);
    this.source = source;
    source.addEventListener("ready", () => {
      clearTimeout(this.grace);
      this.grace = undefined;
      this.failures = 0;
      this.alive();
      this.to.ready();
    });
    source.addEventListener("beat", () => this.alive());
    source.addEventListener("change", (e) => {
      this.alive();
      this.to.changed(JSON.parse((e as MessageEvent<string>).data) as Hint);
    });
    source.addEventListener("presence", (e) => {
      this.alive();
      this.to.attended(JSON.parse((e as MessageEvent<string>).data) as Attended);
    });
    source.addEventListener("error", () => this.broken());
    this.alive();
  }

  stop(): void {
    this.source?.close();
    clearTimeout(this.silence);
    clearTimeout(this.retry);
  }

  private alive(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.broken(), quiet);
  }

  // broken comes back after a while of random length, longer with each failure.
  private broken(): void {
    this.stop();
    this.grace ??= setTimeout(() => this.to.lost(), moment);
    const most = Math.min(longest, 1000 * 2 ** this.failures++);
    this.retry = setTimeout(() => this.start(), Math.random() * most);
  }
}
