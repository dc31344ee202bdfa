import type { Host } from "../host";
import { phone } from "./app";
import type { Model } from "./model";

// fitKeyboard keeps the sheet on a phone within what the keyboard leaves of
// the screen, and the page behind it still.
export function fitKeyboard(host: Host, model: Model): () => void {
  const seen = window.visualViewport;
  const page = document.documentElement;
  let locked = "";
  let before = "";
  const fit = () => {
    const covering = model.open.value && phone();
    // A page that is wider than the screen must not make the sheet so.
    if (covering && seen && seen.scale < 1.05) {
      host.element.style.setProperty("--width", `${Math.round(seen.width)}px`);
      host.element.style.setProperty("--left", `${Math.round(seen.offsetLeft)}px`);
      host.element.style.setProperty("--height", `${Math.round(seen.height)}px`);
      host.element.style.setProperty("--top", `${Math.round(seen.offsetTop)}px`);
    }
    if (covering === (locked !== "")) return;
    if (covering) before = page.style.overflow;
    locked = covering ? "hidden" : "";
    page.style.overflow = covering ? "hidden" : before;
  };
  const stopOpen = model.open.subscribe(fit);
  seen?.addEventListener("resize", fit);
  seen?.addEventListener("scroll", fit);
  return () => {
    stopOpen();
    seen?.removeEventListener("resize", fit);
    seen?.removeEventListener("scroll", fit);
    if (locked) page.style.overflow = before;
  };
}
