import type { Host } from "../host";
import { keys } from "../client/keys";
import { adopt, icon, make, sheetOf } from "../loader/dom";
import { onNavigate, readPage } from "../page/page";
import { fetchQuestions } from "../page/questions";
import type { InPageWords } from "../text/inpage";
import css from "./floating.css";
import { ownQuestions } from "./questions";

const cross = "m5 5 10 10M15 5 5 15";

// float shows up to three questions above the launcher, where the merchant
// asked for it and has not placed them in the page. A shopper who sends them
// away is not shown them again.
export function float(host: Host, words: InPageWords): () => void {
  let chips: HTMLElement | null = null;
  const clear = () => {
    chips?.remove();
    chips = null;
  };
  const show = (questions: string[]) => {
    clear();
    if (questions.length === 0) return;
    const hide = make("button", { class: "hush", type: "button", "aria-label": words.dismiss }, icon(cross));
    hide.addEventListener("click", () => {
      clear();
      hush(host.mount);
    });
    chips = make("div", { class: "chips", role: "group", "aria-label": words.suggestions }, hide);
    for (const question of questions.slice(0, 3)) {
      const chip = make("button", { class: "chip", part: "question", type: "button" }, question);
      chip.addEventListener("click", () => host.tap("question", question));
      chips.append(chip);
    }
    host.root.prepend(chips);
  };
  const update = async () => {
    if (hushed(host.mount) || document.querySelector("aisle-questions")) return;
    const own = ownQuestions(host.settings["questions"]);
    const product = readPage(host).product ?? "";
    const questions = own.length > 0 ? own : await fetchQuestions(host.mount, product);
    if (product === (readPage(host).product ?? "")) show(questions);
  };
  adopt(host.root, sheetOf(css));
  void update();
  const stop = onNavigate(host, () => {
    clear();
    void update();
  });
  return () => {
    stop();
    clear();
  };
}

function hushed(mount: string): boolean {
  try {
    return localStorage.getItem(keys.hushed(mount)) !== null;
  } catch {
    return false;
  }
}

function hush(mount: string): void {
  try {
    localStorage.setItem(keys.hushed(mount), "1");
  } catch {
    // Storage is forbidden or full: they are hidden on this page only.
  }
}
