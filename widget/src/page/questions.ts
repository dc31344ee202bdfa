// fetchQuestions asks the server what is worth asking about a product. No
// answer means no questions: nothing on a page depends on them.
export async function fetchQuestions(mount: string, product: string): Promise<string[]> {
  if (!product) return [];
  try {
    const answer = await fetch(`${mount}questions?product=${encodeURIComponent(product)}`, { credentials: "omit" });
    if (!answer.ok) return [];
    const { questions } = (await answer.json()) as { questions?: unknown };
    return Array.isArray(questions) ? questions.filter((question) => typeof question === "string").slice(0, 4) : [];
  } catch {
    return [];
  }
}
