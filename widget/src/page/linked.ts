// productIn is the id of the first schema.org Product in linked data, or "".
export function productIn(value: unknown, depth = 0): string {
  if (depth > 4 || typeof value !== "object" || value === null) return "";
  if (Array.isArray(value)) return firstOf(value.slice(0, 50), (item) => productIn(item, depth + 1));
  const thing = value as Record<string, unknown>;
  const types = [thing["@type"]].flat();
  if (types.includes("Product") || types.includes("ProductGroup")) {
    const id = firstOf(["productID", "sku", "productGroupID"], (key) => {
      const word = thing[key];
      return typeof word === "string" || typeof word === "number" ? String(word).trim() : "";
    });
    if (id) return id;
  }
  return productIn(thing["@graph"], depth + 1) || productIn(thing["mainEntity"], depth + 1);
}

function firstOf<T>(items: readonly T[], read: (item: T) => string): string {
  for (const item of items) {
    const found = read(item);
    if (found) return found;
  }
  return "";
}
