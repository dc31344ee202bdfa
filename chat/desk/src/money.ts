// Amounts of money in minor units, as people write them.

// digits is how many decimals a currency has.
function digits(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

// major writes an amount as people do, minor reads it; 0 when it is none.
export function major(amount: number, currency: string): string {
  const d = digits(currency);
  const text = String(amount).padStart(d + 1, "0");
  return d === 0 ? text : `${text.slice(0, -d)}.${text.slice(-d)}`;
}

export function minor(text: string, currency: string): number {
  const d = digits(currency);
  const found = /^(\d{1,12})(?:[.,](\d+))?$/.exec(text);
  const [, whole = "", part = ""] = found ?? [];
  return found && part.length <= d ? Number(whole + part.padEnd(d, "0")) : 0;
}
