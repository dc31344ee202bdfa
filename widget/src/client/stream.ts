import type { Caller, Closed, Hello } from "../wire.gen";
import type { Ports, Socket } from "./ports";
import { refusal, type Refusal } from "./session";

// What one request carries of what waits to be said, in characters; the server
// takes more bytes than these can be.
const load = 10_000;

// Stream is a socket made of fetch, for networks that let no websocket pass: the
// hello is posted and answered with server-sent events, and what is said after
// it is posted too, one request after the other so that it stays in order.
export class Stream implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; refusal?: Refusal }) => void) | null = null;
  private readonly stop = new AbortController();
  private caller = ""; // the first line of everything that is posted
  private waiting: string[] = [];
  private posting = false;

  constructor(
    private readonly ports: Ports,
    private readonly mount: string,
  ) {
    queueMicrotask(() => this.onopen?.());
  }

  send(text: string): void {
    if (this.caller) {
      this.waiting.push(text);
      void this.post();
      return;
    }
    const { token, tab = "" } = JSON.parse(text) as Hello;
    this.caller = JSON.stringify({ token, tab } satisfies Caller);
    void this.listen(text);
  }

  close(): void {
    this.stop.abort();
  }

  private request(path: string, body: string): Promise<Response> {
    return this.ports.fetch(this.mount + path, { method: "POST", credentials: "omit", body, signal: this.stop.signal });
  }

  private async listen(hello: string): Promise<void> {
    const answer = await this.request("stream", hello).catch(() => null);
    if (!answer?.ok || !answer.body) {
      this.end(1006, answer && (await refusal(answer)));
      return;
    }
    const reader = answer.body.getReader();
    const decoder = new TextDecoder();
    for (let name = "", rest = ""; ; ) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
      if (done) break;
      const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line.startsWith("event: ")) name = line.slice(7);
        if (line.startsWith("data: ")) this.hear(name, line.slice(6));
        if (!line) name = "";
      }
    }
    this.end(1006);
  }

  private hear(name: string, data: string): void {
    if (this.stop.signal.aborted) return;
    if (name === "close") return this.end((JSON.parse(data) as Closed).code);
    if (name) return;
    this.onmessage?.({ data });
    // The server wants to know that somebody listens.
    if (data.startsWith('{"type":"ping"')) void this.post(true);
  }

  private async post(even = false): Promise<void> {
    if (this.posting || !(even || this.waiting.length > 0) || this.stop.signal.aborted) return;
    this.posting = true;
    let body = this.caller;
    do body += `\n${this.waiting.shift() ?? ""}`;
    while (this.waiting[0] && body.length + this.waiting[0].length < load);
    const answer = await this.request("commands", body.trimEnd()).catch(() => null);
    this.posting = false;
    if (answer?.ok) void this.post();
    else this.end(1006);
  }

  private end(code: number, why: Refusal | null = null): void {
    if (this.stop.signal.aborted) return;
    this.stop.abort();
    this.onclose?.({ code, ...(why && { refusal: why }) });
  }
}
