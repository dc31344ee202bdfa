import type { ErrorAnswer } from "../../../widget/src/wire.gen";

// Refused is an answer that is not what was asked for. Its message is a
// sentence for the person at the desk.
export class Refused extends Error {
  // code is the server's word, or "offline" or "strange".
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }

  // passing reports whether the same again may succeed.
  get passing(): boolean {
    return ["offline", "strange", "busy", "unavailable", "internal", "rate_limited"].includes(this.code);
  }
}

// get and post ask the desk's API; path is relative to the page.
export function get<T>(path: string): Promise<T> {
  return ask<T>(path, {});
}

export function post<T>(path: string, body: object): Promise<T> {
  return ask<T>(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

// tell is post for what may be lost, and goes out even when the page is left.
export function tell(path: string, body: object): void {
  const init = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), keepalive: true };
  fetch(new URL(path, document.baseURI), init).catch(() => undefined);
}

// leave ends the person's session, by the shop's own sign-out.
export async function leave(url: string): Promise<void> {
  let answer: Response;
  try {
    answer = await fetch(new URL(url, document.baseURI), { method: "POST", signal: AbortSignal.timeout(patience) });
  } catch {
    throw new Refused("offline", "The shop cannot be reached, and you are still signed in. Try again.");
  }
  if (!answer.ok) throw new Refused("strange", `Signing out failed (${answer.status}), and you are still signed in. Try again.`);
}

const patience = 15_000;

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  let answer: Response;
  let body: unknown;
  try {
    answer = await fetch(new URL(path, document.baseURI), { ...init, signal: AbortSignal.timeout(patience) });
    body = isJSON(answer) ? await answer.json() : undefined;
  } catch {
    throw new Refused("offline", "The shop cannot be reached. Check your connection and try again.");
  }
  // A login in front of the desk may send the API to its own page.
  if (body === undefined && (answer.redirected || answer.status === 401)) {
    throw new Refused("unauthorized", "You are signed out. Sign in again.");
  }
  if (body === undefined) throw new Refused("strange", `The shop answered with an error (${answer.status}). Try again in a moment.`);
  if (answer.ok) return body as T;
  const { error } = body as Partial<ErrorAnswer>;
  const words = error?.message ?? "The shop refused that and did not say why.";
  throw new Refused(error?.code ?? "strange", error?.id ? `${words} (id ${error.id})` : words);
}

function isJSON(answer: Response): boolean {
  return (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
}
