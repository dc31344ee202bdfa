// languageOf is the language of the shop's setting, or else of the page: "en" where
// the widget does not speak it. dir is how it is written; "" leaves that to the page.
export function languageOf(setting: unknown): [language: string, dir: string] {
  const told = typeof setting === "string" ? setting : "";
  const [code = ""] = (told || document.documentElement.lang).toLowerCase().split("-");
  return [Object.hasOwn(LANGUAGE_FILES, code) ? code : "en", code === "ar" ? "rtl" : told && "ltr"];
}
