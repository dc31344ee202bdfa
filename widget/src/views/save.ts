import { clean, plain, wordsOf } from "../panel/kit";
import { words } from "./words";
import type { Model } from "../panel/model";
import type { Entry } from "../state/state";

// save gives the shopper the conversation as a text file. Nothing leaves the
// browser for it.
export function save({ state, options }: Model): void {
  const { entries } = state.peek();
  const text = transcript(entries, options.name, options.locale);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = `${options.name.replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase()}-${new Date().toISOString().slice(0, 10)}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// transcript is what was said, as plain text: who, when, and the words.
export function transcript(entries: readonly Entry[], assistant: string, locale: string): string {
  const time = times(locale);
  return entries
    .flatMap((entry) => {
      if (entry.kind !== "message") return [];
      const { message, at } = entry;
      const who = { shopper: words.you, person: clean([message.name, message.title].filter(Boolean).join(", ")), assistant: `${assistant} (${words.assistant})` }[message.author];
      return [`${who}, ${time(at)}\n${plain(wordsOf(message)).trim()}\n`];
    })
    .join("\n");
}

function times(locale: string): (at: number) => string {
  const style = { dateStyle: "medium", timeStyle: "short" } as const;
  try {
    const format = new Intl.DateTimeFormat(locale, style);
    return (at) => format.format(at);
  } catch {
    const format = new Intl.DateTimeFormat("en", style); // not a language
    return (at) => format.format(at);
  }
}
