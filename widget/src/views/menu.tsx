import type { ComponentChild } from "preact";
import { Icon, Out, useEffect, useModel, useRef, useValue } from "../panel/kit";
import { Drawn } from "./icons";
import { save } from "./save";
import { words } from "./words";

// Menu is what can be done besides talking. It has the focus from the first to the
// last of it, by the arrow keys.
export function Menu({ close }: { close: () => void }) {
  const model = useModel();
  const owner = useValue(model.owner);
  const begun = useValue(model.begun);
  const list = useRef<HTMLDivElement>(null);
  const all = () => [...(list.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
  useEffect(() => all()[0]?.focus(), []);
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const items = all();
    const now = items.findIndex((item) => item === (list.current?.getRootNode() as ShadowRoot).activeElement);
    items[(now + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length]?.focus();
  };
  const items: [ComponentChild, string, (() => unknown) | false][] = [
    [<Icon name="person" />, words.askPerson, owner === "assistant" && (() => model.say(words.personPlease))],
    [<Icon name="cart" />, words.viewCart, () => model.push({ kind: "cart" })],
    [<Icon name="pencil" />, words.newTalk, begun && (() => model.go())],
    [<Icon name="clock" />, words.past, () => model.push({ kind: "past" })],
    [<Drawn name="save" />, words.saveTalk, begun && (() => save(model))],
  ];
  return (
    <div role="menu" ref={list} aria-label={words.menu} onKeyDown={keys}>
      {items.map(
        ([icon, text, act]) =>
          act && (
            <button
              type="button"
              role="menuitem"
              key={text}
              onClick={() => {
                close();
                act();
              }}
            >
              {icon} {text}
            </button>
          ),
      )}
      {model.options.privacy && (
        <span role="menuitem" class="item">
          <Out href={model.options.privacy}>
            <Icon name="article" /> {words.privacy}
          </Out>
        </span>
      )}
    </div>
  );
}
