import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { clean } from "../../../../widget/src/text/clean";
import { act, earlier, reload } from "../desk";
import { rows } from "../transcript";
import { address } from "../route";
import type { OpenTalk, State } from "../state";
import { may, owner, span, who } from "../words";
import { Composer } from "./composer";
import { Icon } from "./icons";
import { Line, Pending } from "./lines";
import { Presence } from "./presence";

// Talk is the open conversation.
export function Talk({ s }: { s: State }) {
  if (!s.open) {
    return (
      <main class="talk empty">
        <p>
          Choose a conversation. <kbd>j</kbd> and <kbd>k</kbd> walk through them, <kbd>?</kbd> shows all keys.
        </p>
      </main>
    );
  }
  if (!s.talk) {
    return (
      <main class="talk empty" aria-busy={!s.trouble}>
        <a class="bare back" href="#" aria-label="Back to the list">
          <Icon name="back" />
        </a>
        {s.trouble && (
          <p role="alert">
            {s.trouble}{" "}
            <button type="button" class="link" onClick={() => reload()}>
              Try again
            </button>
          </p>
        )}
      </main>
    );
  }
  return (
    <main class="talk" aria-label={`Conversation with ${clean(who(s.talk.conversation))}`}>
      <Head s={s} talk={s.talk} />
      <Transcript s={s} talk={s.talk} />
      <Presence s={s} c={s.talk.conversation} />
      <Composer key={s.open} s={s} talk={s.talk} />
    </main>
  );
}

function Head({ s, talk: { conversation: c } }: { s: State; talk: OpenTalk }) {
  const waited = c.waiting_since && !c.closed ? span(Math.max(0, s.now - c.waiting_since)) : "";
  const waits = waited && (c.owner === "person" ? `, the shopper has waited ${waited}` : `, ${waited} so far`);
  const idle = s.working === undefined;
  return (
    <header class="bar">
      <a class="bare back" href="#" aria-label="Back to the list">
        <Icon name="back" />
      </a>
      <div class="who">
        <h2>{clean(who(c))}</h2>
        <p>
          {clean(owner(c))}
          {waits}
        </p>
      </div>
      {may("give", c) && (
        <button type="button" title="Give back to the assistant (g)" disabled={!idle} onClick={() => act("give")}>
          <Icon name="give" /> <span>Give back</span>
        </button>
      )}
      {may("close", c) && (
        <button type="button" title="Close the conversation (e)" disabled={!idle} onClick={() => act("close")}>
          <Icon name="done" /> <span>Close</span>
        </button>
      )}
      <a class="bare toabout" href={address(c.id, "about")} aria-label="About this conversation">
        <Icon name="about" />
      </a>
    </header>
  );
}

const near = 80; // px from the end within which the transcript follows it

function Transcript({ s, talk }: { s: State; talk: OpenTalk }) {
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const height = useRef(0);
  const first = talk.events[0]?.seq ?? 1;
  const firstShown = useRef(first);
  const pending = s.outbox.filter((o) => o.conversation === s.open);
  const end = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  };
  useLayoutEffect(() => {
    const el = box.current;
    if (!el) return;
    if (first < firstShown.current) el.scrollTop += el.scrollHeight - height.current; // earlier ones were put above
    else if (follows.current) end();
    firstShown.current = first;
    height.current = el.scrollHeight;
  }, [talk.events, pending.length, first]);
  // A window or a composer that changes its size must not hide the end.
  useEffect(() => {
    const el = box.current;
    if (!el) return;
    const watcher = new ResizeObserver(() => {
      if (follows.current) end();
    });
    watcher.observe(el);
    return () => watcher.disconnect();
  }, []);
  return (
    <div
      ref={box}
      class="transcript"
      role="log"
      aria-label="Messages"
      tabIndex={0}
      onScroll={({ currentTarget: el }) => (follows.current = el.scrollHeight - el.scrollTop - el.clientHeight < near)}
    >
      <div class="page">
        {first > 1 && (
          <button type="button" class="link earlier" onClick={() => earlier()}>
            Show what was before
          </button>
        )}
        {rows(talk.events, talk.newFrom).map((row) => (
          <Line key={row.key} row={row} shopper={who(talk.conversation)} now={s.now} me={s.may.includes("answer") ? (s.me?.id ?? "") : ""} />
        ))}
        {pending.map((out) => (
          <Pending key={out.id} out={out} name={s.me?.name ?? "You"} />
        ))}
      </div>
    </div>
  );
}
