import { maxScore, type Handoff } from "../../../widget/src/wire.gen";
import type { Conversation, View } from "./wire";

// The names and the times that the page says.

export const views: readonly { view: View; name: string; empty: string }[] = [
  { view: "waiting", name: "Waiting", empty: "Nobody waits for a person." },
  { view: "mine", name: "Mine", empty: "You answer no conversation. Take one over and it stands here." },
  { view: "unassigned", name: "Unassigned", empty: "No open conversation is without a person." },
  { view: "all", name: "Open", empty: "No conversation is open. The first one appears here by itself." },
  { view: "snoozed", name: "Snoozed", empty: "Nothing is put off." },
  { view: "low", name: "Rated low", empty: "Nobody has rated a conversation with one or two stars." },
  { view: "closed", name: "Closed", empty: "No conversation has been closed yet." },
  { view: "spam", name: "Spam", empty: "Nothing is marked as spam." },
];

// who names the shopper of a conversation.
export function who(c: Conversation): string {
  return c.customer?.name ?? c.customer?.email ?? `Guest ${c.id.slice(-4).toUpperCase()}`;
}

// preview is the newest message without the marks of strong words, which assistants
// set; whatever else looks like a mark may be a shopper's own.
export function preview(c: Conversation): string {
  return c.preview.replace(/\*\*(\S|\S[^*]*\S)\*\*/g, "$1");
}

// owner says who answers.
export function owner(c: Conversation): string {
  if (c.closed) return "Closed";
  if (c.owner === "person") return c.mine ? "You answer" : `${c.person ?? "Somebody"} answers`;
  return c.owner === "waiting" ? "Waits for a person" : "The assistant answers";
}

// reason is a hand-off's reason in words.
export function reason({ reason: code, trigger = "" }: Handoff): string {
  switch (code) {
    case "asked":
      return "Asked for a person";
    case "angry":
      return "Is upset";
    case "cannot_help":
      return "The assistant could not help";
    case "sensitive":
      return "A sensitive topic";
    case "account":
      return "Wants a change of the account";
    case "disputed":
      return "Disputes an order";
    case "unproven":
      return "Could not prove an order";
    case "topic":
      return `About ${trigger}`;
    case "segment":
      return `A customer of the group ${trigger}`;
    case "vip":
      return "A VIP customer";
    case "low_confidence":
      return "The assistant was not sure";
    case "low_rating":
      return "Rated the conversation low";
    default:
      return code.replaceAll("_", " ");
  }
}

// asked is what a search asks the server for: words, a tag after "#", or the best
// score after "score:".
export function asked(query: string): { q?: string; tag?: string; score?: string } {
  const words = query.trim();
  const score = /^score:\s*([1-5])$/i.exec(words)?.[1];
  if (score) return { score };
  if (words.startsWith("#")) return { tag: words.slice(1) };
  return words ? { q: words } : {};
}

// lowScore is the best score that counts as low, as on the server.
export const lowScore = 2;

// rated says what a shopper has given.
export function rated(score: number): string {
  return `${score} of ${maxScore} stars`;
}

// locked says why one cannot write into c; undefined when one can.
export function locked(c: Conversation): string | undefined {
  if (c.mine && !c.closed) return undefined;
  if (c.closed) return "This conversation is closed. It opens again when the shopper writes, or when you take over.";
  if (c.owner === "person") return `${c.person ?? "Somebody else"} answers this conversation.`;
  return c.owner === "waiting" ? "The shopper waits for a person." : "The assistant answers. It falls silent when you take over.";
}

// may reports whether the person at the desk can do that with c now. The server
// decides; this is for what is offered.
export function may(verb: "take" | "give" | "close", c: Conversation): boolean {
  switch (verb) {
    case "take":
      return c.closed === true || c.owner !== "person";
    case "give":
      return c.mine === true && !c.closed;
    case "close":
      return !c.closed && (c.mine === true || c.owner !== "person");
  }
}

// span says how long something has lasted.
export function span(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return "under 1 min";
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 && hours < 6 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  return hours < 48 ? "1 day" : `${Math.floor(hours / 24)} days`;
}

const hour = 3_600_000;

// until is the end of a choice of how long to put something off, by the clock of the person.
export function until(choice: string, now: number): number {
  if (choice === "week") return now + 7 * 24 * hour;
  if (choice !== "morning") return now + Number(choice) * hour;
  const morning = new Date(now);
  morning.setDate(morning.getDate() + 1);
  morning.setHours(9, 0, 0, 0);
  return morning.getTime();
}

// Clock says times in English, by a 12 or 24 hour clock as the person's own
// language has it.
export class Clock {
  private readonly time: Intl.DateTimeFormat;
  private readonly day: Intl.DateTimeFormat;
  private readonly whole: Intl.DateTimeFormat;

  constructor(locale?: string, timeZone?: string) {
    const { hour12 = false } = new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions();
    const zone = timeZone === undefined ? {} : { timeZone };
    this.time = new Intl.DateTimeFormat("en", { hour: "numeric", minute: "2-digit", hour12, ...zone });
    this.day = new Intl.DateTimeFormat("en", { weekday: "long", day: "numeric", month: "long", ...zone });
    this.whole = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", hour12, ...zone });
  }

  at(ms: number): string {
    return this.time.format(ms);
  }

  full(ms: number): string {
    return this.whole.format(ms);
  }

  date(ms: number, now: number): string {
    const day = this.day.format(ms);
    if (day === this.day.format(now)) return "Today";
    return day === this.day.format(now - 86_400_000) ? "Yesterday" : day;
  }
}
