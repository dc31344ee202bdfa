import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { words } from "../text/words";
import { Icon } from "./icons";
import { useModel } from "./model";
import { useValue } from "./value";

// From here on a counter shows how much more may be written.
const nearLimit = 200;

// Where the browser can, the field is as high as its words by its style.
const fits = CSS.supports("field-sizing", "content");

// Composer is where the shopper writes: Enter sends, Shift+Enter breaks.
export function Composer() {
  const model = useModel();
  const field = useRef<HTMLTextAreaElement>(null);
  const text = useValue(model.draft);
  const left = useValue(model.maxText) - Array.from(text).length;
  useLayoutEffect(() => {
    const area = field.current;
    if (!area || fits) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  }, [text]);
  // Words that come from elsewhere are to be gone on with.
  const edited = useValue(model.edited);
  useEffect(() => {
    if (edited > 0) field.current?.focus();
  }, [edited]);
  const send = () => {
    if (!text.trim() || left < 0) return;
    model.say(text);
    model.write("");
    field.current?.focus();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "ArrowUp" && text === "") {
      event.preventDefault();
      model.edit();
    }
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  const stop = useValue(model.stoppable) && text.trim() === "";
  return (
    <form
      class="composer"
      part="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        rows={1}
        dir={text ? "auto" : undefined}
        enterkeyhint="send"
        aria-label={words.compose}
        placeholder={model.options.placeholder}
        value={text}
        onInput={(event) => model.write(event.currentTarget.value)}
        onKeyDown={keys}
        aria-describedby={left < nearLimit ? "left" : undefined}
        aria-invalid={left < 0}
      />
      {left < nearLimit && (
        <span id="left" class={`left num${left < 0 ? " bad" : ""}`}>
          {words.left(left)}
        </span>
      )}
      {stop ? (
        <button type="button" class="go" aria-label={words.stop} onClick={() => model.client.stop()}>
          <span class="square" />
        </button>
      ) : (
        <button type="submit" class="go" aria-label={words.send} aria-disabled={!text.trim() || left < 0}>
          <Icon name="send" />
        </button>
      )}
    </form>
  );
}
