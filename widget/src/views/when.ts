// day says on which day something was, as short as it can be told apart from
// other days: the year is named when it is not this one. at and now are in
// milliseconds since 1970.
export function day(at: number, locale: string, now = Date.now()): string {
  const year = new Date(at).getFullYear() === new Date(now).getFullYear() ? {} : { year: "numeric" as const };
  const style = { month: "short", day: "numeric", ...year } as const;
  try {
    return new Intl.DateTimeFormat(locale, style).format(at);
  } catch {
    return new Intl.DateTimeFormat("en", style).format(at); // not a language
  }
}
