import type { Edit, Event, Failure, Frame, Welcome } from "../wire.gen";
import { begin, block, delta, retract, working } from "./running";
import { initial, type Entry, type Link, type Outgoing, type Pending, type State } from "./state";

// Action is all that can happen: a frame of the server, or something here.
export type Action =
  | { type: "frame"; frame: Frame }
  | { type: "link"; link: Link }
  | { type: "queued"; message: Outgoing }
  | { type: "retried"; id: string }
  | { type: "discarded"; id: string }
  | { type: "delayed"; id: string; code: string; message: string; until: number }
  | { type: "stopping" }
  | { type: "caught_up"; top: number }
  | { type: "forgot" };

// reduce is the one place where state changes. It is pure, and it returns the
// same object when nothing changed.
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case "frame":
      return receive(state, action.frame);
    case "link":
      return { ...state, link: action.link };
    case "queued":
      if (state.pending.some((message) => message.id === action.message.id)) return state;
      return { ...state, pending: [...state.pending, { ...action.message, state: "sending" }], returned: action.message.form ? null : state.returned };
    case "retried":
      return mark(state, action.id, { state: "sending" });
    case "discarded":
      return { ...state, pending: state.pending.filter((message) => message.id !== action.id) };
    case "delayed":
      return mark(state, action.id, { state: "sending", code: action.code, message: action.message, until: action.until });
    case "stopping":
      return state.running ? { ...state, running: { ...state.running, stopping: true } } : state;
    case "caught_up":
      return action.top > state.after ? { ...state, after: action.top } : state;
    case "forgot":
      return { ...initial, link: state.link, pending: state.pending, maxText: state.maxText };
  }
}

function receive(state: State, frame: Frame): State {
  switch (frame.type) {
    case "welcome":
      return welcome(state, frame);
    case "event":
      return append(state, frame.event);
    case "ack":
      return mark(state, frame.id, { state: "sent" });
    case "error":
      return refused(state, frame);
    case "started":
      return { ...state, running: begin(frame.turn, frame.answers) };
    case "delta":
      return { ...state, running: delta(state.running, frame) };
    case "piece":
      return { ...state, running: block(state.running, frame) };
    case "working":
      return { ...state, running: working(state.running, frame) };
    case "retracted":
      return { ...state, running: retract(state.running, frame.turn) };
    case "person_typing":
      return { ...state, typing: frame };
    case "cart":
      return { ...state, cart: frame.cart };
    case "greeting":
      return { ...state, greeting: frame.greeting };
    case "ping":
      return frame.top > state.top ? { ...state, top: frame.top } : state;
    default:
      return state; // a newer server says what we need not know
  }
}

function welcome(state: State, frame: Welcome): State {
  const other = frame.conversation !== state.conversation;
  const anew = frame.resync === true || frame.epoch !== state.epoch || other;
  return {
    ...state,
    link: { kind: "live" },
    conversation: frame.conversation,
    epoch: frame.epoch,
    top: frame.top,
    after: anew ? 0 : state.after,
    entries: anew ? [] : state.entries,
    ratings: anew ? {} : state.ratings,
    running: null,
    owner: frame.owner,
    person: !anew && state.person.person === frame.person ? state.person : { person: frame.person ?? "" },
    cart: frame.cart,
    maxText: frame.max_text,
    // A greeting that was seen stays: it is left out once something was said.
    greeting: frame.greeting ?? (other ? null : state.greeting),
    shopper: { name: frame.customer ?? "", signedIn: frame.signed_in === true, orders: frame.orders === true, codes: frame.codes === true, mails: frame.mails === true, zone: frame.zone ?? "UTC" },
    anew: other ? state.entries.length > 0 : state.anew,
  };
}

// refused takes a failure that is final. A form with a mistake in it goes back
// to the shopper, who has not said anything yet.
function refused(state: State, { id = "", code, message, field = "", retry_in }: Failure): State {
  if (!id || retry_in) return state;
  const form = state.pending.find((pending) => pending.id === id)?.form;
  if (!form || !returns(code)) return mark(state, id, { state: "failed", code, message });
  return { ...state, pending: state.pending.filter((pending) => pending.id !== id), returned: { seq: form.seq, field, message } };
}

// returns is true for a refusal that a shopper can mend in the form.
export function returns(code: string): boolean {
  return code === "bad_field";
}

// append takes the next event of the log. One that is here already is skipped.
function append(state: State, event: Event): State {
  if (event.seq <= state.after) return state;
  const next = { ...state, after: event.seq, top: Math.max(state.top, event.seq) };
  if (event.client_id) next.pending = state.pending.filter((message) => message.id !== event.client_id);
  if (event.kind === "edit") next.entries = edited(state.entries, event.edit);
  if (event.kind === "erased") return { ...next, entries: [], ratings: {}, running: null, owner: "assistant", person: {} };
  if (event.kind === "rating") next.ratings = { ...state.ratings, [event.rating.seq]: event.rating.score };
  const entry = entryOf(event);
  if (!entry) return next;
  next.entries = [...state.entries, entry];
  if (entry.kind === "identity") next.shopper = { ...state.shopper, name: entry.identity.name ?? "", signedIn: true };
  if (entry.kind === "owner") {
    next.owner = entry.change.state;
    next.person = entry.change.state === "person" ? entry.change : {};
    next.closed = entry.change.closed === true;
    if (next.owner === "person") next.running = null;
    return next;
  }
  if (entry.kind !== "message") return next;
  next.closed = false;
  const { turn, author } = entry.message;
  if (author === "assistant" && state.running && (turn === state.running.turn || !turn)) next.running = null;
  return next;
}

// edited are the entries with one of them as the person who wrote it has
// changed it; without a text it was taken back.
function edited(entries: readonly Entry[], { seq, text = "" }: Edit): readonly Entry[] {
  return entries.map((entry) => (entry.seq === seq && entry.kind === "message" ? { ...entry, edited: true, message: { ...entry.message, text } } : entry));
}

function entryOf(event: Event): Entry | null {
  const { seq, at } = event;
  switch (event.kind) {
    case "message":
      return { kind: "message", seq, at, id: event.client_id ?? "", message: event.message };
    case "owner":
      return { kind: "owner", seq, at, change: event.owner };
    case "ordered":
      return { kind: "ordered", seq, at, ordered: event.ordered };
    case "identity":
      return { kind: "identity", seq, at, identity: event.identity };
    default:
      return null; // the cart has a frame of its own, activity is for the shop
  }
}

function mark(state: State, id: string, change: Pick<Pending, "state" | "code" | "message" | "until">): State {
  if (!state.pending.some((message) => message.id === id)) return state;
  const marked = ({ code: _code, message: _message, until: _until, ...message }: Pending): Pending => ({ ...message, ...change });
  return { ...state, pending: state.pending.map((message) => (message.id === id ? marked(message) : message)) };
}
