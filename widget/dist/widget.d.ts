// Types of window.Aisle, for pages that are checked with TypeScript:
//
//   /// <reference path="widget.d.ts" />
//
// Before the script has loaded, queue calls in an array of the same name:
//
//   (window.Aisle = window.Aisle || []).push(["ask", "Is this waterproof?"]);

export interface AisleOptions {
  /** The assistant's name. */
  name?: string;
  /** The first sentence of an empty conversation, where the server has none. */
  greeting?: string;
  /** The shop's colour: "#rgb", "#rrggbb" or "rgb(r, g, b)". */
  color?: string;
  /** "page" (the default) follows the page's ground, "auto" the system. */
  scheme?: "page" | "auto" | "light" | "dark";
  /** Any of "bubbles", "square" and "compact", with spaces between; see docs/looks.md. */
  look?: string;
  position?: "left" | "right";
  /** Words beside the launcher's icon. */
  label?: string;
  placeholder?: string;
  /** URL of the assistant's picture. */
  avatar?: string;
  /** URL of the shop's checkout. */
  checkout?: string;
  /** URL of the shop's privacy notice. */
  privacy?: string;
  /**
   * What the shopper has to agree to before anything is sent to the shop, in one
   * sentence or two. Until then there is no session, and what is to be asked waits in
   * the field. It is asked once, and again when the words change.
   */
  consent?: string;
  /**
   * What the page at hand is ("home", "product", "cart", "order" ...), and the
   * product or the order that it shows. Other pages say it in meta elements
   * named aisle:page, aisle:product and aisle:order.
   */
  page?: string;
  product?: string;
  order?: string;
  /**
   * A language tag; the page's own by default. The widget speaks ar, de, en, es, fr,
   * it, ja, nl and pt, and English elsewhere.
   */
  locale?: string;
  /** Floats questions above the launcher: the server's, or these. */
  questions?: boolean | string[];
}

export interface AisleMoney {
  /** In minor units. */
  amount: number;
  currency: string;
}

/** What the listeners of on() and of the CustomEvents "aisle:<name>" are told. */
export interface AisleEvents {
  ready: undefined;
  open: undefined;
  close: undefined;
  cart: { count: number; subtotal: AisleMoney };
  message: { author: "shopper" | "assistant" | "person"; text: string };
  handoff: { state: "assistant" | "waiting" | "person"; person?: string };
  track: { kind: string; product?: string };
}

export interface AisleHooks {
  /** Runs before a message is sent; false holds it back. */
  beforeSend?: (message: { text: string }) => { text: string } | false | undefined;
  /** Runs before something is put into the cart from a card; false holds it back. */
  beforeAddToCart?: (item: { product: string; variant?: string; quantity: number }) => false | undefined;
}

export interface Aisle {
  /** Where the shop's server answers. */
  readonly mount: string;
  /** Starts the widget, again after destroy(). */
  boot(options?: AisleOptions): Promise<void>;
  /** Takes the widget out of the page; what was said stays on the server. */
  destroy(): Promise<void>;
  open(): Promise<void>;
  close(): Promise<void>;
  toggle(): Promise<void>;
  /** Opens the panel and sends a message. */
  ask(text: string): Promise<void>;
  /** Says which product the page shows, until its address changes. */
  page(page: { product: string }): Promise<void>;
  /** Records what the shopper did: "shown", "opened", "clicked" or "added". */
  track(kind: string, data?: { product?: string }): Promise<void>;
  /** Call after the shopper signed in or out: the session is asked for anew. */
  identify(): Promise<void>;
  logout(): Promise<void>;
  setTheme(options: Pick<AisleOptions, "color" | "scheme">): Promise<void>;
  /** Listens; the returned function ends it. */
  on<K extends keyof AisleEvents>(name: K, listener: (detail: AisleEvents[K]) => void): () => void;
  hook<K extends keyof AisleHooks>(name: K, run: AisleHooks[K]): void;
}

declare global {
  interface Window {
    Aisle?: Aisle | { push(call: [name: keyof Aisle, ...args: unknown[]]): unknown };
  }
}
