import type { Card, Details } from "../wire.gen";

// How long the details of a product are used without asking again.
const fresh = 60_000;

export type Load = { state: "loading" } | { state: "failed"; gone: boolean } | { state: "ready"; product: Details };

// Products fetches and remembers what the details view shows.
export class Products {
  private readonly known = new Map<string, { at: number; product: Details }>();
  private readonly cards = new Map<string, Card>();

  constructor(private readonly mount: string) {}

  // seen remembers a card, which is shown until the details are there.
  seen(card: Card): void {
    this.cards.set(card.id, card);
  }

  card(id: string): Card | null {
    return this.cards.get(id) ?? null;
  }

  have(id: string): Details | null {
    const known = this.known.get(id);
    return known && Date.now() - known.at < fresh ? known.product : null;
  }

  // forget lets the details be fetched anew.
  forget(id: string): void {
    this.known.delete(id);
  }

  async load(id: string): Promise<Load> {
    const known = this.have(id);
    if (known) return { state: "ready", product: known };
    try {
      const answer = await fetch(`${this.mount}products/${encodeURIComponent(id)}`, { credentials: "omit" });
      if (!answer.ok) return { state: "failed", gone: answer.status === 404 };
      const { product } = (await answer.json()) as { product: Details };
      this.known.set(id, { at: Date.now(), product });
      return { state: "ready", product };
    } catch {
      return { state: "failed", gone: false };
    }
  }
}
