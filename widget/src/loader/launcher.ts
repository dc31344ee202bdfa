import { fill, type LoaderWords } from "../text/loader";
import { icon, make } from "./dom";

const talk = "M4 4.5h12a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5H9l-3.5 3v-3H4A1.5 1.5 0 0 1 2.5 13V6A1.5 1.5 0 0 1 4 4.5Z";

// Launcher is the round button, or the pill with one line of the merchant's
// words.
export class Launcher {
  readonly button = make("button", { class: "launcher", part: "launcher", type: "button", "aria-haspopup": "dialog", "aria-expanded": "false" }, icon(talk));
  private readonly count = make("span", { class: "count", "aria-hidden": "true" });
  private note: HTMLElement | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    root: ShadowRoot,
    private readonly name: string,
    private readonly label: string,
    private readonly words: LoaderWords,
  ) {
    if (label) this.button.append(make("bdi", {}, label));
    this.button.append(this.count);
    this.unread(0);
    root.append(this.button);
  }

  unread(count: number): void {
    this.count.hidden = !count;
    this.count.textContent = count > 9 ? "9+" : String(count);
    const name = [this.label, fill(this.words.open, this.name), count && fill(this.words.unread, count)];
    this.button.setAttribute("aria-label", name.filter(Boolean).join(", "));
  }

  // busy says so in words when it takes a while.
  busy(on: boolean): void {
    this.button.setAttribute("aria-busy", String(on));
    clearTimeout(this.timer);
    if (on) this.timer = setTimeout(() => this.say(this.words.slow, "status"), 2500);
  }

  shown(open: boolean): void {
    this.button.setAttribute("aria-expanded", String(open));
  }

  // fail says that the panel could not be loaded; the next tap tries again.
  fail(failed: boolean): void {
    this.say(failed ? this.words.failed : "", "alert");
  }

  private say(text: string, role: string): void {
    this.note?.remove();
    if (!text) return;
    this.note = make("div", { class: "note", role }, text);
    this.button.before(this.note);
  }
}
