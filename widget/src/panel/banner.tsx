import { useEffect, useState } from "preact/hooks";
import type { Link } from "../state/state";
import { words } from "../text/words";
import { Icon, type IconName } from "./icons";
import { useModel } from "./model";
import { useValue } from "./value";

// A short break heals by itself before anybody needs to read about it.
const patience = 1500;

// Banner says how the connection stands, when that matters, and what to do.
export function Banner() {
  const model = useModel();
  const link = useValue(model.link);
  const [late, setLate] = useState(false);
  const well = link.kind === "live" || link.kind === "idle";
  useEffect(() => {
    if (well) return setLate(false);
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, [well]);
  if (well || (!late && link.kind !== "stopped" && link.kind !== "offline")) return null;
  const { icon, text, action } = told(link);
  const act = () => {
    if (link.kind === "stopped" && link.code === "version") location.reload();
    else if (link.kind === "stopped") model.client.connect();
    else model.client.hurry();
  };
  return (
    <div class="banner" role="status">
      <Icon name={icon} />
      <span class="grow">{text}</span>
      {action && (
        <button type="button" class="text" onClick={act}>
          {action}
        </button>
      )}
    </div>
  );
}

function told(link: Link): { icon: IconName; text: string; action: string } {
  switch (link.kind) {
    case "offline":
      return { icon: "offline", text: words.offline, action: "" };
    case "stopped":
      if (link.code === "version") return { icon: "alert", text: words.outdated, action: words.reload };
      return { icon: "alert", text: link.message || words.halted, action: words.retry };
    case "waiting":
      return { icon: "offline", text: words.reconnecting, action: words.tryNow };
    default:
      return { icon: "offline", text: words.connecting, action: "" };
  }
}
