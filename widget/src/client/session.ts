import type { Money } from "../wire.gen";
import { keys } from "./keys";
import type { Ports } from "./ports";

// How long the server may take to begin an answer.
export const patience = 10_000;

// Refusal is an answer of the server that is not what was asked for. The price
// is there where it is not the one that was seen; a yes to it goes out under
// the id of the command that was refused.
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly retryIn = 0,
    readonly price?: Money,
    readonly id?: string,
  ) {
    super(message);
  }
}

interface Stored {
  token: string;
  expires: number;
}

// Session is who this browser is to the shop: a bearer token that the page's
// own server gave out.
export class Session {
  private readonly key: string;
  private checked = false;
  private memory: Stored | null = null; // for browsers that keep nothing

  constructor(
    private readonly ports: Ports,
    private readonly mount: string,
  ) {
    this.key = keys.token(mount);
  }

  // token returns the stored token, or asks for one; the first time on a page
  // it always asks, because the shopper may have signed in or out since. It
  // throws a Refusal, or whatever fetch throws when there is no network.
  async token(): Promise<string> {
    return (this.checked && this.stored()?.token) || this.renew();
  }

  // renew asks the server who the shopper is now. The old token goes along and
  // comes back if it is still right.
  async renew(): Promise<string> {
    const old = this.stored()?.token;
    const headers: Record<string, string> = old ? { Authorization: `Bearer ${old}` } : {};
    const answer = await this.request("session", { method: "POST", credentials: "same-origin", headers });
    if (!answer.ok) throw await refusal(answer);
    const { token, expires } = (await answer.json()) as { token?: unknown; expires?: unknown };
    if (typeof token !== "string" || token === "") throw new Refusal("internal", "The shop's server gave no session.");
    this.checked = true;
    this.memory = { token, expires: when(expires) };
    this.ports.store.set(this.key, JSON.stringify(this.memory));
    return token;
  }

  // ended notes that the server knows used no more. Another tab may have got the
  // next token already; otherwise it is asked for, with the old one to go by.
  ended(used: string): void {
    this.checked = this.stored()?.token !== used;
  }

  // ask fetches what this shopper alone may see. It throws a Refusal, or
  // whatever fetch throws when there is no network.
  async ask<T>(path: string, body?: unknown): Promise<T> {
    for (let again = false; ; again = true) {
      const token = await this.token();
      const headers: Record<string, string> = { Authorization: `Bearer ${token}` };
      if (body) headers["Content-Type"] = "application/json";
      const answer = await this.request(path, { credentials: "omit", headers, ...(body ? { method: "POST", body: JSON.stringify(body) } : {}) });
      if (answer.ok) return (await answer.json()) as T;
      if (answer.status !== 401 || again) throw await refusal(answer);
      this.ended(token);
    }
  }

  // request gives up on a network that takes a request and answers nothing.
  private async request(path: string, init: RequestInit): Promise<Response> {
    const stop = new AbortController();
    const calm = this.ports.after(patience, () => stop.abort());
    try {
      return await this.ports.fetch(this.mount + path, { ...init, signal: stop.signal });
    } finally {
      calm();
    }
  }

  // What other tabs have stored counts before what this one remembers.
  private stored(): Stored | null {
    const good = (stored: Stored | null) => (stored && typeof stored.token === "string" && stored.expires > this.ports.now() ? stored : null);
    try {
      return good(JSON.parse(this.ports.store.get(this.key) ?? "null") as Stored | null) ?? good(this.memory);
    } catch {
      return good(this.memory);
    }
  }
}

// when reads a time as milliseconds since 1970 or as RFC 3339; without one a
// token is kept for a day.
function when(value: unknown): number {
  const time = typeof value === "string" ? Date.parse(value) : value;
  return typeof time === "number" && Number.isFinite(time) ? time : Date.now() + 24 * 60 * 60 * 1000;
}

// refusal reads what an answer that is not ok says.
export async function refusal(answer: Response): Promise<Refusal> {
  const wait = Number(answer.headers.get("Retry-After") ?? 0) * 1000;
  const retryIn = wait || (answer.status === 429 || answer.status >= 500 ? 1 : 0);
  try {
    const { error } = (await answer.json()) as { error: { code: string; message: string } };
    return new Refusal(error.code, error.message, retryIn);
  } catch {
    return new Refusal(answer.status === 403 ? "forbidden" : "unavailable", `The shop's server answered ${answer.status}.`, retryIn);
  }
}
