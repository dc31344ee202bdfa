import type { Card, Details } from "../wire.gen";

// How long the details of a product are used without asking again.
const fresh = 60_000;

// Products remembers what is known of products: their cards, and for a while what
// the details view has fetched.
export class Products {
  private readonly known = new Map<string, { at: number; product: Details }>();
  private readonly cards = new Map<string, Card>();

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

  learn(product: Details): void {
    this.known.set(product.id, { at: Date.now(), product });
  }
}
