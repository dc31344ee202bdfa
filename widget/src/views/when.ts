// day says on which day something was in the shop's time zone, as short as it can
// be told apart from other days: the year is named when it is not this one. at and
// now are in milliseconds since 1970.
export function day(at: number, locale: string, zone: string, now = Date.now()): string {
  const year = new Intl.DateTimeFormat("en", { year: "numeric", timeZone: known(zone) });
  return write(at, locale, zone, { month: "short", day: "numeric", ...(year.format(at) === year.format(now) ? {} : { year: "numeric" }) });
}

// lastDay is the last day of what ends at a moment, with its weekday: what ends at
// midnight ends with the day before.
export function lastDay(ends: string, locale: string, zone: string): string {
  const at = Date.parse(ends) - 1;
  return Number.isNaN(at) ? "" : write(at, locale, zone, { weekday: "long", month: "short", day: "numeric" });
}

function write(at: number, locale: string, zone: string, style: Intl.DateTimeFormatOptions): string {
  const options = { ...style, timeZone: known(zone) };
  try {
    return new Intl.DateTimeFormat(locale, options).format(at);
  } catch {
    return new Intl.DateTimeFormat("en", options).format(at); // not a language
  }
}

// known is a time zone that the browser knows.
function known(zone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}
