import type { Settings } from "../host";
import { safeLink } from "../text/link";
import { words } from "../text/words";

// Options are the settings that the panel reads, each with its default.
export interface Options {
  name: string;
  greeting: string;
  placeholder: string;
  avatar: string;
  checkout: string;
  privacy: string;
  consent: string;
  locale: string;
  look: string;
}

export function readOptions(settings: Settings, base: string, locale: string): Options {
  const word = (name: string, otherwise = "") => {
    const value = settings[name];
    return typeof value === "string" && value.trim() ? value.trim().slice(0, 300) : otherwise;
  };
  const link = (name: string) => (word(name) ? safeLink(word(name), base) : "");
  return {
    name: word("name", "Aisle"),
    greeting: word("greeting", words.greeting),
    placeholder: word("placeholder", words.placeholder),
    avatar: link("avatar"),
    checkout: link("checkout"),
    privacy: link("privacy"),
    consent: word("consent"),
    locale: word("locale", locale),
    look: word("look"),
  };
}
