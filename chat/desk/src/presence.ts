import { clean } from "../../../widget/src/text/clean";
import type { State } from "./state";
import type { Attendee, Conversation, Present } from "./wire";

// Who is in a conversation at this moment, as far as the server has said.

// noted is what is known once the server has told of some conversations: of two
// answers about one, that which is older says nothing.
export function noted(known: State["present"], told: readonly { id: string; present: Present }[]): State["present"] {
  const news = told.filter(({ id, present }) => present.at >= (known[id]?.at ?? 0));
  return news.length === 0 ? known : { ...known, ...Object.fromEntries(news.map(({ id, present }) => [id, present])) };
}

// kept is known without those conversations that are not shown.
export function kept(known: State["present"], shown: readonly Conversation[], open: string): State["present"] {
  return Object.fromEntries(Object.entries(known).filter(([id]) => id === open || shown.some((c) => c.id === id)));
}

// presentIn is who is in a conversation; without a connection nobody knows.
export function presentIn(s: State, id: string): Present | undefined {
  return s.link === "live" ? s.present[id] : undefined;
}

// others are the colleagues in a conversation.
export function others(s: State, id: string): readonly Attendee[] {
  return presentIn(s, id)?.people?.filter((p) => p.id !== s.me?.id) ?? [];
}

// together says what colleagues do in a talk, the one that matters most first;
// "" where there are none.
export function together(people: readonly Attendee[]): string {
  const doing = (does: Attendee["does"]) => people.filter((p) => p.does === does).map((p) => clean(p.name));
  const sentence = (who: readonly string[], does: string) => (who.length === 0 ? "" : `${and(who)} ${who.length === 1 ? "is" : "are"} ${does}.`);
  return [sentence(doing("writes"), "writing to the shopper"), sentence(doing("notes"), "writing here too"), sentence(doing("looks"), "looking at this too")]
    .filter(Boolean)
    .join(" ");
}

function and(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

// whereabouts says what the shopper does; "" where it is not known.
export function whereabouts(name: string, p: Present | undefined): string {
  const title = clean(p?.page?.title ?? "");
  const on = title ? ` on “${title}”` : "";
  switch (p?.shopper) {
    case "writes":
      return `${name} is writing…`;
    case "looks":
      return `${name} is here${on}`;
    case "away":
      return `${name} is not here at the moment`;
    default:
      return "";
  }
}
