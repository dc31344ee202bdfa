import { clean, useEffect, useModel, useState, useValue } from "../panel/kit";
import type { State } from "../state/state";
import { latest } from "../state/view";
import { words } from "./words";

// How long it is shown that a person writes, and how often they are told that the
// shopper does; the server thinks the same.
const shownFor = 6000;
const toldEvery = 3000;

let told = 0;

// Typing says that a person writes to the shopper, until their message is there or
// nothing more is heard of it. Where a person answers, or was asked for, it tells
// them that the shopper writes. A screen reader is told neither: it comes and goes.
export function Typing() {
  const { client, draft } = useModel();
  const [typing, setTyping] = useState<State["typing"] | null>(null);
  useEffect(
    () =>
      client.watch((state, before) => {
        if (state.typing !== before.typing) setTyping(state.typing);
        if (state.entries !== before.entries && latest(state)?.message.author === "person") setTyping(null);
        if (state.owner !== "person") setTyping(null);
      }),
    [],
  );
  useEffect(() => {
    const timer = setTimeout(() => setTyping(null), shownFor);
    return () => clearTimeout(timer);
  }, [typing]);
  useEffect(() => {
    let before = draft.peek();
    return draft.subscribe((text) => {
      const writes = text !== before && text.trim() !== "";
      before = text;
      if (!writes || client.state.owner === "assistant" || Date.now() - told < toldEvery) return;
      told = Date.now();
      client.tell({ type: "typing" });
    });
  }, []);
  return (
    <>
      <Sent />
      {typing && <p class="thinking">{words.writes(clean(typing.person))}</p>}
    </>
  );
}

// Sent says that the shopper's last words have arrived, where a person is to read
// them. The assistant's answer says that itself.
function Sent() {
  const state = useValue(useModel().state);
  const arrived = state.owner === "person" && state.pending.length === 0 && latest(state)?.message.author === "shopper";
  return arrived ? <p class="sent meta">{words.sentForm}</p> : null;
}
