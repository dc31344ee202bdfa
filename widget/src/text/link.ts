// safeLink returns url as an absolute address that may be followed, or "".
// Allowed are https, the page's own origin, and http on loopback.
export function safeLink(url: string, base: string): string {
  if (/[\u0000-\u0020\\]/.test(url.trim())) return "";
  try {
    const target = new URL(url.trim(), base);
    if (target.username || target.password) return "";
    const loopback = target.protocol === "http:" && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(target.hostname);
    const own = /^https?:$/.test(target.protocol) && target.origin === new URL(base).origin;
    return target.protocol === "https:" || own || loopback ? target.href : "";
  } catch {
    return "";
  }
}
