import type { ActKind, Card, Cart, Event, Handoff, Mark, OrderView, OwnerState, Page } from "../../../widget/src/wire.gen";

// What the desk's API answers: the types of chat/desk/wire.go, where their
// comments are. A Go test keeps the two files in step.

export type { ActKind };

export type View = "all" | "waiting" | "mine" | "unassigned" | "snoozed" | "low" | "closed" | "spam";

export type Permission = "see" | "answer" | "sort" | "block" | "order" | "refund" | "reassign" | "prepare";

export interface List {
  me: Person;
  now: number;
  view: View;
  counts: Counts;
  more?: boolean;
  conversations: Conversation[];
  may: Permission[];
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
  segments?: string[];
  vip?: boolean;
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
  person_id?: string;
  mine?: boolean;
  waiting_since?: number;
  handoff?: Handoff;
  closed?: boolean;
  tags?: string[];
  assignee?: Person;
  priority?: number;
  snoozed_until?: number;
  mark?: Mark;
  score?: number;
  present: Present;
}

export type Doing = "away" | "looks" | "notes" | "writes";

export interface Present {
  at: number;
  shopper?: Doing;
  page?: Page;
  people?: Attendee[];
}

export interface Attendee {
  id: string;
  name: string;
  does: Doing;
}

export interface Attend {
  does: Doing;
}

export interface Attended {
  conversation: string;
  present: Present;
}

export interface Talk {
  me: Person;
  now: number;
  conversation: Conversation;
  events: Event[];
  more?: boolean;
  cart_id?: string;
  cart?: Cart;
  orders?: OrderView[];
  acts?: ActKind[];
  macros?: Macro[];
  state?: unknown;
}

export interface Done {
  conversation: Conversation;
}

export interface Reply {
  id: string;
  text: string;
  products?: string[];
}

export interface Macro {
  name: string;
  text: string;
}

export interface Prepared {
  macros: PreparedMacro[];
  kept: boolean;
}

export interface PreparedMacro {
  id?: string;
  name: string;
  text: string;
  version?: number;
}

export interface Prepare {
  id: string;
  name: string;
  text: string;
  version?: number;
}

export interface Unprepare {
  id: string;
  version: number;
}

export interface Products {
  cards: Card[];
}

export interface Act {
  id: string;
  kind: ActKind;
  order: string;
  lines?: Record<string, number>;
  amount?: number;
  address?: Record<string, string>;
  note?: string;
}

export interface People {
  people: Person[];
}

export interface Sort {
  id: string;
  note?: string;
  tag?: string[];
  untag?: string[];
  assign?: string;
  priority?: number;
  snooze?: number;
  mark?: Mark;
}

export interface Transfer {
  to: string;
  from?: string;
}

export interface Edit {
  id: string;
  seq: number;
  text: string;
}

export interface Replied {
  event: Event;
}

export interface Hint {
  conversation?: string;
  top?: number;
}
