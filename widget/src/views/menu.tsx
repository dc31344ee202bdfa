import type { ComponentChild } from "preact";
import { clean, Icon, Out, Refusal, useEffect, useModel, useRef, useState, useValue } from "../panel/kit";
import type { TranscriptAnswer } from "../wire.gen";
import { Drawn } from "./icons";
import { save } from "./save";
import { words } from "./words";

// Menu is what can be done besides talking. It has the focus from the first to the
// last of it, by the arrow keys; who leaves it shuts it.
export function Menu({ close }: { close: () => void }) {
  const model = useModel();
  const owner = useValue(model.owner);
  const begun = useValue(model.begun);
  const { mails } = useValue(model.shopper);
  const list = useRef<HTMLDivElement>(null);
  const all = () => [...(list.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
  const place = () => list.current?.closest(".menu"); // the menu and its button, to which the focus returns
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
    <div
      role="menu"
      ref={list}
      aria-label={words.menu}
      onKeyDown={keys}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget && !place()?.contains(relatedTarget as Node)) close();
      }}
    >
      {items.map(
        ([icon, text, act]) =>
          act && (
            <button
              type="button"
              role="menuitem"
              key={text}
              onClick={() => {
                place()?.querySelector("button")?.focus();
                close();
                act();
              }}
            >
              {icon} {text}
            </button>
          ),
      )}
      {begun && mails && <MailTalk />}
      {model.options.privacy && (
        <Out href={model.options.privacy} role="menuitem">
          <Icon name="article" /> {words.privacy}
        </Out>
      )}
    </div>
  );
}

// MailTalk sends the conversation to the shopper's own address. What came of it
// stands in its place.
function MailTalk() {
  const model = useModel();
  const [told, setTold] = useState("");
  const tell = (text: string) => {
    setTold(text);
    model.announce(text);
  };
  const send = async () => {
    if (told) return;
    setTold(words.sending);
    try {
      const { email } = await model.client.ask<TranscriptAnswer>("transcript", { conversation: model.state.peek().conversation });
      tell(words.mailed(clean(email)));
    } catch (error) {
      tell(error instanceof Refusal ? clean(error.message) : words.halted);
    }
  };
  return (
    <button type="button" role="menuitem" aria-disabled={told !== ""} onClick={() => void send()}>
      <Drawn name="mail" /> {told || words.mailTalk}
    </button>
  );
}
