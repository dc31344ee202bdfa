import { signal } from "@preact/signals";
import type { Card } from "../../../widget/src/wire.gen";
import { get, leave, post, Refused } from "./api";
import { Attendance } from "./attend";
import { Live } from "./live";
import { alert, allow } from "./alerts";
import { readAlerts, readDrafts, readSaved, readSeen, writeAlerts, writeDrafts, writeSaved, writeSeen } from "./memory";
import { reduce, top, type Action } from "./reduce";
import { initial, type Outgoing, type State, type Verb } from "./state";
import { asked, may } from "./words";
import type { Act, Done, Hint, List, People, Products, Replied, Sort, Talk, View } from "./wire";

// The one state of the page, and everything that happens to it.
export const state = signal<State>({ ...initial, now: Date.now(), seen: readSeen(), drafts: readDrafts(), saved: readSaved(), alerts: readAlerts() });

export function dispatch(a: Action): void {
  const before = state.peek();
  const after = reduce(before, a);
  state.value = after;
  if (after.seen !== before.seen) writeSeen(after.seen);
  if (after.drafts !== before.drafts) writeDrafts(after.drafts);
  if (after.saved !== before.saved) writeSaved(after.saved);
  if (after.alerts !== before.alerts) writeAlerts(after.alerts);
  if (after.list !== before.list) alert(after);
}

const live = new Live(new URL("api/events", document.baseURI), {
  ready() {
    dispatch({ do: "link", link: "live" });
    refresh();
    reload();
    void meet();
  },
  changed(hint: Hint) {
    refreshSoon();
    if (!hint.conversation || hint.conversation === state.peek().open) reload();
  },
  attended(who) {
    dispatch({ do: "attended", who });
  },
  lost() {
    if (state.peek().link !== "out") dispatch({ do: "link", link: "lost" });
    refresh(); // it says when the person is signed out
  },
});

const attendance = new Attendance((who) => dispatch({ do: "attended", who }));

// typed keeps what is being written, and tells colleagues, and the shopper who is
// being answered, that it is.
export function typed(id: string, text: string): void {
  dispatch({ do: "draft", id, text });
  attendance.write(id, !text ? "looks" : state.peek().noting ? "notes" : "writes");
}

// attend tells colleagues what is being looked at.
function attend(): void {
  attendance.look(document.visibilityState === "visible" ? state.peek().open : "");
}

// start brings the page to life.
export function start(): void {
  live.start();
  refresh();
  setInterval(() => {
    dispatch({ do: "tick", at: Date.now() });
    attend();
  }, 10_000);
  addEventListener("online", () => live.start());
  addEventListener("pagehide", () => attendance.leave());
  document.addEventListener("visibilitychange", () => {
    look();
    attend();
  });
}

// signOut ends the session and leads to the login.
export async function signOut(): Promise<void> {
  try {
    await leave(state.peek().logout);
    location.reload();
  } catch (error) {
    dispatch({ do: "notice", text: error instanceof Refused ? error.message : String(error) });
  }
}

// switchAlerts has oneself told, or not, of what is new while one looks elsewhere.
export async function switchAlerts(): Promise<void> {
  const on = !state.peek().alerts;
  if (on && !(await allow())) {
    dispatch({ do: "notice", text: "This browser does not let the desk notify you. Allow notifications for this site first." });
    return;
  }
  dispatch({ do: "alerts", on });
}

// connect tries again at once.
export function connect(): void {
  dispatch({ do: "link", link: "connecting" });
  live.start();
  refresh();
}

// once makes of work a function that runs it, and runs it once more afterwards
// when it was called meanwhile.
function once(work: () => Promise<void>): () => void {
  let wanted = 0;
  let begun = 0;
  let running = false;
  const run = async () => {
    running = true;
    while (begun < wanted) {
      begun = wanted;
      await work();
    }
    running = false;
  };
  return () => {
    wanted++;
    if (!running) void run();
  };
}

// refresh reads the inbox.
export const refresh = once(async () => {
  const { view, query } = state.peek();
  try {
    const list = await get<List>(`api/conversations?${new URLSearchParams({ view, ...asked(query) })}`);
    dispatch({ do: "listed", list, query, at: Date.now() });
    if (state.peek().link === "out") connect();
  } catch (err) {
    failed(err, state.peek().list === undefined);
  }
});

// find looks for something in the inbox, as it is typed.
let searching: ReturnType<typeof setTimeout> | undefined;
export function find(query: string): void {
  clearTimeout(searching);
  searching = setTimeout(() => {
    dispatch({ do: "query", query });
    refresh();
  }, 200);
}

// meet reads who else is at the desk.
async function meet(): Promise<void> {
  try {
    const { people } = await get<People>("api/people");
    dispatch({ do: "people", people });
  } catch (err) {
    failed(err, false);
  }
}

// Hints come in bursts; the inbox is read once for each.
let soon: ReturnType<typeof setTimeout> | undefined;
function refreshSoon(): void {
  soon ??= setTimeout(() => {
    soon = undefined;
    refresh();
  }, 150);
}

// reload reads what the open conversation lacks.
export const reload = once(async () => {
  const { open } = state.peek();
  if (!open) return;
  for (let more = true; more; ) {
    const { talk, open: now } = state.peek();
    if (now !== open) return;
    const after = talk ? top(talk.events) : -1;
    try {
      const got = await get<Talk>(`api/conversations/${encodeURIComponent(open)}${after < 0 ? "" : `?after=${after}`}`);
      dispatch({ do: "talked", talk: got, after: Math.max(0, after), at: Date.now() });
      more = (got.more ?? false) || got.conversation.top < after;
    } catch (err) {
      more = false;
      dispatch({ do: "trouble", id: open, text: err instanceof Refused ? err.message : String(err) });
      failed(err, false);
    }
  }
  look();
});

// pageful is how many events one answer has at most.
const pageful = 200;

// earlier reads the events before those that are shown.
export async function earlier(): Promise<void> {
  const { open, talk } = state.peek();
  const first = talk?.events[0]?.seq ?? 1;
  if (first <= 1) return;
  const after = Math.max(0, first - 1 - pageful);
  try {
    const got = await get<Talk>(`api/conversations/${encodeURIComponent(open)}?after=${after}`);
    dispatch({ do: "talked", talk: got, after, at: Date.now() });
  } catch (err) {
    failed(err, true);
  }
}

// show reads what the page's address names; "" is the inbox.
export function show(id: string, pane: State["pane"]): void {
  const before = state.peek().open;
  dispatch({ do: "open", id, pane });
  if (id && id !== before) reload();
  look();
  attend();
}

export function choose(view: View): void {
  dispatch({ do: "view", view });
  refresh();
}

// look notes that the open conversation is being looked at.
function look(): void {
  const { talk, open } = state.peek();
  if (!talk || document.visibilityState !== "visible") return;
  const said = talk.events.filter((e) => e.kind === "message" && e.message.author === "shopper");
  if (said.length > 0) dispatch({ do: "seen", id: open, seq: top(said) });
}

// act asks the server for a change of the open conversation.
export async function act(verb: "take" | "give" | "close"): Promise<void> {
  const { talk } = state.peek();
  if (talk && may(verb, talk.conversation)) await change(verb, {});
}

// sort notes something, or sorts the open conversation.
export function sort(did: Omit<Sort, "id">): Promise<boolean> {
  return change("sort", { id: crypto.randomUUID(), ...did });
}

// transfer gives the open conversation, which the person from answers, to another.
export function transfer(to: string, from: string): Promise<boolean> {
  return change("transfer", { to, from });
}

// edit changes an own message, or takes it back without text.
export function edit(seq: number, text: string): Promise<boolean> {
  return change("edit", { id: crypto.randomUUID(), seq, text });
}

// order does something to an order, and says why it was refused; "" is done.
export async function order(act: Act): Promise<string> {
  const done = await change("order", act);
  return done ? "" : (state.peek().notice ?? "That was not done. Try again.");
}

// products are what a search finds to show in a reply.
export async function products(query: string): Promise<readonly Card[]> {
  try {
    return (await get<Products>(`api/products?${new URLSearchParams({ q: query })}`)).cards;
  } catch (err) {
    failed(err, true);
    return [];
  }
}

// change reports whether the server has done it.
async function change(verb: Verb, body: object): Promise<boolean> {
  const { open, working } = state.peek();
  if (!open || working) return false;
  let done = false;
  dispatch({ do: "working", verb });
  try {
    const { conversation } = await post<Partial<Done>>(`api/conversations/${encodeURIComponent(open)}/${verb}`, body);
    if (conversation) dispatch({ do: "changed", conversation });
    dispatch({ do: "notice" });
    done = true;
  } catch (err) {
    failed(err, true);
  }
  dispatch({ do: "working" });
  reload();
  refresh();
  return done;
}

// line is the last of the replies that are being sent. Each waits for the one
// before it, so that they arrive in the order in which they were written.
let line = Promise.resolve();

function enqueue(out: Outgoing): void {
  line = line.then(() => deliver(out));
}

// send sends a reply into the open conversation.
export function send(text: string): void {
  const { open, picked } = state.peek();
  const out = { id: crypto.randomUUID(), conversation: open, text: text.trim(), picked };
  if (!out.text) return;
  dispatch({ do: "send", out });
  enqueue(out);
}

// again sends a reply that failed once more. Its id is the same, so that it
// arrives once even when the first try did.
export function again(out: Outgoing): void {
  dispatch({ do: "retry", id: out.id });
  enqueue(out);
}

async function deliver({ id, conversation, text, picked }: Outgoing): Promise<void> {
  try {
    const { event } = await post<Replied>(`api/conversations/${encodeURIComponent(conversation)}/reply`, {
      id,
      text,
      ...(picked.length > 0 && { products: picked.map((card) => card.id) }),
    });
    dispatch({ do: "sent", id, conversation, event });
  } catch (err) {
    const refused = err instanceof Refused ? err : new Refused("strange", String(err));
    dispatch({ do: "unsent", id, why: refused.message, again: refused.passing || refused.code === "unauthorized" || refused.code === "owner" });
    failed(err, false);
  }
  reload();
}

// failed notes what an error says about the connection, and says it when it is
// the answer to something that the person did.
function failed(err: unknown, say: boolean): void {
  const text = err instanceof Error ? err.message : String(err);
  if (err instanceof Refused && err.code === "unauthorized") {
    live.stop();
    dispatch({ do: "link", link: "out" });
    return;
  }
  if (say) dispatch({ do: "notice", text });
}
