import { computed, signal } from "@preact/signals-core";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { Client } from "../client/client";
import { keys } from "../client/keys";
import { browserPorts, safeStore } from "../client/ports";
import type { Entry as WayIn, Host } from "../host";
import { readPage } from "../page/page";
import type { State } from "../state/state";
import { answered, awaiting, currentWishes, lastSaid, openChoices } from "../state/view";
import { Format } from "../text/format";
import { words } from "../text/words";
import type { ArticleBlock, CartItem, Choice, Money, OrdersAnswer, OrderView } from "../wire.gen";
import { Products } from "./products";
import { Views } from "./second";
import { readOptions } from "./settings";

// DetailsLayer shows a product: with the picture of the variant that its card
// showed, and with those options chosen that were asked for.
export interface DetailsLayer {
  kind: "details";
  product: string;
  variant: string;
  asked: Readonly<Record<string, string>>;
  seq: number;
}

// OrderLayer shows an order; order is what is known of it already.
export interface OrderLayer {
  kind: "order";
  number: string;
  order?: OrderView;
}

// OrdersLayer shows the shopper's orders; known are those that it has shown
// before something else lay over it.
export interface OrdersLayer {
  kind: "orders";
  known?: OrdersAnswer;
}

// Layer is a view that lies over the conversation.
export type Layer = DetailsLayer | OrderLayer | { kind: "cart" | "past" } | OrdersLayer | { kind: "article"; article: ArticleBlock };

// Model is what the panel's components share.
export class Model {
  readonly options;
  readonly format;
  readonly products = new Products();
  readonly views;
  readonly client;
  readonly state;
  // agreed is false while the shop waits for the shopper's consent: nothing is sent.
  readonly agreed;
  // Slices of the state, so that a piece of streamed text redraws nothing but
  // the reply that it belongs to.
  readonly entries = computed(() => this.state.value.entries);
  readonly outgoing = computed(() => this.state.value.pending);
  // A form that is on its way shows that itself; it is said once it is there.
  readonly pending = computed(() => this.outgoing.value.filter((message) => !message.form || message.state !== "sending"));
  readonly begun = computed(() => this.entries.value.length + this.pending.value.length > 0);
  readonly running = computed(() => this.state.value.running);
  readonly replying = computed(() => this.running.value?.turn ?? "");
  readonly link = computed(() => this.state.value.link);
  readonly cart = computed(() => this.state.value.cart);
  readonly greeting = computed(() => this.state.value.greeting);
  readonly shopper = computed(() => this.state.value.shopper);
  // met is true once the server has said welcome, and all that was said before.
  readonly met = computed(() => this.state.value.conversation !== "" && this.state.value.after >= this.state.value.top);
  readonly unguided = computed(() => this.met.value && !this.begun.value && !this.greeting.value?.chips?.length);
  readonly anew = computed(() => this.state.value.anew);
  readonly returned = computed(() => this.state.value.returned);
  readonly owner = computed(() => this.state.value.owner);
  readonly person = computed(() => this.state.value.person);
  readonly maxText = computed(() => this.state.value.maxText);
  readonly stoppable = computed(() => this.running.value !== null && !this.running.value.stopping && this.owner.value !== "person");
  readonly waiting = computed(() => awaiting(this.state.value));
  // The message whose understanding is the newest; 0 is the reply that is being made.
  readonly wished = computed(() => (this.running.value?.parts.some((part) => part.type === "wishes") ? 0 : (currentWishes(this.state.value)?.seq ?? 0)));
  readonly choosing = computed(() => openChoices(this.state.value)?.seq ?? 0);
  readonly open = signal(false);
  readonly wide = signal(false); // the shopper wants to see more side by side
  readonly layers = signal<readonly Layer[]>([]);
  readonly draft;
  readonly edited = signal(0); // how often the draft came from elsewhere
  readonly spoken = signal(""); // what a screen reader is told
  readonly questions = signal<readonly string[]>([]);
  readonly ratio = signal(0.8); // of the pictures on cards, wide by high
  private learned = false;
  private from: (Element | null)[] = []; // what opened each layer
  private home: Element | null | undefined; // what opened the one just closed
  private readonly noted = new Set<number>(); // messages whose cards were seen
  private readonly tab = safeStore(() => sessionStorage);
  private readonly kept = safeStore(() => localStorage);

  constructor(readonly host: Host) {
    const base = document.baseURI;
    this.options = readOptions(host.settings, base, document.documentElement.lang || navigator.language);
    this.format = new Format(this.options.locale);
    this.views = new Views(host);
    this.client = new Client(browserPorts(), host.mount, { locale: this.options.locale.slice(0, 35), page: () => readPage(host) });
    this.agreed = signal(!this.options.consent || this.kept.get(keys.consent(host.mount)) === this.options.consent);
    this.state = signal<State>(this.client.state);
    this.draft = signal(this.tab.get(keys.draft(host.mount)) ?? "");
    this.client.watch((state) => (this.state.value = state));
  }

  // write keeps what is not sent yet, through a reload.
  write(text: string): void {
    this.draft.value = text;
    this.keep(keys.draft(this.host.mount), text);
  }

  // edit takes what the shopper said last for a new beginning: what was said
  // stays said.
  edit(text = lastSaid(this.state.peek())): void {
    if (!text) return;
    this.write(text);
    this.edited.value++;
  }

  // remember keeps whether the panel is open, so that the next page shows it.
  remember(open: boolean): void {
    this.keep(keys.open(this.host.mount), open ? "1" : "");
  }

  // agree keeps the shopper's consent to the shop's words, and begins.
  agree(): void {
    this.kept.set(keys.consent(this.host.mount), this.options.consent);
    this.agreed.value = true;
    this.connect();
  }

  connect(): void {
    if (this.agreed.peek()) this.client.connect();
  }

  // say sends a message, unless a hook of the page holds it back.
  say(text: string, entry: WayIn | "" = ""): void {
    if (!this.agreed.peek()) return this.write(text);
    const said = this.allowed(text);
    if (!said) return;
    this.clear();
    this.client.say(said, entry ? { entry } : {});
  }

  // allowed is text as the page's hook leaves it; "" holds it back.
  private allowed(text: string): string {
    const checked = this.host.hooks.beforeSend ? this.host.hooks.beforeSend({ text }) : { text };
    return checked === false ? "" : (checked?.text ?? text).trim();
  }

  // submit sends the form of the message seq. What it says is the form's own.
  submit(seq: number, sent: string, values: Record<string, string>): void {
    if (this.allowed(sent)) this.client.say(sent, { form: { seq, values } });
  }

  // ask sends a question about a product that need not be the page's.
  ask(text: string, product: string): void {
    this.clear();
    this.client.say(text, { entry: "question", page: { ...readPage(this.host), product } });
  }

  // choose answers with a chip of the message seq.
  choose(seq: number, choice: Choice): void {
    if (choice.action.do === "cart") return this.push({ kind: "cart" });
    this.client.say(choice.label, { pick: { seq, choice: choice.id } });
  }

  // go shows another conversation of the shopper's; without a name it is new.
  go(conversation = ""): void {
    this.clear();
    this.announce(conversation ? "" : words.newTalk);
    this.client.go(conversation);
  }

  // act does what an order offers. A message that was answered, or none, takes
  // no tap any more: there it is said in words.
  act(seq: number, choice: Choice): void {
    if (seq > 0 && !answered(this.state.peek(), seq) && this.pending.peek().length === 0) this.choose(seq, choice);
    else this.say(choice.action.text ?? (choice.action.order ? words.about(choice.label, choice.action.order) : choice.label));
  }

  // add puts something into the cart from a button. It throws a Refusal.
  async add(item: CartItem, seq: number, seen?: Money, id?: string): Promise<boolean> {
    const { product, variant, quantity } = item;
    if (this.host.hooks.beforeAddToCart?.({ product, quantity, ...(variant && { variant }) }) === false) return false;
    try {
      await this.client.add(item, seq, seen, id);
    } catch (error) {
      this.products.forget(product); // it may not be as it was
      throw error;
    }
    this.host.emit("added", { product, quantity, ...(variant && { variant }) });
    return true;
  }

  show(product: string, seq: number, variant = "", asked: DetailsLayer["asked"] = {}): void {
    this.push({ kind: "details", product, variant, asked, seq });
    this.client.track("opened", product, seq);
  }

  // framed gives the cards the shape of the shop's pictures, which the first one
  // tells: nothing of a picture is cut off, and cards stay in step.
  framed(ratio: number): void {
    if (this.learned || !(ratio > 0)) return;
    this.learned = true;
    this.ratio.value = Math.min(1.15, Math.max(0.75, ratio));
  }

  // shown notes that the cards of a message came into view.
  shown(seq: number): void {
    if (seq === 0 || this.noted.has(seq)) return;
    this.noted.add(seq);
    this.client.shown(seq);
  }

  push(layer: Layer): void {
    this.from.push(this.host.root.activeElement);
    this.layers.value = [...this.layers.value, layer];
  }

  // pop closes the topmost layer and gives the focus back to what opened it.
  pop(): void {
    this.home = this.from.pop() ?? null;
    this.layers.value = this.layers.value.slice(0, -1);
  }

  // clear closes all layers: the conversation is where things go on.
  clear(): void {
    if (this.layers.value.length === 0) return;
    this.home = this.from[0] ?? null;
    this.from = [];
    this.layers.value = [];
  }

  // land sets the focus once a layer is gone. It waits for no frame: a key that is
  // pressed meanwhile would go to the page.
  land(): void {
    if (this.home === undefined) return;
    const { root } = this.host;
    const place = this.home?.isConnected ? this.home : (root.activeElement ?? root.querySelector(".panel"));
    this.home = undefined;
    (place as HTMLElement | null)?.focus({ preventScroll: true });
  }

  announce(text: string): void {
    this.spoken.value = text;
  }

  private keep(key: string, value: string): void {
    if (value) this.tab.set(key, value);
    else this.tab.remove(key);
  }
}

const context = createContext<Model | null>(null);

export const Provide = context.Provider;

export function useModel(): Model {
  const model = useContext(context);
  if (!model) throw new Error("aisle: a component outside the panel");
  return model;
}
