// What the bundles know of each other. Types only: the loader, the panel and
// what is placed in the page are built apart.

import type { Language } from "./languages/language";

// Settings are the words of the script tag's data- attributes, or of
// Aisle.boot; settings.ts reads them.
export type Settings = Readonly<Record<string, unknown>>;

// Page is where the shopper is, as the wire has it.
export interface Page {
  url?: string;
  title?: string;
  product?: string;
  kind?: string;
  order?: string;
}

// Entry says how a shopper came in, as the wire has it.
export type Entry = "launcher" | "greeting" | "question" | "ask" | "results" | "link" | "api";

// Host is the loader as the other bundles see it.
export interface Host {
  // mount is where the shop's server answers, with a slash at the end.
  readonly mount: string;
  // views is the name of the panel's second bundle, below the mount.
  readonly views: string;
  settings: Settings;
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  readonly hooks: Hooks;
  // colors is the sheet with the palette; paint writes it. The loader's own
  // paint knows only the launcher's colours, the other bundles bring theirs.
  readonly colors: CSSStyleSheet;
  paint: (host: Host, dark: boolean) => void;
  restyle(): void;
  // told is the product that the page itself named, and for which address.
  told: { url: string; product: string } | null;
  // turned holds who wants to know that the page named a product.
  readonly turned: Set<() => void>;
  // tap opens the panel, and sends text if there is any.
  tap(entry: Entry, text?: string): void;
  emit(name: string, detail?: unknown): void;
  // shown tells the launcher whether the panel is open, unread how many
  // messages came while it was not.
  shown(open: boolean): void;
  unread(count: number): void;
}

// Hooks are the page's own functions; they run before something is sent.
export interface Hooks {
  beforeSend?: ((message: { text: string }) => { text: string } | false | undefined) | undefined;
  beforeAddToCart?: ((item: { product: string; variant?: string; quantity: number }) => false | undefined) | undefined;
}

// Panel is the panel as the loader sees it.
export interface Panel {
  open(entry: Entry): void;
  close(): void;
  ask(text: string, entry: Entry): Promise<void>;
  track(kind: string, product: string): void;
  renew(): Promise<void>;
  destroy(): void;
}

export interface PanelModule {
  // mount speaks English without a language.
  mount(host: Host, language?: Language): Promise<Panel>;
}

// InPage is what stands in the page itself: the elements and the questions
// above the launcher.
export interface InPage {
  destroy(): void;
}

export interface InPageModule {
  // place speaks English without a language.
  place(host: () => Host, language?: Language): InPage;
}
