import type { InPageWords } from "../text/inpage";
import type { ViewWords } from "../text/views";
import type { Words } from "../text/words";

// What a tap says for the shopper stays in the language that the shop's assistant
// understands; all else is said in the language of the page.
type Said = "starters" | "personPlease" | "tellMe" | "about" | "noNumber";

// Language is everything that the widget itself says, in one language besides
// English. Each is a bundle of its own, fetched with the panel where the page is in
// that language.
export type Language = Omit<Words & ViewWords & InPageWords, Said>;

export interface LanguageModule {
  readonly language: Language;
}

// asks tells whether a field's label is a question, or missing: then no sentence can
// name the field by it.
export const asks = (label: string) => label === "" || label.endsWith("?");
