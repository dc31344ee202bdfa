import { clean } from "../../../../widget/src/text/clean";
import { again, dispatch, edit } from "../desk";
import type { Outgoing } from "../state";
import type { Row } from "../transcript";
import { Clock, reason } from "../words";
import { Icon } from "./icons";
import { PartView } from "./parts";

const clock = new Clock();

// Line is one line of the transcript.
export function Line({ row, shopper, now, me }: { row: Row; shopper: string; now: number; me: string }) {
  switch (row.kind) {
    case "day":
      return (
        <p class="rule day">
          <time>{clock.date(row.at, now)}</time>
        </p>
      );
    case "new":
      return <p class="rule new">New</p>;
    case "note":
      return (
        <div class="note">
          <p>
            {clean(row.text)} · <Time at={row.at} />
          </p>
          {row.handoff && (
            <p class="handoff">
              <b>{clean(reason(row.handoff))}.</b> {clean(row.handoff.summary)}
            </p>
          )}
        </div>
      );
    case "private":
      return (
        <>
          {row.did && (
            <div class="note">
              <p>
                {clean(row.by)} {clean(row.did)} · <Time at={row.at} />
              </p>
            </div>
          )}
          {row.note && (
            <div class="private">
              <p class="by">
                <Icon name="note" /> {clean(row.by)} noted, for the staff only · <Time at={row.at} />
              </p>
              <p class="text" dir="auto">
                {clean(row.note)}
              </p>
            </div>
          )}
        </>
      );
    case "said":
      return <Said row={row} shopper={shopper} me={me} />;
  }
}

function Said({ row: { message, at, first, seq, edited }, shopper, me }: { row: Extract<Row, { kind: "said" }>; shopper: string; me: string }) {
  const { author, name, parts, stopped, failed } = message;
  const text = edited ?? message.text;
  const own = author === "person" && message.person_id === me && edited !== "";
  const by = author === "shopper" ? shopper : author === "person" ? (name ?? "A person") : "Assistant";
  return (
    <div class={`said ${author}${first ? " first" : ""}`}>
      <p class="by">
        <span class={first ? "" : "sr"} dir="auto">
          {clean(by)}
        </span>
      </p>
      <div class="words">
        {text && (
          <p class="text" dir="auto">
            {clean(text)}
          </p>
        )}
        {edited !== undefined && (
          <details class="trace">
            <summary>{edited ? "Edited" : "Taken back"}</summary>
            <p dir="auto">It was: {clean(message.text ?? "")}</p>
          </details>
        )}
        {parts?.map((part, i) => <PartView key={i} part={part} />)}
        {stopped && <p class="mark">Stopped by the shopper</p>}
        {failed && <p class="mark">The assistant could not answer</p>}
      </div>
      <p class="end">
        {own && (
          <span class="own">
            <button type="button" class="link" onClick={() => dispatch({ do: "editing", seq, text: text ?? "" })}>
              Edit
            </button>{" "}
            <button type="button" class="link" onClick={() => void edit(seq, "")}>
              Take back
            </button>{" "}
          </span>
        )}
        <Time at={at} />
      </p>
    </div>
  );
}

function Time({ at }: { at: number }) {
  return (
    <time title={clock.full(at)} dateTime={new Date(at).toISOString()}>
      {clock.at(at)}
    </time>
  );
}

// Pending is a reply that is on its way or did not arrive.
export function Pending({ out, name }: { out: Outgoing; name: string }) {
  return (
    <div class={`said person first ${out.failed ? "failed" : "sending"}`}>
      <p class="by">{clean(name)}</p>
      <div class="words">
        <p class="text" dir="auto">
          {clean(out.text)}
        </p>
        {out.failed && (
          <p class="mark bad" role="alert">
            Not sent. {out.failed}{" "}
            {out.again && (
              <button type="button" class="link" onClick={() => again(out)}>
                Send again
              </button>
            )}{" "}
            <button type="button" class="link" onClick={() => putBack(out)}>
              Edit
            </button>
          </p>
        )}
      </div>
      {!out.failed && <span class="state">Sending…</span>}
    </div>
  );
}

// putBack makes a reply that was not sent the draft again.
function putBack(out: Outgoing): void {
  dispatch({ do: "drop", id: out.id });
  dispatch({ do: "draft", id: out.conversation, text: out.text });
}
