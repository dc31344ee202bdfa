import type { Host } from "../host";
import { adopt, icon, make, sheetOf } from "../loader/dom";
import { readPage } from "../page/page";
import { fetchQuestions } from "../page/questions";
import type { InPageWords } from "../text/inpage";
import css from "./elements.css";

const up = "M10 16V4.5M5 9l5-5 5 5";

// defineElements registers what a merchant can place in a page. A second copy
// of the script finds them defined and leaves them alone.
export function defineElements(host: () => Host, words: InPageWords): void {
  const sheet = sheetOf(css);

  // <aisle-ask placeholder="..."> is one line to ask anything in.
  class Ask extends HTMLElement {
    connectedCallback(): void {
      if (this.shadowRoot) return;
      const root = this.attachShadow({ mode: "open" });
      adopt(root, sheet, host().colors);
      const label = this.getAttribute("placeholder") ?? words.ask;
      const input = make("input", { part: "input", placeholder: label, "aria-label": label, autocomplete: "off", enterkeyhint: "send", maxlength: "1000" });
      const form = make("form", { part: "form" }, input, make("button", { "aria-label": words.send, part: "button" }, icon(up)));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const text = input.value.trim();
        input.value = "";
        host().tap("ask", text);
      });
      root.append(form);
    }
  }

  // <aisle-questions product="..." heading="..."> lists what is worth asking
  // about the product of the page. It asks the server once it is in view.
  class Questions extends HTMLElement {
    private seen: IntersectionObserver | null = null;

    connectedCallback(): void {
      const root = this.shadowRoot ?? this.prepared();
      this.seen = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.seen?.disconnect();
        void this.fill(root);
      });
      this.seen.observe(this);
    }

    disconnectedCallback(): void {
      this.seen?.disconnect();
    }

    private prepared(): ShadowRoot {
      const root = this.attachShadow({ mode: "open" });
      adopt(root, sheet, host().colors);
      return root;
    }

    private async fill(root: ShadowRoot): Promise<void> {
      const product = this.getAttribute("product") ?? readPage(host()).product ?? "";
      const questions = await fetchQuestions(host().mount, product);
      if (questions.length === 0) return;
      const list = make("ul", { part: "list" });
      for (const question of questions) {
        const button = make("button", { type: "button", part: "question" }, question);
        button.addEventListener("click", () => host().tap("question", question));
        list.append(make("li", {}, button));
      }
      root.replaceChildren(make("h2", { part: "heading" }, this.getAttribute("heading") ?? words.suggestions), list);
    }
  }

  if (!customElements.get("aisle-ask")) customElements.define("aisle-ask", Ask);
  if (!customElements.get("aisle-questions")) customElements.define("aisle-questions", Questions);
}
