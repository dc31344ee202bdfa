import { useEffect, useRef, useState } from "preact/hooks";
import { words } from "../text/words";
import { Icon } from "./icons";
import { Failed, useSecond, Waiting } from "./views";

// Menu is the button of all that is needed less often. What it offers comes with
// the second bundle.
export function Menu() {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const root = place.current?.getRootNode();
    const outside = (event: Event) => {
      if (!place.current?.contains(event.target as Node)) setOpen(false);
    };
    root?.addEventListener("pointerdown", outside);
    return () => root?.removeEventListener("pointerdown", outside);
  }, [open]);
  const keys = (event: KeyboardEvent) => {
    if (!open || event.key !== "Escape") return;
    event.stopPropagation();
    setOpen(false);
    opener.current?.focus();
  };
  return (
    <div class="menu" ref={place} onKeyDown={keys}>
      <button type="button" class="round" ref={opener} aria-label={words.menu} aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="more" />
      </button>
      {open && (
        <div class="items">
          <Offers close={() => setOpen(false)} />
        </div>
      )}
    </div>
  );
}

function Offers({ close }: { close: () => void }) {
  const second = useSecond();
  if (second && second !== "failed") return <second.Menu close={close} />;
  return second ? <Failed /> : <Waiting />;
}
