import { useLayoutEffect, useRef } from "preact/hooks";
import { clean } from "../../../../widget/src/text/clean";
import { choose, dispatch, find, signOut, switchAlerts } from "../desk";
import { others } from "../presence";
import { unread } from "../reduce";
import { address } from "../route";
import { priorities } from "../transcript";
import type { State } from "../state";
import type { Conversation, View } from "../wire";
import { lowScore, owner, preview, rated, reason, span, views, who } from "../words";
import { Icon } from "./icons";

// Inbox is the list of conversations of the view that is chosen.
export function Inbox({ s }: { s: State }) {
  return (
    <nav class="inbox" aria-label="Conversations">
      <header class="bar">
        <h1>Desk</h1>
        <span class="me">{s.me?.name}</span>
        {s.logout && (
          <button type="button" class="link leave" onClick={() => void signOut()}>
            Sign out
          </button>
        )}
        <button
          type="button"
          class="bare"
          aria-pressed={s.alerts}
          aria-label="Notify me"
          title={s.alerts ? "You are notified while you look elsewhere" : "Be notified while you look elsewhere"}
          onClick={() => void switchAlerts()}
        >
          <Icon name={s.alerts ? "bell" : "silent"} />
        </button>
        {s.may.includes("prepare") && (
          <button type="button" class="bare" aria-label="Prepared replies" title="Prepared replies (p)" onClick={() => dispatch({ do: "preparing", open: true })}>
            <Icon name="prepared" />
          </button>
        )}
        <button type="button" class="bare tokeys" aria-label="Keys" title="Keys (?)" onClick={() => dispatch({ do: "help", open: true })}>
          <Icon name="keys" />
        </button>
      </header>
      <div class="views" role="group" aria-label="Views">
        {views.map((v, i) => (
          <button type="button" key={v.view} aria-pressed={v.view === s.view} title={`${v.name} (${i + 1})`} onClick={() => choose(v.view)}>
            {v.name} <Count s={s} view={v.view} />
          </button>
        ))}
      </div>
      <Search s={s} />
      <List s={s} />
    </nav>
  );
}

// Search narrows the view by words, by a tag after "#", or by the best score after
// "score:". A search that is wanted again can be kept.
function Search({ s }: { s: State }) {
  const kept = s.saved.includes(s.query);
  return (
    <search class="search">
      <label class="sr" for="search">
        Search the view
      </label>
      <input
        id="search"
        type="search"
        key={s.query}
        defaultValue={s.query}
        placeholder="Search, #tag or score:2"
        maxLength={200}
        onInput={({ currentTarget }) => find(currentTarget.value)}
      />
      {s.query && (
        <button type="button" class="link" onClick={() => dispatch({ do: "save", query: s.query })}>
          {kept ? "Forget" : "Keep"}
        </button>
      )}
      {s.saved.length > 0 && (
        <p class="saved">
          {s.saved.map((query) => (
            <button type="button" key={query} aria-pressed={query === s.query} onClick={() => find(query === s.query ? "" : query)}>
              {query}
            </button>
          ))}
        </p>
      )}
    </search>
  );
}

function Count({ s, view }: { s: State; view: View }) {
  if (!s.counts || view === "closed" || view === "snoozed" || view === "low" || view === "spam") return null;
  const count = s.counts[view];
  return count > 0 ? <span class="count">{count >= 200 ? "200+" : count}</span> : null;
}

function List({ s }: { s: State }) {
  if (!s.list) {
    return (
      <div class="lines loading" aria-label="Loading" aria-busy="true">
        {[1, 2, 3, 4].map((i) => (
          <div key={i} class="blank" />
        ))}
      </div>
    );
  }
  if (s.list.length === 0) return <Nothing s={s} />;
  return (
    <ul class="lines">
      {s.list.map((c) => (
        <Line key={c.id} c={c} s={s} />
      ))}
      {s.more && <li class="more">The most recent 200 are shown.</li>}
    </ul>
  );
}

function Nothing({ s }: { s: State }) {
  const all = s.counts?.all ?? 0;
  return (
    <div class="nothing">
      <p>{s.query ? "Nothing here matches." : views.find((v) => v.view === s.view)?.empty}</p>
      {s.query && (
        <button type="button" class="link" onClick={() => find("")}>
          Show the whole view
        </button>
      )}
      {!s.query && s.view !== "all" && s.view !== "closed" && all > 0 && (
        <button type="button" class="link" onClick={() => choose("all")}>
          {all === 1 ? "Show the one open conversation" : `Show all ${all} open conversations`}
        </button>
      )}
    </div>
  );
}

function Line({ c, s }: { c: Conversation; s: State }) {
  const link = useRef<HTMLAnchorElement>(null);
  const current = c.id === s.open;
  useLayoutEffect(() => {
    if (current) link.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  const fresh = unread(s, c);
  const there = others(s, c.id);
  return (
    <li>
      <a ref={link} class={fresh ? "line unread" : "line"} href={address(c.id)} aria-current={current ? "true" : undefined}>
        <span class="top">
          <span class="name">{clean(who(c))}</span>
          {fresh && <span class="sr">, unread</span>}
          <Since c={c} now={s.now} />
        </span>
        <span class="preview">{clean(c.owner === "waiting" && c.handoff ? c.handoff.summary : preview(c))}</span>
        <span class="facts">
          <span class={`owner ${c.closed ? "closed" : c.owner}`}>{clean(c.handoff && c.owner === "waiting" ? reason(c.handoff) : owner(c))}</span>
          {c.priority ? <span class="priority">{priorities[c.priority]}</span> : null}
          {c.score ? <span class={c.score > lowScore ? "rated" : "rated low"}>{rated(c.score)}</span> : null}
          {c.assignee && c.owner !== "person" && <span>for {c.assignee.id === s.me?.id ? "you" : clean(c.assignee.name)}</span>}
          {c.mark && <span>{c.mark}</span>}
          {there.length > 0 && <span class="there">{there.map((p) => `${clean(p.name)} ${p.does === "looks" ? "looks" : "writes"}`).join(", ")}</span>}
          {c.tags?.map((tag) => <span key={tag}>{clean(tag)}</span>)}
        </span>
      </a>
    </li>
  );
}

// Since says how long the shopper has waited for a person or, where nobody
// waits, how long ago something happened.
export function Since({ c, now }: { c: Conversation; now: number }) {
  if (c.waiting_since && !c.closed) {
    const waited = Math.max(0, now - c.waiting_since);
    return (
      <time class={waited > long ? "since waits long" : "since waits"}>
        <Icon name="wait" />
        <span class="sr">waits </span>
        {span(waited)}
      </time>
    );
  }
  return <time class="since">{span(Math.max(0, now - c.changed))} ago</time>;
}

const long = 5 * 60_000;
