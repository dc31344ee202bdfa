import type { CardVariant, Details } from "../wire.gen";

// Choosing among the variants of a product. A product with options and no
// variants sells every combination.

export type Chosen = Readonly<Record<string, string>>;

// begin is what is chosen before the shopper does anything: what was asked for,
// and every option with one value.
export function begin(product: Details, asked: Chosen = {}): Chosen {
  const chosen: Record<string, string> = { ...asked };
  for (const option of product.options ?? []) {
    const made = option.values.filter((value) => value.exists);
    if (made.length === 1 && made[0]) chosen[option.name] = made[0].value;
  }
  return chosen;
}

// pick chooses value. What does not go with it any more is let go.
export function pick(product: Details, chosen: Chosen, option: string, value: string): Chosen {
  let next: Chosen = { ...chosen, [option]: value };
  for (const other of product.options ?? []) {
    if (!product.variants?.length || product.variants.some((variant) => agrees(variant, next))) break;
    if (other.name !== option) next = Object.fromEntries(Object.entries(next).filter(([name]) => name !== other.name));
  }
  return next;
}

export type Standing = "ok" | "sold_out" | "not_made";

// standing says whether value can be had beside what else is chosen.
export function standing(product: Details, chosen: Chosen, option: string, value: string): Standing {
  if (!product.variants?.length) return product.sold_out ? "sold_out" : "ok";
  const others = Object.entries(chosen).filter(([name]) => name !== option);
  const with_ = Object.fromEntries([...others, [option, value]]);
  const made = product.variants.filter((variant) => agrees(variant, with_));
  if (made.length === 0) return "not_made";
  return made.every((variant) => variant.sold_out) ? "sold_out" : "ok";
}

// missing are the options that are not chosen yet.
export function missing(product: Details, chosen: Chosen): string[] {
  return (product.options ?? []).filter((option) => option.values.length > 0 && !chosen[option.name]).map((option) => option.name);
}

// chosenVariant is the one variant that everything chosen names.
export function chosenVariant(product: Details, chosen: Chosen): CardVariant | null {
  if (missing(product, chosen).length > 0) return null;
  return product.variants?.find((variant) => agrees(variant, chosen)) ?? null;
}

// pictured is the variant to show the picture of: of those that agree with what
// is chosen the one that the card showed, or the first.
export function pictured(product: Details, chosen: Chosen, variant: string): CardVariant | undefined {
  const fit = product.variants?.filter((v) => agrees(v, chosen));
  return fit?.find((v) => v.id === variant) ?? fit?.[0];
}

// agrees is true when a variant says nothing against what is chosen.
function agrees(variant: CardVariant, chosen: Chosen): boolean {
  return Object.entries(chosen).every(([name, value]) => variant.options[name] === undefined || variant.options[name] === value);
}
