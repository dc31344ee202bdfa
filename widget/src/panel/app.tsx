import { effect } from "@preact/signals-core";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { words } from "../text/words";
import { Banner } from "./banner";
import { calm } from "./carousel";
import { Composer } from "./composer";
import { Header } from "./header";
import { Home } from "./home";
import { Icon } from "./icons";
import { Log } from "./log";
import { useModel } from "./model";
import { Follow } from "./scroll";
import { useValue } from "./value";
import { Gate, Over } from "./views";

// App is the whole panel, while it is open.
export function App({ close }: { close: () => void }) {
  return useValue(useModel().open) ? <Sheet close={close} /> : null;
}

function Sheet({ close }: { close: () => void }) {
  const model = useModel();
  const panel = useRef<HTMLDivElement>(null);
  const wide = useValue(model.wide);
  const layers = useValue(model.layers);
  const layer = layers.at(-1) ?? null;
  const agreed = useValue(model.agreed);
  const keys = (event: KeyboardEvent) => {
    // The page around has shortcuts of its own; typing here is not for it.
    event.stopPropagation();
    if (event.key === "Escape") {
      event.preventDefault();
      if (layer) model.pop();
      else close();
    }
    if (event.key === "Tab" && panel.current?.ariaModal === "true") trap(event, panel.current);
  };
  // The cursor stands where one writes, except on phones, where that would
  // cover half of what there is to see with a keyboard.
  // A focus computes the page's style: it is set in the frame that does so anyway,
  // unless the shopper has gone on by then.
  useLayoutEffect(() => {
    requestAnimationFrame(() => {
      if (panel.current?.contains(model.host.root.activeElement)) return;
      const field = phone() ? null : panel.current?.querySelector("textarea");
      (field ?? panel.current)?.focus({ preventScroll: true });
    });
  }, [agreed]);
  // Those of a layer come before: what it has taken stays with it.
  useLayoutEffect(() => model.land(), [layers]);
  return (
    <div class={wide ? "panel wide" : "panel"} part="panel" ref={panel} role="dialog" aria-label={model.options.name} aria-describedby="greeting" aria-modal={phone() ? "true" : undefined} tabIndex={-1} onKeyDown={keys} onKeyUp={(event) => event.stopPropagation()}>
      <Conversation hidden={layer !== null} close={close} />
      {layer && <Over key={layers.length} layer={layer} />}
      <Spoken />
    </div>
  );
}

function Conversation({ hidden, close }: { hidden: boolean; close: () => void }) {
  const model = useModel();
  const view = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const follow = useRef<Follow | null>(null);
  const said = useRef(-1);
  const [away, setAway] = useState(false);
  const entries = useValue(model.entries).length;
  const read = useRef(entries);
  if (!away) read.current = entries;
  const fresh = entries > read.current;
  const [thin, setThin] = useState(false);
  const agreed = useValue(model.agreed);
  useEffect(() => {
    if (!view.current || !content.current) return;
    const following = new Follow(view.current, content.current, (far, scrolled) => {
      setAway(far);
      setThin(scrolled);
    });
    follow.current = following;
    return () => following.stop();
  }, []);
  // The shopper's own message is always brought into sight.
  useEffect(
    () =>
      effect(() => {
        const sent = model.outgoing.value.length;
        if (said.current >= 0 && sent > said.current) requestAnimationFrame(() => follow.current?.jump(!calm()));
        said.current = sent;
      }),
    [],
  );
  return (
    <div class="main" inert={hidden}>
      <Header thin={thin} close={close} />
      <Banner />
      <div class="scroll" ref={view}>
        <div class="content" ref={content}>
          <Home />
          <Log />
        </div>
      </div>
      {away && (
        <button type="button" class={fresh ? "pill fresh" : "pill"} aria-label={fresh ? undefined : words.newest} onClick={() => follow.current?.jump(!calm())}>
          {fresh && words.fresh} <Icon name="down" />
        </button>
      )}
      {agreed ? <Composer /> : <Gate />}
    </div>
  );
}

// Spoken is heard, not seen: one sentence for each thing that happened.
function Spoken() {
  const words = useValue(useModel().spoken);
  return (
    <div class="sr" role="status" aria-live="polite">
      {words}
    </div>
  );
}

export function phone(): boolean {
  return matchMedia("(max-width: 640px)").matches;
}

// trap keeps the focus inside while the panel covers the whole page.
function trap(event: KeyboardEvent, panel: HTMLElement): void {
  const stops = [...panel.querySelectorAll<HTMLElement>("button,a[href],input,textarea,[tabindex='0']")].filter((element) => !element.closest("[inert]") && element.tabIndex >= 0 && element.getClientRects().length > 0);
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  const active = (panel.getRootNode() as ShadowRoot).activeElement;
  if (active !== edge && active !== panel) return;
  if (active === panel && !event.shiftKey) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}
