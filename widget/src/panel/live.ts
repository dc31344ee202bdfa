import type { State } from "../state/state";
import { wordsOf } from "../state/view";
import { noted } from "./log";
import { plain } from "../text/markdown";
import { words } from "../text/words";
import type { Model } from "./model";

// live carries what happens in a conversation to the page: events for the
// shop's own scripts, what a screen reader says, the count on the launcher.
export function live(model: Model): () => void {
  const { host, client } = model;
  let talk = ""; // the conversation,
  let told = -1; // and the newest event of it that was there when we came, or was told
  let unread = 0;

  const heard = (state: State, before: State) => {
    if (state.conversation !== talk) {
      talk = state.conversation;
      told = talk ? state.top : -1;
    }
    if (state.cart !== before.cart) cartChanged(state, before);
    if (state.owner !== before.owner) host.emit("handoff", { state: state.owner, person: state.person.person ?? "" });
    if (told < 0 || state.entries === before.entries) return;
    for (const entry of state.entries) {
      if (entry.seq <= told) continue;
      told = entry.seq;
      if (entry.kind === "owner") {
        if (entry.change.state === "person") model.announce(words.joined(entry.change.person ?? ""));
        continue;
      }
      if (entry.kind !== "message") {
        model.announce(noted(entry));
        continue;
      }
      const { message } = entry;
      const text = wordsOf(message);
      host.emit("message", { author: message.author, text });
      if (message.author === "shopper") continue;
      model.announce(`${message.name ?? model.options.name}: ${plain(text)}`);
      if (!model.open.value) host.unread(++unread);
    }
  };

  // The page's own badge follows at once.
  const cartChanged = ({ cart }: State, { cart: before }: State) => {
    if (!cart || (before && before.count === cart.count && before.subtotal.amount === cart.subtotal.amount)) return;
    host.emit("cart", { count: cart.count, subtotal: cart.subtotal });
  };

  const online = () => client.hurry();
  const offline = () => client.offline();
  const looked = () => {
    if (document.visibilityState === "visible") client.hurry();
  };
  addEventListener("online", online);
  addEventListener("offline", offline);
  addEventListener("pageshow", online);
  document.addEventListener("visibilitychange", looked);
  const stopWatching = client.watch(heard);
  const stopOpen = model.open.subscribe((open) => {
    if (open) unread = 0;
  });
  return () => {
    removeEventListener("online", online);
    removeEventListener("offline", offline);
    removeEventListener("pageshow", online);
    document.removeEventListener("visibilitychange", looked);
    stopWatching();
    stopOpen();
  };
}
