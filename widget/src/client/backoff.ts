// How long to wait before trying again: full jitter, so that a thousand
// browsers that lost one server do not come back at once.

export const base = 500;
export const cap = 30_000;

// backoff is the wait before attempt n (from 0), in milliseconds. hint is what
// the server asked for; nobody comes earlier than that.
export function backoff(n: number, random: () => number, hint = 0): number {
  if (hint > 0) return hint + random() * Math.min(cap, Math.max(base, hint / 2));
  return random() * Math.min(cap, base * 2 ** n);
}

// staysAway says whether a close code ends the connection until the shopper
// acts. Codes of ours from 4500 on do, and the standard ones that say that we
// are at fault.
export function staysAway(code: number): boolean {
  return (code >= 4500 && code <= 4999) || [1002, 1003, 1007, 1008, 1009].includes(code);
}
