import type { Money } from "../wire.gen";

// Format says prices and numbers in a shopper's language.
export class Format {
  private readonly locale: string;
  private readonly prices = new Map<string, Intl.NumberFormat>();

  constructor(locale: string) {
    this.locale = known(locale);
  }

  // money is "$129.00"; an amount without a currency, which no price has, is "".
  // Where one writes from the right, "US$" at its end would come apart.
  money({ amount, currency }: Money): string {
    const format = this.price(currency);
    const digits = format?.resolvedOptions().maximumFractionDigits ?? 2;
    return format?.format(amount / 10 ** digits).replace(/^\u200f.*/, "$&\u200e") ?? "";
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.locale, { maximumFractionDigits: 1 }).format(value);
  }

  // date reads YYYY-MM-DD.
  date(day: string): string {
    const time = Date.parse(`${day}T00:00:00Z`);
    return Number.isNaN(time) ? "" : new Intl.DateTimeFormat(this.locale, { dateStyle: "medium", timeZone: "UTC" }).format(time);
  }

  private price(currency: string): Intl.NumberFormat | undefined {
    try {
      const format = this.prices.get(currency) ?? new Intl.NumberFormat(this.locale, { style: "currency", currency });
      this.prices.set(currency, format);
      return format;
    } catch {
      return undefined; // not a currency
    }
  }
}

function known(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? "en";
  } catch {
    return "en";
  }
}
