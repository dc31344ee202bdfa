import { clean, Icon, LayerView, Refusal, useModel, useRef, useState, useValue } from "../panel/kit";
import type { ConversationsAnswer, EraseAnswer, PastConversation } from "../wire.gen";
import { Drawn } from "./icons";
import { unreached, useLoad } from "./load";
import { Bones, Nothing } from "./state";
import { day } from "./when";
import { words } from "./words";

// PastView is what the shopper has talked about before, to go on with it or to have
// it forgotten.
export function PastView() {
  const model = useModel();
  const [load, again] = useLoad(async () => (await model.client.ask<ConversationsAnswer>("conversations")).conversations);
  return (
    <LayerView label={words.past}>
      <div class="body">
        {load.state === "loading" && <Bones rows={3} />}
        {load.state === "failed" && <Nothing text={unreached(load.why) ? words.pastOffline : words.pastFailed} action={words.retry} act={again} small />}
        {load.state === "ready" && load.value.length === 0 && <Nothing icon="clock" text={words.noPast} action={words.backToChat} act={() => model.clear()} small />}
        {load.state === "ready" && load.value.length > 0 && (
          <ul class="orders past">
            {load.value.map((talk) => (
              <Row key={talk.id} talk={talk} gone={again} />
            ))}
          </ul>
        )}
        {load.state !== "loading" && (
          <button type="button" class="text" onClick={() => model.go()}>
            {words.newTalk}
          </button>
        )}
      </div>
    </LayerView>
  );
}

function Row({ talk, gone }: { talk: PastConversation; gone: () => void }) {
  const model = useModel();
  const [asking, setAsking] = useState("");
  const bin = useRef<HTMLButtonElement>(null);
  const { id, changed, messages, owner } = talk;
  const title = clean(talk.title) || words.untitled;
  const here = useValue(model.state).conversation === id;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions(); // the shopper's own, unlike that of orders
  const notes = [day(changed, model.options.locale, timeZone), words.messages(messages), owner === "waiting" && words.waiting, here && words.thisOne];
  const ask = () => {
    setAsking(asking ? "" : words.eraseAsk);
    bin.current?.focus();
  };
  const erase = async () => {
    try {
      await model.client.ask<EraseAnswer>("erase", { conversation: id });
      if (here) model.client.go();
      model.announce(words.erased);
      model.host.root.querySelector<HTMLElement>(".layer .round")?.focus(); // this row goes
      gone();
    } catch (error) {
      setAsking(error instanceof Refusal ? clean(error.message) : words.halted);
    }
  };
  return (
    <li>
      <button type="button" class="order-row" aria-current={here || undefined} onClick={() => (here ? model.clear() : model.go(id))}>
        <span class="grow">
          <strong dir="auto">{title}</strong>
          <span class="meta num">{notes.filter(Boolean).join(" · ")}</span>
        </span>
        <Icon name="forward" />
      </button>
      <button type="button" class="round" ref={bin} aria-label={words.erase(title)} aria-expanded={asking !== ""} onClick={ask}>
        <Drawn name="trash" />
      </button>
      {asking && (
        <p class="sure" role="alert">
          {asking}
          <button type="button" class="soft" onClick={() => void erase()}>
            {words.discard}
          </button>
          <button type="button" class="text" onClick={ask}>
            {words.keep}
          </button>
        </p>
      )}
    </li>
  );
}
