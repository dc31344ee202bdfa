import type { Card, Event } from "../../../widget/src/wire.gen";
import { kept, noted } from "./presence";
import type { Link, OpenTalk, Outgoing, State, Verb } from "./state";
import type { Attended, Conversation, List, Person, Talk, View } from "./wire";

// Action is something that happened: the person did it, or the server said it.
export type Action =
  | { do: "view"; view: View }
  | { do: "query"; query: string }
  | { do: "save"; query: string }
  | { do: "people"; people: Person[] }
  | { do: "noting"; on: boolean }
  | { do: "pick"; card: Card }
  | { do: "editing"; seq?: number; text?: string }
  | { do: "open"; id: string; pane: State["pane"] }
  | { do: "listed"; list: List; query: string; at: number }
  | { do: "talked"; talk: Talk; after: number; at: number }
  | { do: "trouble"; id: string; text: string }
  | { do: "changed"; conversation: Conversation }
  | { do: "attended"; who: Attended }
  | { do: "working"; verb?: Verb }
  | { do: "draft"; id: string; text: string }
  | { do: "send"; out: Outgoing }
  | { do: "retry"; id: string }
  | { do: "drop"; id: string }
  | { do: "sent"; id: string; conversation: string; event: Event }
  | { do: "unsent"; id: string; why: string; again: boolean }
  | { do: "seen"; id: string; seq: number }
  | { do: "link"; link: Link }
  | { do: "notice"; text?: string }
  | { do: "help"; open: boolean }
  | { do: "preparing"; open: boolean }
  | { do: "alerts"; on: boolean }
  | { do: "tick"; at: number };

// reduce says what s becomes by a. It is pure.
export function reduce(s: State, a: Action): State {
  switch (a.do) {
    case "view":
      return a.view === s.view ? s : without({ ...s, view: a.view, more: false }, "list");
    case "query":
      return a.query === s.query ? s : without({ ...s, query: a.query, more: false }, "list");
    case "save":
      return { ...s, saved: s.saved.includes(a.query) ? s.saved.filter((q) => q !== a.query) : [...s.saved, a.query].slice(-maxSaved) };
    case "people":
      return { ...s, people: a.people };
    case "noting":
      return without({ ...s, noting: a.on }, "editing");
    case "pick": {
      const others = s.picked.filter((p) => p.id !== a.card.id);
      return { ...s, picked: others.length < s.picked.length ? others : [...others, a.card].slice(-maxPicked) };
    }
    case "editing":
      if (a.seq === undefined) return { ...without(s, "editing"), drafts: keep(s.drafts, s.open, "") };
      return { ...s, noting: false, editing: a.seq, drafts: keep(s.drafts, s.open, a.text ?? "") };
    case "open":
      if (a.id === s.open) return { ...s, pane: a.pane };
      return without({ ...s, open: a.id, pane: a.pane, noting: false, picked: [] }, "talk", "trouble", "working", "editing");
    case "listed":
      return listed(s, a.list, a.query, a.at);
    case "talked":
      return talked(s, a.talk, a.after, a.at);
    case "trouble":
      return a.id === s.open && !s.talk ? { ...s, trouble: a.text } : s;
    case "changed":
      return changed(s, a.conversation);
    case "attended":
      return { ...s, present: noted(s.present, [{ id: a.who.conversation, present: a.who.present }]) };
    case "working":
      return a.verb ? { ...s, working: a.verb } : without(s, "working");
    case "draft":
      return { ...s, drafts: keep(s.drafts, a.id, a.text) };
    case "send":
      return { ...s, picked: [], outbox: [...s.outbox, a.out], drafts: keep(s.drafts, a.out.conversation, "") };
    case "retry":
      return { ...s, outbox: s.outbox.map((o) => (o.id === a.id ? { id: o.id, conversation: o.conversation, text: o.text, picked: o.picked } : o)) };
    case "drop":
      return { ...s, outbox: s.outbox.filter((o) => o.id !== a.id) };
    case "sent":
      return sent(s, a.id, a.conversation, a.event);
    case "unsent":
      return { ...s, outbox: s.outbox.map((o) => (o.id === a.id ? { ...o, failed: a.why, again: a.again } : o)) };
    case "seen":
      return (s.seen[a.id] ?? 0) >= a.seq ? s : { ...s, seen: last(s.seen, a.id, a.seq) };
    case "link":
      return { ...s, link: a.link };
    case "notice":
      return a.text ? { ...s, notice: a.text } : without(s, "notice");
    case "help":
      return { ...s, help: a.open };
    case "preparing":
      return { ...s, preparing: a.open && s.may.includes("prepare") };
    case "alerts":
      return { ...s, alerts: a.on };
    case "tick":
      return { ...s, now: a.at + s.skew };
  }
}

const maxSaved = 8;
const maxPicked = 6;

function listed(s: State, list: List, query: string, at: number): State {
  const next = { ...s, me: list.me, logout: list.logout ?? "", counts: list.counts, may: list.may, maxText: list.max_text, skew: list.now - at, now: list.now };
  // An answer for a view that was left meanwhile still has the counts.
  if (list.view !== s.view || query !== s.query) return next;
  const open = list.conversations.find((c) => c.id === s.open);
  const present = kept(noted(s.present, list.conversations), list.conversations, s.open);
  return withLine({ ...next, present, list: list.conversations, more: list.more ?? false }, open);
}

// withLine brings the open talk's head up to date with its line in the inbox.
function withLine(s: State, line: Conversation | undefined): State {
  if (!s.talk || !line || line.top < s.talk.conversation.top) return s;
  return { ...s, talk: { ...s.talk, conversation: line } };
}

function talked(s: State, talk: Talk, after: number, at: number): State {
  const { conversation } = talk;
  if (conversation.id !== s.open) return s;
  const old = s.talk;
  // A log that went back (a restored backup) is another history.
  const keepOld = old !== undefined && conversation.top >= top(old.events);
  const next: OpenTalk = {
    conversation: keepOld && conversation.top < old.conversation.top ? old.conversation : conversation,
    events: merge(keepOld ? old.events : [], talk.events, after),
    newFrom: old ? old.newFrom : firstNew(talk.events, s.seen[conversation.id] ?? 0),
    ...(talk.cart_id !== undefined && { cartID: talk.cart_id }),
    ...(talk.cart && { cart: talk.cart }),
    orders: talk.orders ?? [],
    acts: talk.acts ?? [],
    macros: talk.macros ?? [],
    ...(talk.state !== undefined && { memory: talk.state }),
  };
  const known: State = { ...s, me: talk.me, talk: next, present: noted(s.present, [conversation]), skew: talk.now - at, now: talk.now };
  return without(delivered(replaceLine(known, next.conversation)), "trouble");
}

// merge joins events that came after the event with seq after to those there
// are. Events never change, so that one of each seq is enough; what does not
// join without a gap replaces them, or is left out when it is older. Where all that
// was said before is deleted, it goes here as well.
export function merge(have: readonly Event[], more: readonly Event[], after: number): readonly Event[] {
  const all = joined(have, more, after);
  const erased = all.reduce((last, e, i) => (e.kind === "erased" ? i : last), 0);
  return erased > 0 ? all.slice(erased) : all;
}

function joined(have: readonly Event[], more: readonly Event[], after: number): readonly Event[] {
  if (more.length === 0) return have;
  const first = have[0];
  if (!first) return more;
  if (after > top(have)) return more;
  if (top(more) < first.seq - 1) return have;
  const bySeq = new Map(have.map((e) => [e.seq, e]));
  if (more.every((e) => bySeq.has(e.seq))) return have;
  for (const e of more) bySeq.set(e.seq, e);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

// firstNew is the seq of the first message of the shopper after seen; 0 when
// there is none, or when nothing was ever seen and so all of it is new.
function firstNew(events: readonly Event[], seen: number): number {
  if (seen === 0) return 0;
  return events.find((e) => e.seq > seen && e.kind === "message" && e.message.author === "shopper")?.seq ?? 0;
}

function changed(s: State, c: Conversation): State {
  const next = replaceLine(s, c);
  return c.id === s.open && s.talk && c.top >= s.talk.conversation.top ? { ...next, talk: { ...s.talk, conversation: c } } : next;
}

// replaceLine shows c in the inbox, where it is there. Whether it still belongs
// to the view is for the next list to say.
function replaceLine(s: State, c: Conversation): State {
  if (!s.list?.some((line) => line.id === c.id && line !== c && line.top <= c.top)) return s;
  return { ...s, list: s.list.map((line) => (line.id === c.id ? c : line)) };
}

function sent(s: State, id: string, conversation: string, event: Event): State {
  const done = { ...s, outbox: s.outbox.filter((o) => o.id !== id) };
  if (s.open !== conversation || !s.talk) return done;
  // With a gap before it the event arrives with those that are missing.
  if (event.seq > top(s.talk.events) + 1) return done;
  return { ...done, talk: { ...s.talk, events: merge(s.talk.events, [event], event.seq - 1) } };
}

// delivered takes out of the outbox what the log has.
function delivered(s: State): State {
  const ids = new Set(s.talk?.events.map((e) => (e.kind === "message" && e.message.author === "person" ? e.client_id : undefined)));
  const outbox = s.outbox.filter((o) => o.conversation !== s.open || !ids.has(o.id));
  return outbox.length === s.outbox.length ? s : { ...s, outbox };
}

// top is the newest event's seq; 0 when there is none.
export function top(events: readonly Event[]): number {
  return events.at(-1)?.seq ?? 0;
}

// unread reports whether the shopper said something that a person is wanted
// for and that has not been looked at.
export function unread(s: State, c: Conversation): boolean {
  return !c.closed && (c.mine === true || c.owner === "waiting") && c.last_shopper > (s.seen[c.id] ?? 0);
}

// neighbour is the id of the conversation by steps below the open one in the
// inbox; without an open one it is the first.
export function neighbour(s: State, by: number): string {
  const list = s.list ?? [];
  const at = list.findIndex((c) => c.id === s.open);
  const to = at < 0 ? 0 : Math.min(list.length - 1, Math.max(0, at + by));
  return list[to]?.id ?? "";
}

function keep(drafts: State["drafts"], id: string, text: string): State["drafts"] {
  return text ? last(drafts, id, text) : Object.fromEntries(Object.entries(drafts).filter(([key]) => key !== id));
}

// last returns of with value under id, as the entry that was made last.
function last<T>(of: Readonly<Record<string, T>>, id: string, value: T): Record<string, T> {
  return Object.fromEntries([...Object.entries(of).filter(([key]) => key !== id), [id, value]]);
}

// without returns s less some of what it need not have.
function without(s: State, ...keys: ("list" | "talk" | "trouble" | "working" | "notice" | "editing")[]): State {
  const next = { ...s };
  for (const key of keys) Reflect.deleteProperty(next, key);
  return next;
}
