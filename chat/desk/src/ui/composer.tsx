import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { clean } from "../../../../widget/src/text/clean";
import { act, dispatch, edit, send, sort, typed } from "../desk";
import type { OpenTalk, State } from "../state";
import { locked, may } from "../words";
import { Icon } from "./icons";
import { Picker } from "./picker";

const nearEnd = 400; // characters left from which they are counted
const tallest = 200; // px

// Composer is where a reply is written, or the reason why none can be.
export function Composer({ s, talk: { conversation: c, macros } }: { s: State; talk: OpenTalk }) {
  const [picking, setPicking] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const why = locked(c);
  const text = s.drafts[c.id] ?? "";
  const length = Array.from(text.trim()).length;
  useLayoutEffect(() => {
    const el = field.current;
    if (!el) return;
    el.style.height = "auto";
    el.style.height = `${Math.min(el.scrollHeight, tallest)}px`;
  }, [text, why]);
  // Whoever has just taken over wants to write.
  const before = useRef(why);
  useLayoutEffect(() => {
    if (before.current && !why) field.current?.focus();
    before.current = why;
  }, [why]);
  if (why && !s.noting) {
    return (
      <footer class="locked">
        <p>{why}</p>
        {s.may.includes("sort") && (
          <button type="button" title="Private note (n)" onClick={() => dispatch({ do: "noting", on: true })}>
            <Icon name="note" /> <span>Note</span>
          </button>
        )}
        {s.may.includes("answer") && may("take", c) && (
          <button type="button" class="primary" title="Take over (t)" disabled={s.working !== undefined} onClick={() => act("take")}>
            <Icon name="take" /> <span>Take over</span>
          </button>
        )}
      </footer>
    );
  }
  const tooLong = length > s.maxText;
  const { noting, editing } = s;
  const submit = () => {
    if (length === 0 || tooLong) return;
    if (noting || editing !== undefined) void keep(noting ? undefined : editing, c.id, text.trim());
    else send(text);
    field.current?.focus();
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key === "Escape" && (noting || editing !== undefined)) {
      e.preventDefault();
      dispatch(noting ? { do: "noting", on: false } : { do: "editing" });
    }
    if (e.key !== "Enter" || e.shiftKey || e.isComposing) return;
    e.preventDefault();
    submit();
  };
  return (
    <footer class={noting ? "composer noting" : "composer"}>
      {editing !== undefined && (
        <p class="what">
          You are changing what you wrote.{" "}
          <button type="button" class="link" onClick={() => dispatch({ do: "editing" })}>
            Leave it as it was
          </button>
        </p>
      )}
      <label class="sr" for="reply">
        {noting ? "Your private note" : "Your reply"}
      </label>
      <textarea
        id="reply"
        ref={field}
        rows={2}
        dir="auto"
        placeholder={noting ? "A note that only the staff sees" : `Reply as ${s.me?.name ?? "yourself"}`}
        aria-describedby="reply-hint"
        value={text}
        onInput={({ currentTarget }) => typed(c.id, currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {s.picked.length > 0 && !noting && (
        <p class="picked">
          {s.picked.map((card) => (
            <button type="button" key={card.id} aria-label={`Leave out ${card.title}`} onClick={() => dispatch({ do: "pick", card })}>
              {clean(card.title)} <Icon name="close" />
            </button>
          ))}
        </p>
      )}
      {picking && <Picker picked={s.picked} onPick={(card) => dispatch({ do: "pick", card })} onClose={() => setPicking(false)} />}
      <p class="hint" id="reply-hint">
        {s.maxText - length < nearEnd ? (
          <span class={tooLong ? "bad" : ""}>{tooLong ? `${length - s.maxText} characters too many` : `${s.maxText - length} characters left`}</span>
        ) : (
          <span class="keysonly">
            <kbd>Enter</kbd> sends
          </span>
        )}
        {!noting && editing === undefined && macros.length > 0 && (
          <select
            class="macros"
            aria-label="Put in a prepared reply"
            value=""
            onChange={({ currentTarget: box }) => {
              const macro = macros.find((m) => m.name === box.value);
              box.value = "";
              if (macro) dispatch({ do: "draft", id: c.id, text: text ? `${text}\n${macro.text}` : macro.text });
              field.current?.focus();
            }}
          >
            <option value="">Prepared…</option>
            {macros.map((m) => (
              <option key={m.name}>{m.name}</option>
            ))}
          </select>
        )}
        {!noting && editing === undefined && (
          <button type="button" class="slim" title="Show products" onClick={() => setPicking(true)}>
            <Icon name="products" /> <span>Products</span>
          </button>
        )}
        {s.may.includes("sort") && editing === undefined && (
          <button type="button" class="slim" aria-pressed={noting} title="Private note (n)" onClick={() => dispatch({ do: "noting", on: !noting })}>
            <Icon name="note" /> <span>Note</span>
          </button>
        )}
        <button type="button" class="primary" disabled={length === 0 || tooLong} onClick={submit}>
          <Icon name={noting || editing !== undefined ? "done" : "send"} /> <span>{noting ? "Keep" : editing !== undefined ? "Change" : "Send"}</span>
        </button>
      </p>
    </footer>
  );
}

// keep stores a note or a change of an own message; what was written stays
// where it is until the server has it.
async function keep(seq: number | undefined, id: string, text: string): Promise<void> {
  const done = seq === undefined ? await sort({ note: text }) : await edit(seq, text);
  if (!done) return;
  if (seq === undefined) {
    dispatch({ do: "draft", id, text: "" });
    dispatch({ do: "noting", on: false });
  } else dispatch({ do: "editing" });
}
