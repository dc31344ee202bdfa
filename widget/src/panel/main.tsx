import { render } from "preact";
import type { Host, Panel } from "../host";

export function mount(host: Host): Panel {
  const place = document.createElement("div");
  host.root.append(place);
  const show = (open: boolean) => {
    render(open ? <div role="dialog" aria-label={String(host.settings["name"])}>{String(host.settings["greeting"])}</div> : null, place);
    host.shown(open);
  };
  return {
    open: () => show(true),
    close: () => show(false),
    ask: () => {
      show(true);
      return Promise.resolve();
    },
    track: () => undefined,
    renew: () => Promise.resolve(),
    destroy: () => place.remove(),
  };
}
