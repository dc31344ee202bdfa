import { useLayoutEffect, useRef } from "preact/hooks";
import { act, dispatch, send } from "../desk";
import type { OpenTalk, State } from "../state";
import { locked, may } from "../words";
import { Icon } from "./icons";

const nearEnd = 400; // characters left from which they are counted
const tallest = 200; // px

// Composer is where a reply is written, or the reason why none can be.
export function Composer({ s, talk: { conversation: c } }: { s: State; talk: OpenTalk }) {
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
  if (why) {
    return (
      <footer class="locked">
        <p>{why}</p>
        {may("take", c) && (
          <button type="button" class="primary" title="Take over (t)" disabled={s.working !== undefined} onClick={() => act("take")}>
            <Icon name="take" /> <span>Take over</span>
          </button>
        )}
      </footer>
    );
  }
  const tooLong = length > s.maxText;
  const submit = () => {
    if (length > 0 && !tooLong) send(text);
    field.current?.focus();
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key !== "Enter" || e.shiftKey || e.isComposing) return;
    e.preventDefault();
    submit();
  };
  return (
    <footer class="composer">
      <label class="sr" for="reply">
        Your reply
      </label>
      <textarea
        id="reply"
        ref={field}
        rows={2}
        dir="auto"
        placeholder={`Reply as ${s.me?.name ?? "yourself"}`}
        aria-describedby="reply-hint"
        value={text}
        onInput={({ currentTarget }) => dispatch({ do: "draft", id: c.id, text: currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      <p class="hint" id="reply-hint">
        {s.maxText - length < nearEnd ? (
          <span class={tooLong ? "bad" : ""}>{tooLong ? `${length - s.maxText} characters too many` : `${s.maxText - length} characters left`}</span>
        ) : (
          <span class="keysonly">
            <kbd>Enter</kbd> sends, <kbd>Shift</kbd> <kbd>Enter</kbd> breaks the line
          </span>
        )}
        <button type="button" class="primary" disabled={length === 0 || tooLong} onClick={submit}>
          <Icon name="send" /> <span>Send</span>
        </button>
      </p>
    </footer>
  );
}
