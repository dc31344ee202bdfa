import { words } from "./words";
import type { FormField } from "../wire.gen";

// Values are what a form holds, by the name of the field, as the server takes
// them: always text.
export type Values = Readonly<Record<string, string>>;

// begin is what stands in a form at first.
export function begin(fields: readonly FormField[]): Values {
  return Object.fromEntries(fields.map(({ name, kind, value }) => [name, value ?? (kind === "number" ? "1" : "")]));
}

// kept is what was filled in before, as far as these fields can hold it.
export function kept(fields: readonly FormField[], draft: Values): Values {
  const values = { ...begin(fields) };
  for (const field of fields) {
    const value = draft[field.name];
    if (value !== undefined && (value === "" || !strange(field, value))) values[field.name] = value;
  }
  return values;
}

// strange is true for a value that a choice does not offer.
function strange({ kind, options = [] }: FormField, value: string): boolean {
  if (kind !== "choice" && kind !== "many") return false;
  const all = kind === "many" ? value.split(",") : [value];
  return all.some((one) => !options.some((option) => option.value === one));
}

// mistakes says what is wrong, by the name of the field. The server has the last
// word; this spares the way to it.
export function mistakes(fields: readonly FormField[], values: Values): Record<string, string> {
  const found: Record<string, string> = {};
  for (const field of fields) {
    const wrong = mistake(field, (values[field.name] ?? "").trim());
    if (wrong) found[field.name] = wrong;
  }
  return found;
}

const longest = 500;

function mistake({ label, kind, required, max }: FormField, value: string): string {
  if (!value) return !required ? "" : kind === "choice" ? words.chooseOne : words.needed(kind === "check" ? "" : label);
  if (kind === "email" && !/^[^\s@]+@[^\s@]+$/.test(value)) return words.noEmail;
  if (kind === "text" || kind === "email" || kind === "long") {
    const count = Array.from(value).length;
    if (count > (max ?? longest)) return words.tooLong(label, max ?? longest, count);
  }
  return "";
}

// toggled is the list with value in it, or without it, in the order of options.
export function toggled({ options = [] }: FormField, list: string, value: string, on: boolean): string {
  const chosen = new Set(list ? list.split(",") : []);
  if (on) chosen.add(value);
  else chosen.delete(value);
  return options.map((option) => option.value).filter((one) => chosen.has(one)).join(",");
}

// told is a value as one reads it: the labels of what was chosen.
export function told({ kind, options = [] }: FormField, value: string): string {
  if (kind === "check") return value ? words.yes : "";
  if (kind !== "choice" && kind !== "many") return value;
  const label = (one: string) => options.find((option) => option.value === one)?.label ?? one;
  return (kind === "many" ? value.split(",") : [value]).map(label).join(", ");
}
