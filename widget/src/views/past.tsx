import { clean, Icon, LayerView, useModel, useValue } from "../panel/kit";
import type { ConversationsAnswer, PastConversation } from "../wire.gen";
import { unreached, useLoad } from "./load";
import { Bones, Nothing } from "./state";
import { day } from "./when";
import { words } from "./words";

// PastView is what the shopper has talked about before, to go on with it.
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
              <li key={talk.id}>
                <Row talk={talk} />
              </li>
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

function Row({ talk: { id, title, changed, messages, owner } }: { talk: PastConversation }) {
  const model = useModel();
  const here = useValue(model.state).conversation === id;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions(); // the shopper's own, unlike that of orders
  const notes = [day(changed, model.options.locale, timeZone), words.messages(messages), owner === "waiting" && words.waiting, here && words.thisOne];
  return (
    <button type="button" class="order-row" aria-current={here || undefined} onClick={() => (here ? model.clear() : model.go(id))}>
      <span class="grow">
        <strong dir="auto">{clean(title) || words.untitled}</strong>
        <span class="meta num">{notes.filter(Boolean).join(" · ")}</span>
      </span>
      <Icon name="forward" />
    </button>
  );
}
