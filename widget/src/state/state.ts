import type { Cart, Filled, Greeting, Identity, Message, Ordered, OwnerChange, OwnerState, Page, Part, PersonTyping, Pick } from "../wire.gen";

// State is everything that the panel shows of a conversation. It is a value:
// reduce makes the next one of it.
export interface State {
  link: Link;
  // conversation, epoch and after are where to resume: everything up to the
  // event after of that epoch is here.
  conversation: string;
  epoch: string;
  after: number;
  // top is the newest event that the server spoke of.
  top: number;
  entries: readonly Entry[];
  pending: readonly Pending[];
  running: Running | null;
  owner: OwnerState;
  // person is who of the shop answers, where one does.
  person: Seen;
  closed: boolean;
  // typing is what came last of a person who writes.
  typing?: PersonTyping;
  cart: Cart | null;
  maxText: number;
  // greeting is what the assistant says on this page while nothing was said.
  greeting: Greeting | null;
  // shopper is who this is to the shop, and what they can do here.
  shopper: Shopper;
  // returned is a form that the server has refused to take.
  returned: Returned | null;
  // ratings are the scores that the shopper gave, by the event that asked.
  ratings: Readonly<Record<number, number>>;
  // anew is true when the session had ended, and the conversation with it.
  anew: boolean;
}

export interface Shopper {
  name: string; // "" for a guest and for a customer without a name
  signedIn: boolean;
  orders: boolean; // orders can be looked up
  codes: boolean; // the cart takes promotion codes
  mails: boolean; // a conversation can be sent to their own address
  zone: string; // the time zone of the shop's days
}

// Seen is what the shopper sees of a person.
export interface Seen {
  person?: string;
  title?: string;
  picture?: string;
}

// Returned is the form of the message seq, with what is wrong with it: field is
// the name of the field that is to blame.
export interface Returned {
  seq: number;
  field: string;
  message: string;
}

// Link is how the connection stands.
export type Link =
  | { kind: "idle" } // nobody has shown interest
  | { kind: "connecting" }
  | { kind: "live" }
  | { kind: "waiting"; until: number } // lost; tries again at that time
  | { kind: "offline" } // the browser says that there is no network
  | { kind: "stopped"; code: string; message: string }; // until the shopper acts

// Entry is one thing of the log that is shown.
export type Entry =
  | { kind: "message"; seq: number; at: number; id: string; message: Message; edited?: true }
  | { kind: "owner"; seq: number; at: number; change: OwnerChange }
  | { kind: "ordered"; seq: number; at: number; ordered: Ordered }
  | { kind: "identity"; seq: number; at: number; identity: Identity };

// Outgoing is a message of the shopper on its way; its id makes sending it
// again harmless.
export interface Outgoing {
  id: string;
  text: string;
  at: number;
  pick?: Pick;
  form?: Filled;
  page?: Page;
  entry?: string;
}

// Pending is an Outgoing that the log does not show yet.
export interface Pending extends Outgoing {
  state: "sending" | "sent" | "failed";
  // code and message say why it failed, or what it waits for until a time.
  code?: string;
  message?: string;
  until?: number;
}

// Running is the reply that is being made.
export interface Running {
  turn: string;
  answers: number;
  parts: readonly Part[];
  status: string;
  stopping: boolean;
}

export const initial: State = {
  link: { kind: "idle" },
  conversation: "",
  epoch: "",
  after: 0,
  top: 0,
  entries: [],
  pending: [],
  running: null,
  owner: "assistant",
  person: {},
  closed: false,
  cart: null,
  maxText: 4000,
  greeting: null,
  shopper: { name: "", signedIn: false, orders: false, codes: false, mails: false, zone: "UTC" },
  returned: null,
  ratings: {},
  anew: false,
};
