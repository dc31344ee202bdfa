import type { Cart, Message, OwnerChange, OwnerState, Page, Part, Pick } from "../wire.gen";

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
  person: string;
  closed: boolean;
  cart: Cart | null;
  maxText: number;
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
  | { kind: "message"; seq: number; at: number; id: string; message: Message }
  | { kind: "owner"; seq: number; at: number; change: OwnerChange };

// Outgoing is a message of the shopper on its way; its id makes sending it
// again harmless.
export interface Outgoing {
  id: string;
  text: string;
  at: number;
  pick?: Pick;
  page?: Page;
  entry?: string;
}

// Pending is an Outgoing that the log does not show yet.
export interface Pending extends Outgoing {
  state: "sending" | "sent" | "failed";
  // code and message say why it failed, or what it waits for.
  code?: string;
  message?: string;
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
  person: "",
  closed: false,
  cart: null,
  maxText: 4000,
};
