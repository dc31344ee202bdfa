// ownQuestions are those that the merchant wrote: a list, or "One? | Two?".
export function ownQuestions(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : typeof value === "string" && value.includes("?") ? value.split("|") : [];
  return list.filter((question) => typeof question === "string").map((question) => question.trim()).filter(Boolean);
}
