import { signal } from "@preact/signals-core";
import { useEffect, useState } from "preact/hooks";
import type { Entry, Pending, Running } from "../state/state";
import { openChoices } from "../state/view";
import { clean } from "../text/clean";
import { words } from "../text/words";
import { safeLink } from "../text/link";
import type { Message, Ordered, OwnerChange, Part } from "../wire.gen";
import { Parts } from "./blocks";
import { Face } from "./face";
import { Icon } from "./icons";
import { useModel } from "./model";
import { Out, Plain } from "./prose";
import { useValue } from "./value";
import { RareBlock, useSecond } from "./views";

// Log is the conversation, a section for each thing that the shopper said.
export function Log() {
  const model = useModel();
  const pending = useValue(model.pending);
  const replying = useValue(model.replying);
  const turns = group(useValue(model.entries));
  // Whoever talks will soon look at something: what shows it is fetched.
  const talking = turns.length > 0;
  useEffect(() => {
    if (talking) model.views.load();
  }, [talking]);
  return (
    <div class="log" role="group" aria-label={words.conversation}>
      {turns.map((turn, i) => {
        const last = i === turns.length - 1 && pending.length === 0;
        return (
          <section class="turn" key={turn.key} data-last={last || undefined}>
            {drawn(turn.entries, last ? replying : "")}
            <Tools turn={turn} last={last} />
            {last && <Below />}
          </section>
        );
      })}
      {pending.length > 0 && (
        <section class="turn" data-last>
          {pending.map((message) => (
            <PendingView key={message.id} message={message} />
          ))}
          {replying && <Reply />}
          <Below />
        </section>
      )}
    </div>
  );
}

interface Turn {
  key: number;
  entries: Entry[];
}

function group(entries: readonly Entry[]): Turn[] {
  const turns: Turn[] = [];
  for (const entry of entries) {
    const begins = entry.kind === "message" && entry.message.author === "shopper";
    const open = turns.at(-1);
    if (begins || !open) turns.push({ key: entry.seq, entries: [entry] });
    else open.entries.push(entry);
  }
  return turns;
}

// drawn are the entries of a turn, and the reply that is being made, if there is one. It
// is one element with the reply in the log, so that nothing blinks when that comes.
function drawn(entries: readonly Entry[], replying: string) {
  const all = entries.map((entry) => {
    const reply = entry.kind === "message" && entry.message.author === "assistant" ? entry.message : null;
    return reply ? <Reply key={reply.turn ?? entry.seq} message={reply} seq={entry.seq} /> : <EntryView key={entry.seq} entry={entry} />;
  });
  if (replying) all.push(<Reply key={replying} />);
  return all;
}

function EntryView({ entry }: { entry: Entry }) {
  if (entry.kind === "owner") return <OwnerLine change={entry.change} seq={entry.seq} />;
  if (entry.kind === "identity") return <p class="line">{noted(entry)}</p>;
  if (entry.kind === "ordered") return <OrderedLine ordered={entry.ordered} text={noted(entry)} />;
  const { message, seq } = entry;
  return message.author === "shopper" ? <Said text={message.text ?? ""} /> : <Person message={message} seq={seq} edited={entry.edited === true} />;
}

const nothing = signal(null);

// Reply is what the assistant says: a message of the log, or what is being made.
function Reply({ message, seq = 0 }: { message?: Message; seq?: number }) {
  const model = useModel();
  const running = useValue<Running | null>(message ? nothing : model.running);
  const parts = (message ?? running)?.parts ?? [];
  const shown = message ?? parts.some((part) => part.type !== "text" || part.text.trim() !== "");
  return (
    <div class="reply" aria-busy={!message || undefined}>
      <Wishes parts={parts} seq={seq} />
      <Parts parts={parts} seq={seq} />
      {!shown && <Thinking text={running?.status ?? ""} />}
      {message?.stopped && <p class="meta">{words.stopped}</p>}
    </div>
  );
}

// Tools are what can be done with a turn that has an answer. Their place is there
// before they are, so that nothing moves when the second bundle comes.
function Tools({ turn: { entries }, last }: { turn: Turn; last: boolean }) {
  const second = useValue(useModel().views.now);
  const answered = entries.some((entry) => entry.kind === "message" && entry.message.author !== "shopper");
  return answered ? <p class="tools">{second && second !== "failed" && <second.Tools entries={entries} last={last} />}</p> : null;
}

function Said({ text }: { text: string }) {
  return (
    <div class="said" part="shopper-message">
      <span class="sr">{words.you}: </span>
      <Plain class="said-text" text={text} />
    </div>
  );
}

function Person({ message, seq, edited }: { message: Message; seq: number; edited: boolean }) {
  const name = clean(message.name ?? "");
  const { text = "" } = message;
  return (
    <div class="person" part="person-message">
      <p class="by">
        <Face name={name} picture={message.picture} />
        <strong dir="auto">{name}</strong>{" "}
        <span class="quiet" dir="auto">
          {clean(message.title ?? "") || words.fromShop}
        </span>
      </p>
      {text && <Plain class="prose" text={text} />}
      {message.parts && <Parts parts={message.parts} seq={seq} />}
      {edited && <p class="meta">{text ? words.edited : words.takenBack}</p>}
    </div>
  );
}

function OwnerLine({ change, seq }: { change: OwnerChange; seq: number }) {
  // That a person was asked for, the reply itself has said.
  if (change.state === "waiting" && !change.closed) return null;
  const { state, picture, person = "", title = "" } = change;
  const joins = state === "person";
  const text = change.closed ? words.closed : joins ? words.joined(clean(person)) : change.lapsed ? words.lapsed : words.leftAgain;
  return (
    <>
      <p class="line by">
        {joins && <Face name={person} picture={picture} />}
        <span>
          {text}
          {title && ` · ${clean(title)}`}
        </span>
      </p>
      {change.rate && <RareBlock block={{ type: "rating", v: 1, text: "" }} seq={seq} />}
    </>
  );
}

// noted is what happened besides what was said, as a sentence.
export function noted(entry: Extract<Entry, { kind: "ordered" | "identity" }>): string {
  return entry.kind === "ordered" ? words.placed(clean(entry.ordered.number)) : words.signedIn(clean(entry.identity.name ?? ""));
}

function OrderedLine({ ordered: { number, url }, text }: { ordered: Ordered; text: string }) {
  const model = useModel();
  const { orders } = useValue(model.shopper);
  const href = !orders && url ? safeLink(url, document.baseURI) : "";
  return (
    <p class="line">
      <span>
        {text}
        {orders && (
          <button type="button" class="text" onClick={() => model.push({ kind: "order", number })}>
            {words.seeOrder}
          </button>
        )}
        {href && (
          <Out href={href} class="text">
            {words.seeOrder}
          </Out>
        )}
      </span>
    </p>
  );
}

function Thinking({ text }: { text: string }) {
  return <p class="thinking">{text || words.thinking}</p>;
}

// Wishes are what the assistant holds the shopper to want, each to be taken
// back with a tap once it is in the log. Only the newest understanding is shown.
function Wishes({ parts, seq }: { parts: readonly Part[]; seq: number }) {
  const model = useModel();
  const newest = useValue(model.wished) === seq;
  const wishes = parts.flatMap((part) => (newest && part.type === "wishes" ? part.wishes : []));
  if (wishes.length === 0) return null;
  return (
    <ul class="wishes" aria-label={words.wishes}>
      {wishes.map((wish) => (
        <li key={wish.id}>
          <button type="button" disabled={!seq} onClick={() => model.choose(seq, wish)} aria-label={words.unwish(clean(wish.label))}>
            {clean(wish.label)} <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}

// Below is what stands under the newest turn: the chips, or that an answer is on
// its way.
function Below() {
  const model = useModel();
  const chips = useValue(model.choosing) ? openChoices(model.state.peek()) : null;
  const waiting = useValue(model.waiting);
  const second = useValue(model.views.now);
  return (
    <>
      {second && second !== "failed" && <second.Typing />}
      {waiting && (
        <div class="reply late">
          <Thinking text="" />
        </div>
      )}
      {chips && (
        <div class="chips" role="group" aria-label={words.answers}>
          {chips.choices.map((choice) => (
            <button type="button" class="chip" part="chip" key={choice.id} onClick={() => model.choose(chips.seq, choice)}>
              {clean(choice.label)}
            </button>
          ))}
        </div>
      )}
    </>
  );
}

function PendingView({ message }: { message: Pending }) {
  const away = useValue(useModel().link).kind !== "live";
  const hasty = message.code === "rate_limited"; // which is no trouble: it goes out in a moment
  return (
    <div class={`pending ${message.state}`}>
      <Said text={message.text} />
      {message.state === "sending" && (
        <p class="mark meta">
          {!hasty && message.message} {away ? words.waitingToSend : <Until time={message.until ?? 0} />}
        </p>
      )}
      {message.state === "failed" && (
        <p class="mark trouble" role="alert">
          <Icon name="alert" />
          <span>
            {words.notSent} {message.message}
          </span>
          <Ways message={message} />
        </p>
      )}
    </div>
  );
}

// Ways are what can be done with a message that was refused.
function Ways({ message }: { message: Pending }) {
  const second = useSecond();
  return second && second !== "failed" ? <second.Ways message={message} /> : null;
}

// soon is for how many seconds nobody needs to be told that something waits.
const soon = 2;

// Until says that a message goes out, and in how long if that is a while.
function Until({ time }: { time: number }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.ceil((time - now) / 1000);
  return <span class="num">{seconds > soon ? words.goesOut(words.wait(seconds)) : words.sending}</span>;
}
