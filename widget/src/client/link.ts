import type { Link as LinkState } from "../state/state";
import { CloseCode, protocolVersion, type Command, type Frame, type Hello } from "../wire.gen";
import { backoff, staysAway } from "./backoff";
import { Blocked } from "./blocked";
import type { Ports, Socket } from "./ports";
import { Refusal, type Session } from "./session";
import { Stream } from "./stream";

// The server pings every twenty seconds; a connection that has been silent for
// this long is half open, and one whose sends get no answer is as good as that.
export const silence = 33_000;
export const unanswered = 8_000;

// A websocket that has brought no welcome by then is tried as a stream, and if
// that one brings it, streams it is for a while.
export const opening = 5_000;

interface Owner {
  hello(): Omit<Hello, "type" | "v" | "token">;
  received(frame: Frame): void;
  changed(link: LinkState): void;
}

// Link keeps one connection up: it opens it, notices when it is dead, and comes
// back with growing, random waits until the server or the shopper says stop. It
// is a websocket, or a stream where the network lets no websocket pass.
export class Link {
  private readonly blocked: Blocked;
  private socket: Socket | null = null;
  private streams = false; // it is a stream,
  private instead = false; // because no websocket came up just now
  private ready = false; // the server has said welcome
  private token = ""; // what the last hello said
  private wanted = false;
  private attempts = 0;
  private hint = 0;
  private heard = 0;
  private resumed = 0;
  private complaint = ""; // what the server said before it hung up
  // round tells a late answer of an attempt that was given up from a fresh one.
  private round = 0;
  private cancelRetry = () => {};
  private cancelWatch = () => {};
  private cancelAnswer: (() => void) | null = null;

  constructor(
    private readonly ports: Ports,
    private readonly mount: string,
    private readonly session: Session,
    private readonly owner: Owner,
  ) {
    this.blocked = new Blocked(ports, mount);
  }

  connect(): void {
    if (this.wanted) return;
    this.wanted = true;
    this.attempts = 0;
    void this.open();
  }

  disconnect(): void {
    this.wanted = false;
    this.drop();
    this.owner.changed({ kind: "idle" });
  }

  hurry(): void {
    if (!this.wanted) return;
    if (this.ready && this.ports.now() - this.heard < silence) return;
    if (this.socket && !this.ready && this.ports.now() - this.heard < unanswered) return;
    this.attempts = 0;
    void this.open();
  }

  offline(): void {
    if (!this.wanted) return;
    this.drop();
    this.blocked.forget(); // the next network is another one
    this.owner.changed({ kind: "offline" });
  }

  // send passes a command on, if there is somebody to hear it. What must not
  // be lost is sent again after the next welcome.
  send(command: Command): void {
    if (!this.ready || !this.socket) return;
    this.socket.send(JSON.stringify(command));
    if (command.type === "send" || command.type.startsWith("cart")) {
      this.cancelAnswer ??= this.ports.after(unanswered, () => void this.open());
    }
  }

  // resume connects anew to get what is missing up to the event top. It
  // returns false if that was tried for this event before.
  resume(top: number): boolean {
    if (this.resumed >= top) return false;
    this.resumed = top;
    void this.open();
    return true;
  }

  // begin notes that it is another log from now on, of which nothing was asked.
  begin(): void {
    this.resumed = 0;
  }

  private async open(): Promise<void> {
    this.drop();
    const round = ++this.round;
    const online = this.ports.online();
    this.owner.changed({ kind: online ? "connecting" : "offline" });
    if (!online) return;
    try {
      this.token = await this.session.token();
    } catch (error) {
      if (round === this.round && this.wanted) this.failed(error);
      return;
    }
    if (round !== this.round || !this.wanted) return;
    this.dial(this.blocked.now);
  }

  private dial(streams: boolean, instead = false): void {
    this.drop();
    const socket = streams ? new Stream(this.ports, this.mount) : this.websocket();
    if (!socket) return this.dial(true, true);
    const round = this.round;
    this.socket = socket;
    this.streams = streams;
    this.instead = instead;
    this.heard = this.ports.now();
    this.watch();
    socket.onopen = () => {
      if (round === this.round) socket.send(JSON.stringify({ type: "hello", v: protocolVersion, token: this.token, ...this.owner.hello() } satisfies Hello));
    };
    socket.onmessage = ({ data }) => {
      if (round === this.round) this.hear(data);
    };
    socket.onclose = ({ code, refusal }) => {
      if (round === this.round) this.closed(code, refusal);
    };
  }

  // websocket is null where the browser itself lets none be made.
  private websocket(): Socket | null {
    try {
      return this.ports.socket(this.mount.replace(/^http/, "ws") + "ws");
    } catch {
      return null;
    }
  }

  // otherwise tries the second way after one that brought no welcome. It returns
  // false if there is none; what was thought of the network is then in doubt.
  private otherwise(): boolean {
    if (this.ready) return false;
    if (!this.streams) {
      this.dial(true, true);
      return true;
    }
    this.blocked.forget();
    return false;
  }

  private hear(data: unknown): void {
    this.heard = this.ports.now();
    const frame = typeof data === "string" ? parse(data) : null;
    if (!frame) return;
    if (frame.type === "welcome") {
      this.ready = true;
      if (this.instead) this.blocked.note();
      else if (!this.streams) this.blocked.forget();
    }
    if (frame.type === "ping") this.attempts = 0;
    if (frame.type === "going_away") this.hint = frame.retry_in;
    if (frame.type === "ack" || frame.type === "error") {
      this.cancelAnswer?.();
      this.cancelAnswer = null;
    }
    if (frame.type === "error" && !frame.id) this.complaint = frame.message;
    this.owner.received(frame);
  }

  private closed(code: number, refusal?: Refusal): void {
    const complaint = this.complaint;
    if ((code === 1006 || code === CloseCode.Late) && !refusal && this.otherwise()) return;
    this.drop();
    if (refusal && (refusal.retryIn || refusal.code === "forbidden")) return this.failed(refusal);
    if (code === CloseCode.Session) this.session.ended(this.token);
    if (staysAway(code)) return this.halt(code === CloseCode.Version ? "version" : "refused", complaint);
    this.retry(this.hint);
  }

  private failed(error: unknown): void {
    const refusal = error instanceof Refusal ? error : null;
    if (refusal && !refusal.retryIn) return this.halt(refusal.code, refusal.message);
    this.retry(refusal?.retryIn ?? 0);
  }

  private retry(hint: number): void {
    const wait = backoff(this.attempts++, () => this.ports.random(), hint);
    this.hint = 0;
    this.owner.changed(this.ports.online() ? { kind: "waiting", until: this.ports.now() + wait } : { kind: "offline" });
    this.cancelRetry = this.ports.after(wait, () => void this.open());
  }

  private halt(code: string, message: string): void {
    this.wanted = false;
    this.owner.changed({ kind: "stopped", code, message });
  }

  // watch looks for silence as long as there is a socket.
  private watch(): void {
    const limit = this.ready ? silence : this.streams ? unanswered : opening;
    const left = this.heard + limit - this.ports.now();
    if (left <= 0) {
      if (this.otherwise()) return;
      this.drop();
      return this.retry(0);
    }
    this.cancelWatch = this.ports.after(Math.max(left, 250), () => this.watch());
  }

  private drop(): void {
    this.round++;
    this.cancelRetry();
    this.cancelWatch();
    this.cancelAnswer?.();
    this.cancelAnswer = null;
    this.complaint = "";
    this.ready = false;
    const socket = this.socket;
    this.socket = null;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
  }
}

function parse(text: string): Frame | null {
  try {
    const frame = JSON.parse(text) as { type?: unknown } | null;
    return typeof frame?.type === "string" ? (frame as Frame) : null;
  } catch {
    return null;
  }
}
