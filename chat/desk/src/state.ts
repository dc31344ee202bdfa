import type { Card, Event } from "../../../widget/src/wire.gen";
import type { Conversation, Counts, Permission, Person, Present, Talk, View } from "./wire";

// State is everything that the page shows. It is never changed: reduce makes
// the next one of it.
export interface State {
  me?: Person;
  logout: string; // where to sign out; "" where that is not offered
  // skew is the server's clock less this one, now the server's time, in
  // milliseconds.
  skew: number;
  now: number;
  maxText: number;
  view: View;
  // query is what is looked for in the view: words, "#" and a tag, or
  // "score:" and the best one.
  query: string;
  // saved are queries to come back to.
  saved: readonly string[];
  // may is what the person at the desk may do, people whom they can give a
  // conversation to.
  may: readonly Permission[];
  people: readonly Person[];
  counts?: Counts;
  more: boolean;
  // list is the inbox; undefined until it has been read.
  list?: Conversation[];
  // present is who is in each conversation that is shown.
  present: Readonly<Record<string, Present>>;
  // open is the conversation that is looked at; "" is none. talk is what is
  // known of it; trouble says why nothing is.
  open: string;
  talk?: OpenTalk;
  trouble?: string;
  // pane is the column that a narrow window shows.
  pane: "list" | "talk" | "about";
  link: Link;
  // working is what is being asked of the server for the open conversation.
  working?: Verb;
  drafts: Readonly<Record<string, string>>;
  // noting is true while what is written is a private note; editing is the seq
  // of the own message that is being changed.
  noting: boolean;
  editing?: number;
  // picked are the products that go along with the reply.
  picked: readonly Card[];
  outbox: readonly Outgoing[];
  // seen is the shopper's newest message that was looked at, by conversation.
  seen: Readonly<Record<string, number>>;
  // notice says why something was not done.
  notice?: string;
  help: boolean;
  // preparing is true while the prepared replies are being written.
  preparing: boolean;
  // alerts is true when one wants to be told while one looks elsewhere.
  alerts: boolean;
}

// OpenTalk is a conversation with its events, without gaps from the first.
export interface OpenTalk {
  conversation: Conversation;
  events: readonly Event[];
  // newFrom is the first event that had not been seen when it was opened.
  newFrom: number;
  cartID?: string;
  cart?: Talk["cart"];
  orders: NonNullable<Talk["orders"]>;
  acts: NonNullable<Talk["acts"]>;
  macros: NonNullable<Talk["macros"]>;
  memory?: unknown;
}

export type Verb = "take" | "give" | "close" | "transfer" | "sort" | "edit" | "order";

// Link is how it stands with the server: live means that changes arrive, out
// that the person is signed out.
export type Link = "connecting" | "live" | "lost" | "out";

// Outgoing is a reply that the server has not taken yet.
export interface Outgoing {
  id: string;
  conversation: string;
  text: string;
  picked: readonly Card[];
  // failed says why it was not sent; again is true when trying again may help.
  failed?: string;
  again?: boolean;
}

export const initial: State = {
  logout: "",
  skew: 0,
  now: 0,
  maxText: 4000,
  view: "waiting",
  query: "",
  saved: [],
  may: [],
  people: [],
  more: false,
  present: {},
  open: "",
  pane: "list",
  link: "connecting",
  drafts: {},
  noting: false,
  picked: [],
  outbox: [],
  seen: {},
  help: false,
  preparing: false,
  alerts: false,
};
