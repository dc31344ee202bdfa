import { reduce, type Action } from "../state/reduce";
import { initial, type Outgoing, type State } from "../state/state";
import type { CartItem, Failure, Frame, Money, Page, Track, Typing, Visit } from "../wire.gen";
import { Errands, type Nameless } from "./errands";
import { keys } from "./keys";
import { Link } from "./link";
import { Outbox } from "./outbox";
import type { Ports } from "./ports";
import { Refusal, Session } from "./session";

// What the client must know of the page that it is in.
export interface Surroundings {
  locale: string;
  page(): Page;
}

// Client is one browser's end of a conversation, without any page: it keeps
// the state, the connection and what is to be sent.
export class Client {
  state: State = initial;
  private readonly watchers = new Set<(state: State, before: State) => void>();
  private readonly outbox: Outbox;
  private readonly session: Session;
  private readonly link: Link;
  private readonly errands: Errands;
  private readonly tab: string;
  private entry = "";
  // The conversation that the shopper went to: one of theirs, or a new one under
  // a key that is kept until something is said in it.
  private chosen = "";
  private fresh: string;
  // A message that was told to come later holds those after it back, so that
  // all come in the order in which they were said: from then on one at a time.
  private queuing = false;
  private resting = false;

  constructor(
    private readonly ports: Ports,
    private readonly mount: string,
    private readonly around: Surroundings,
  ) {
    this.tab = ports.id();
    this.fresh = ports.store.get(keys.fresh(mount)) ?? "";
    this.outbox = new Outbox(ports.store, mount);
    this.session = new Session(ports, mount);
    this.errands = new Errands(ports, (command) => this.link.send(command));
    this.link = new Link(ports, mount, this.session, {
      hello: () => ({
        tab: this.tab,
        locale: around.locale,
        page: around.page(),
        ...(this.entry && { entry: this.entry }),
        ...(this.chosen && { conversation: this.chosen }),
        ...(this.fresh && { fresh: this.fresh }),
        ...(this.state.epoch && { epoch: this.state.epoch, after: this.state.after, conversation: this.state.conversation }),
      }),
      received: (frame) => this.receive(frame),
      changed: (link) => this.dispatch({ type: "link", link }),
    });
    for (const message of this.outbox.load(ports.now())) this.dispatch({ type: "queued", message });
  }

  // watch calls back after each change of state until the returned function is
  // called.
  watch(watcher: (state: State, before: State) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  // enter notes how the shopper came in, before the client connects.
  enter(entry: string): void {
    this.entry ||= entry;
  }

  // connect begins, or begins again after a stop.
  connect(): void {
    this.link.connect();
  }

  // hurry tries again at once: the network came back, or the shopper looked.
  hurry(): void {
    this.link.hurry();
  }

  offline(): void {
    this.link.offline();
  }

  // say queues a message, stores it, and sends it as soon as may be.
  say(text: string, more: Partial<Pick<Outgoing, "pick" | "form" | "entry" | "page">> = {}): string {
    const message: Outgoing = { id: this.ports.id(), text, at: this.ports.now(), page: this.around.page(), ...more };
    this.outbox.put(message);
    this.dispatch({ type: "queued", message });
    if (!this.queuing) this.deliver(message);
    this.connect();
    return message.id;
  }

  // retry sends a failed message again, under its id; discard gives it up.
  retry(id: string): void {
    const message = this.state.pending.find((pending) => pending.id === id);
    if (!message) return;
    this.dispatch({ type: "retried", id });
    if (!this.queuing) this.deliver(message);
    this.connect();
  }

  discard(id: string): void {
    this.outbox.remove(id);
    this.dispatch({ type: "discarded", id });
  }

  stop(): void {
    if (!this.state.running) return;
    this.link.send({ type: "stop", turn: this.state.running.turn });
    this.dispatch({ type: "stopping" });
  }

  // ask fetches what this shopper alone may see; see Session.ask.
  ask<T>(path: string, body?: unknown): Promise<T> {
    return this.session.ask(path, body);
  }

  // add, set and code change the cart. They resolve when the server has stored the
  // change and throw a Refusal with a sentence for the shopper. What is added at a
  // price that was seen is refused at another one; see Refusal.
  add(item: CartItem, seq = 0, seen?: Money, id?: string): Promise<void> {
    return this.errand({ type: "cart_add", item, ...(seen && { seen }), ...(seq && { seq }) }, id);
  }

  set(line: string, quantity: number): Promise<void> {
    return this.errand({ type: "cart_set", line, quantity });
  }

  code(code: string, remove = false): Promise<void> {
    return this.errand({ type: "cart_code", code, ...(remove && { remove }) });
  }

  // errand is a command that is sent, under one id, until it is answered.
  errand(command: Nameless, id = this.ports.id()): Promise<void> {
    this.connect();
    return this.errands.run({ ...command, id });
  }

  // track notes what the shopper did; it is dropped if nobody hears it.
  track(kind: string, product: string, seq = 0): void {
    const activity = { kind, ...(product && { product }), ...(seq && { seq }), ...(this.entry && { entry: this.entry }) };
    this.tell({ type: "track", id: this.ports.id(), activity });
  }

  // shown notes, once, that the shopper has seen the cards of a message. The id
  // is the message's own, so that a reload does not count twice.
  shown(seq: number): void {
    this.tell({ type: "track", id: `shown-${seq}`, activity: { kind: "shown", seq } });
  }

  // tell says what is dropped if nobody hears it.
  tell(command: Track | Typing | Visit): void {
    if (this.state.link.kind === "live") this.link.send(command);
  }

  // go leaves this conversation for another one of the shopper's; without a name
  // it begins a new one.
  go(conversation = ""): void {
    this.link.disconnect();
    this.chosen = conversation;
    this.begin(conversation ? "" : this.ports.id());
    this.dispatch({ type: "forgot" });
    this.link.connect();
  }

  // renew asks for a new session, after the shopper signed in or out, and
  // begins the conversation that belongs to it.
  async renew(): Promise<void> {
    this.link.disconnect();
    this.chosen = "";
    this.begin("");
    await this.session.renew();
    this.dispatch({ type: "forgot" });
    this.link.connect();
  }

  close(): void {
    this.link.disconnect();
    this.errands.clear();
    this.watchers.clear();
  }

  // begin keeps the key of a new conversation, for the next page as well.
  private begin(key: string): void {
    this.fresh = key;
    if (key) this.ports.store.set(keys.fresh(this.mount), key);
    else this.ports.store.remove(keys.fresh(this.mount));
  }

  private deliver(message: Outgoing): void {
    const { id, text, pick, form, page, entry } = message;
    this.link.send({ type: "send", id, text, ...(pick && { pick }), ...(form && { form }), ...(page && { page }), ...(entry && { entry }) });
  }

  private receive(frame: Frame): void {
    // A hole in the log means that something was missed: get it first.
    if (frame.type === "event" && this.state.after > 0 && frame.event.seq > this.state.after + 1 && this.link.resume(frame.event.seq)) return;
    if (frame.type === "welcome" && (frame.resync || frame.epoch !== this.state.epoch || frame.conversation !== this.state.conversation)) this.link.begin();
    this.dispatch({ type: "frame", frame });
    switch (frame.type) {
      case "welcome":
        this.queuing = false;
        for (const message of this.state.pending) if (message.state !== "failed") this.deliver(message);
        this.errands.resend();
        break;
      case "ack":
        this.outbox.remove(frame.id);
        this.errands.done(frame.id);
        this.proceed();
        break;
      case "event":
        if (this.fresh) this.begin(""); // now it is the newest
        if (frame.event.client_id) this.outbox.remove(frame.event.client_id);
        break;
      case "ping":
        if (frame.top > this.state.after && !this.link.resume(frame.top)) this.dispatch({ type: "caught_up", top: frame.top });
        break;
      case "error":
        this.refused(frame);
        break;
    }
  }

  private refused({ id = "", code, message, price, retry_in: retryIn = 0 }: Failure): void {
    if (this.errands.refused(id, new Refusal(code, message, retryIn, price, id))) return;
    if (!this.state.pending.some((pending) => pending.id === id)) {
      this.outbox.remove(id); // a form that is the shopper's again
      return this.proceed();
    }
    if (!retryIn) return this.proceed();
    this.dispatch({ type: "delayed", id, code, message, until: this.ports.now() + retryIn });
    this.queuing = true;
    if (this.resting) return;
    this.resting = true;
    this.ports.after(retryIn, () => {
      this.resting = false;
      this.proceed();
    });
  }

  // proceed sends the next message of the queue, if there is one.
  private proceed(): void {
    if (!this.queuing || this.resting) return;
    const next = this.state.pending.find((message) => message.state === "sending");
    if (next) this.deliver(next);
    else this.queuing = false;
  }

  private dispatch(action: Action): void {
    const before = this.state;
    this.state = reduce(before, action);
    if (this.state === before) return;
    for (const watcher of [...this.watchers]) watcher(this.state, before);
  }
}
