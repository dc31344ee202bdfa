import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { words } from "../text/words";
import { Icon } from "./icons";

// Carousel is a row that scrolls sideways: by finger, wheel, arrow keys, and
// by buttons that appear for a mouse and for the keyboard. seen is called when
// half of it is in view.
export function Carousel({ label, kind = "cards", seen, children }: { label: string; kind?: "cards" | "gallery"; seen?: () => void; children: ComponentChildren }) {
  const row = useRef<HTMLUListElement>(null);
  const [ends, setEnds] = useState({ start: true, end: true });
  const measure = () => {
    const list = row.current;
    if (!list) return;
    const at = Math.abs(list.scrollLeft);
    setEnds({ start: at < 4, end: at + list.clientWidth > list.scrollWidth - 4 });
  };
  useEffect(() => {
    const list = row.current;
    if (!list) return;
    const watch = new ResizeObserver(measure);
    watch.observe(list);
    for (const item of list.children) watch.observe(item);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    const list = row.current;
    if (!list || !seen) return;
    const watch = new IntersectionObserver((all) => all.some((one) => one.isIntersecting) && seen(), { threshold: 0.5 });
    watch.observe(list);
    return () => watch.disconnect();
  }, [seen]);
  const go = (by: 1 | -1) => {
    const list = row.current;
    const step = (list?.firstElementChild?.getBoundingClientRect().width ?? 0) + 12;
    const count = Math.max(1, Math.floor((list?.clientWidth ?? 0) / step));
    const right = list && getComputedStyle(list).direction === "rtl" ? -1 : 1;
    list?.scrollBy({ left: by * right * step * count, behavior: calm() ? "auto" : "smooth" });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
    const list = row.current;
    const items = [...(list?.querySelectorAll<HTMLElement>(".card-open") ?? [])];
    const root = list?.getRootNode() as ShadowRoot;
    const now = items.findIndex((item) => item.closest("li")?.contains(root.activeElement));
    const forward = (event.key === "ArrowRight") === (getComputedStyle(list as Element).direction !== "rtl");
    const next = items[now + (forward ? 1 : -1)];
    if (now < 0 || !next) return; // a gallery has nothing to focus: it scrolls by itself
    event.preventDefault();
    next.focus();
    next.closest("li")?.scrollIntoView({ inline: "nearest", block: "nearest", behavior: calm() ? "auto" : "smooth" });
  };
  return (
    <div class={`carousel ${kind}`} role="group" aria-label={label}>
      <ul ref={row} class="row" onScroll={measure} onKeyDown={keys} {...(kind === "gallery" && { tabIndex: 0 })}>
        {children}
      </ul>
      {!ends.start && (
        <button type="button" class="arrow start" tabIndex={-1} aria-label={words.previous} onClick={() => go(-1)}>
          <Icon name="back" />
        </button>
      )}
      {!ends.end && (
        <button type="button" class="arrow end" tabIndex={-1} aria-label={words.next} onClick={() => go(1)}>
          <Icon name="forward" />
        </button>
      )}
    </div>
  );
}

// calm is true for those who asked for less motion.
export function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
