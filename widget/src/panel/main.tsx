import { effect } from "@preact/signals-core";
import { render } from "preact";
import type { Entry, Host, Panel } from "../host";
import { adopt, sheetOf } from "../loader/dom";
import type { Language } from "../languages/language";
import { onNavigate, readPage } from "../page/page";
import { fetchQuestions } from "../page/questions";
import { speak } from "../text/words";
import { paint } from "../theme/theme";
import { App, phone } from "./app";
import { Back } from "./back";
import { Model, Provide } from "./model";
import { live } from "./live";
import { sheets } from "./sheets";
import { fitKeyboard } from "./viewport";

export * from "./kit";

// breath lets the browser do what waits: on a slow phone nothing of ours may hold
// the page up for long.
const breath = () => new Promise<void>((done) => setTimeout(done));

// mount builds the panel into the host's shadow root, closed.
export async function mount(host: Host, language?: Language): Promise<Panel> {
  speak(language);
  adopt(host.root, ...sheets.map(sheetOf));
  await breath();
  const model = new Model(host);
  const place = document.createElement("div");
  host.paint = paint;
  host.element.setAttribute("look", model.options.look);
  host.restyle();
  host.root.append(place);

  const close = () => {
    if (!model.open.value) return;
    model.clear();
    model.open.value = false;
    model.remember(false);
    host.shown(false);
  };
  // The panel is drawn first, and then it connects.
  let connecting: ReturnType<typeof setTimeout> | undefined;
  const open = (entry: Entry) => {
    model.client.enter(entry);
    connecting ??= setTimeout(() => {
      connecting = undefined;
      model.connect();
    });
    if (model.open.value) return;
    model.open.value = true;
    model.remember(true);
    host.shown(true);
    host.unread(0);
  };
  render(
    <Provide value={model}>
      <App close={close} />
    </Provide>,
    place,
  );

  // Where the assistant greets nobody, the page's product has questions.
  const suggest = async () => {
    const { product = "" } = readPage(host);
    model.questions.value = [];
    if (!model.unguided.peek()) return;
    const questions = await fetchQuestions(host.mount, product);
    if (product === (readPage(host).product ?? "")) model.questions.value = questions;
  };
  const moved = () => {
    void suggest();
    model.client.tell({ type: "visit", page: readPage(host) });
  };
  // On a phone the panel covers the page, and back uncovers it.
  const back = new Back(() => (model.layers.peek().length > 0 ? model.pop() : close()));
  const over = () => back.lies(model.open.value ? model.layers.value.length + Number(phone()) : 0);
  const stops = [() => clearTimeout(connecting), () => back.stop(), effect(over), live(model), fitKeyboard(host, model), onNavigate(host, moved), effect(() => void (model.unguided.value && suggest()))];
  // What was left unsent goes out without anybody opening the panel.
  if (model.client.state.pending.length > 0) model.connect();

  await breath();
  return {
    open,
    close,
    ask: (text, entry) => {
      open(entry);
      model.say(text, entry);
      return Promise.resolve();
    },
    track: (kind, product) => model.client.track(kind, product),
    renew: async () => {
      if (model.agreed.peek()) await model.client.renew();
    },
    destroy: () => {
      for (const stop of stops) stop();
      model.client.close();
      render(null, place);
      place.remove();
    },
  };
}
