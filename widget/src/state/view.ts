import type { Choice, Message } from "../wire.gen";
import type { State } from "./state";

// What the panel asks of a state.

// latest is the newest message of the log and its seq.
export function latest(state: State): { seq: number; message: Message } | null {
  for (let i = state.entries.length - 1; i >= 0; i--) {
    const entry = state.entries[i];
    if (entry?.kind === "message") return { seq: entry.seq, message: entry.message };
  }
  return null;
}

// lastSaid is what the shopper said last, in the words of the log.
export function lastSaid(state: State): string {
  for (let i = state.entries.length - 1; i >= 0; i--) {
    const entry = state.entries[i];
    if (entry?.kind === "message" && entry.message.author === "shopper" && !entry.message.form) return entry.message.text ?? "";
  }
  return "";
}

export interface Chips {
  seq: number;
  choices: readonly Choice[];
}

// openChoices are the chips that still wait for an answer: those of the newest
// message, unless the shopper is answering already, or a person has come who is not
// to be answered with what the assistant proposed.
export function openChoices(state: State): Chips | null {
  const last = latest(state);
  if (last?.message.author !== "assistant" || state.owner === "person" || state.running || unanswered(state)) return null;
  const choices = last.message.parts?.flatMap((part) => (part.type === "choices" ? part.choices : [])) ?? [];
  return choices.length > 0 ? { seq: last.seq, choices } : null;
}

// answered is true once the shopper has said something after the message seq:
// its chips and its form have lapsed then.
export function answered(state: State, seq: number): boolean {
  return state.entries.some((entry) => entry.kind === "message" && entry.seq > seq && entry.message.author === "shopper");
}

// currentWishes are the shopper's wishes as the assistant last understood them.
export function currentWishes(state: State): Chips | null {
  for (let i = state.entries.length - 1; i >= 0; i--) {
    const entry = state.entries[i];
    if (entry?.kind !== "message" || entry.message.author !== "assistant") continue;
    const wishes = entry.message.parts?.find((part) => part.type === "wishes")?.wishes ?? [];
    return wishes.length > 0 ? { seq: entry.seq, choices: wishes } : null;
  }
  return null;
}

// unanswered is true while a message of the shopper is on its way.
export function unanswered(state: State): boolean {
  return state.pending.some((message) => message.state !== "failed");
}

// awaiting is true when an answer of the assistant is due and none has begun.
export function awaiting(state: State): boolean {
  if (state.running || state.owner === "person" || state.link.kind !== "live") return false;
  return state.pending.some((message) => message.state === "sent") || latest(state)?.message.author === "shopper";
}

// missing is true when the server has events that did not come.
export function missing(state: State): boolean {
  return state.link.kind === "live" && state.top > state.after;
}

// wordsOf is a message as plain text, as a screen reader is told it.
export function wordsOf(message: Message): string {
  if (message.text) return message.text;
  const words = message.parts?.map((part) => (part.type === "choices" || part.type === "wishes" ? "" : part.text)) ?? [];
  return words.filter(Boolean).join("\n");
}
