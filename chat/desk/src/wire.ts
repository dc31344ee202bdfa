import type { Cart, Event, Handoff, OwnerState, Page } from "../../../widget/src/wire.gen";

// What the desk's API answers: the types of chat/desk/wire.go, where their
// comments are. A Go test keeps the two files in step.

export type View = "all" | "waiting" | "mine" | "unassigned" | "closed";

export interface List {
  me: Person;
  now: number;
  view: View;
  counts: Counts;
  more?: boolean;
  conversations: Conversation[];
  max_text: number;
  logout?: string;
}

export interface Person {
  id: string;
  name: string;
}

export interface Counts {
  all: number;
  waiting: number;
  mine: number;
  unassigned: number;
}

export interface Customer {
  id: string;
  name?: string;
  email?: string;
}

export interface Conversation {
  id: string;
  customer?: Customer;
  locale?: string;
  entry?: string;
  page?: Page;
  created: number;
  changed: number;
  top: number;
  last_shopper: number;
  messages: number;
  preview: string;
  owner: OwnerState;
  person?: string;
  mine?: boolean;
  waiting_since?: number;
  handoff?: Handoff;
  closed?: boolean;
  tags?: string[];
}

export interface Talk {
  me: Person;
  now: number;
  conversation: Conversation;
  events: Event[];
  more?: boolean;
  cart_id?: string;
  cart?: Cart;
  state?: unknown;
}

export interface Done {
  conversation: Conversation;
}

export interface Reply {
  id: string;
  text: string;
}

export interface Replied {
  event: Event;
}

export interface Hint {
  conversation?: string;
  top?: number;
}
