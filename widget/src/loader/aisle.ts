import type { Entry, Hooks, Host, InPage, InPageModule, Panel, PanelModule, Settings } from "../host";
import type { LanguageModule } from "../languages/language";
import { loaderWords } from "../text/loader";
import { adopt, sheetOf } from "./dom";
import { languageOf } from "./language";
import { Launcher } from "./launcher";
import sheet from "./launcher.css";
import { leftOpen, unsent } from "./memory";
import { isDark, night, paintLauncher } from "./scheme";

// Aisle is one widget in one page: the launcher at once, the rest on interest.
export class Aisle implements Host {
  readonly hooks: Hooks = {};
  readonly colors = sheetOf();
  readonly element = document.createElement("aisle-chat");
  readonly root = this.element.attachShadow({ mode: "open" });
  readonly turned = new Set<() => void>();
  readonly views = VIEWS_FILE;
  told: Host["told"] = null;
  paint: Host["paint"] = paintLauncher;
  private readonly language: string;
  private readonly launcher: Launcher;
  private fetched: Promise<[PanelModule, LanguageModule | undefined]> | null = null;
  private loading: Promise<Panel> | null = null;
  private placing: Promise<InPage> | null = null;
  private readonly repaint = () => this.restyle();
  // A page may throw its body away, or all that is in it: the widget comes back, unless
  // the page does so over and over.
  private readonly guard = new MutationObserver(() => this.element.isConnected || this.lives-- < 0 || document.body.append(this.element));
  private lives = 50;

  constructor(
    readonly mount: string,
    public settings: Settings,
  ) {
    const word = (name: string) => (typeof settings[name] === "string" ? settings[name] : "");
    adopt(this.root, sheetOf(sheet), this.colors);
    [this.language, this.element.dir] = languageOf(settings["locale"]);
    this.element.lang = this.language;
    this.launcher = new Launcher(this.root, word("name") || "Aisle", word("label"), loaderWords(this.language));
    const { button } = this.launcher;
    button.addEventListener("click", () => this.tap("launcher"));
    // A pointer or the focus on the launcher is interest: what a tap needs is
    // fetched meanwhile. What goes wrong, the tap will say.
    for (const sign of ["pointerenter", "focus"]) button.addEventListener(sign, () => void this.fetch(), { once: true });
    document.body.append(this.element);
    this.guard.observe(document, { childList: true, subtree: true });
    // The page's ground is looked at in the next frame, which computes the
    // page's style anyway; asked for now, it would be computed twice.
    requestAnimationFrame(this.repaint);
    night.addEventListener("change", this.repaint);
    if ((settings["questions"] ?? false) !== false || document.querySelector("aisle-ask,aisle-questions")) this.place();
    if (leftOpen(mount)) this.tap("launcher");
    else if (unsent(mount)) this.panel().catch(() => undefined);
  }

  // panel loads the panel once; a failure is forgotten, so that the next tap
  // tries again.
  panel(): Promise<Panel> {
    if (this.loading) return this.loading;
    this.launcher.fail(false);
    this.launcher.busy(true);
    this.loading = this.fetch().then(
      ([module, spoken]) => {
        this.launcher.fail(false);
        return module.mount(this, spoken?.language);
      },
      (error: unknown) => {
        this.loading = null;
        this.launcher.fail(true);
        throw error;
      },
    );
    void this.loading.finally(() => this.launcher.busy(false)).catch(() => undefined);
    return this.loading;
  }

  private fetch(): Promise<[PanelModule, LanguageModule | undefined]> {
    const fetched = (this.fetched ??= Promise.all([import(this.mount + PANEL_FILE) as Promise<PanelModule>, this.speech()]));
    fetched.catch(() => (this.fetched = null));
    return fetched;
  }

  // speech brings the page's language. What does not come, is said in English.
  private speech(): Promise<LanguageModule | undefined> {
    const file = LANGUAGE_FILES[this.language];
    return file ? (import(this.mount + file) as Promise<LanguageModule>).catch(() => undefined) : Promise.resolve(undefined);
  }

  // place brings what a merchant put into the page itself.
  private place(): void {
    const url = this.mount + IN_PAGE_FILE;
    this.placing = Promise.all([import(url) as Promise<InPageModule>, this.speech()]).then(([module, spoken]) => module.place(() => this, spoken?.language));
    this.placing.catch(() => (this.placing = null));
  }

  // tap opens for a shopper; what goes wrong, the launcher says.
  tap(entry: Entry, text = ""): void {
    (text ? this.ask(text, entry) : this.open(entry)).catch(() => undefined);
  }

  async open(entry: Entry): Promise<void> {
    (await this.panel()).open(entry);
  }

  async close(): Promise<void> {
    (await this.loading)?.close();
  }

  toggle(): Promise<void> {
    return this.element.hasAttribute("open") ? this.close() : this.open("api");
  }

  async ask(text: string, entry: Entry): Promise<void> {
    await (await this.panel()).ask(text, entry);
  }

  destroy(): void {
    this.guard.disconnect();
    night.removeEventListener("change", this.repaint);
    for (const part of [this.loading, this.placing]) void part?.then((loaded) => loaded.destroy());
    this.element.remove();
  }

  restyle(): void {
    this.element.setAttribute("side", this.settings["position"] === "left" ? "left" : "right");
    this.paint(this, isDark(this.settings["scheme"]));
  }

  emit(name: string, detail?: unknown): void {
    document.dispatchEvent(new CustomEvent(`aisle:${name}`, { detail }));
  }

  shown(open: boolean): void {
    this.element.toggleAttribute("open", open);
    this.launcher.shown(open);
    if (!open) this.launcher.button.focus({ preventScroll: true });
    this.emit(open ? "open" : "close");
  }

  unread(count: number): void {
    this.launcher.unread(count);
  }
}
