import type { Entry, Hooks, Host, InPage, InPageModule, Panel, PanelModule, Settings } from "../host";
import { adopt, sheetOf } from "./dom";
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
  private readonly launcher: Launcher;
  private fetched: Promise<PanelModule> | null = null;
  private loading: Promise<Panel> | null = null;
  private placing: Promise<InPage> | null = null;
  private readonly repaint = () => this.restyle();

  constructor(
    readonly mount: string,
    public settings: Settings,
  ) {
    const word = (name: string) => (typeof settings[name] === "string" ? settings[name] : "");
    adopt(this.root, sheetOf(sheet), this.colors);
    this.launcher = new Launcher(this.root, word("name") || "Aisle", word("label"));
    const { button } = this.launcher;
    button.addEventListener("click", () => this.tap("launcher"));
    // A pointer or the focus on the launcher is interest: what a tap needs is
    // fetched meanwhile. What goes wrong, the tap will say.
    for (const sign of ["pointerenter", "focus"]) button.addEventListener(sign, () => void this.fetch().catch(() => undefined), { once: true });
    document.body.append(this.element);
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
      (module) => {
        this.launcher.fail(false);
        return module.mount(this);
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

  private fetch(): Promise<PanelModule> {
    const url = this.mount + PANEL_FILE;
    return (this.fetched ??= (import(url) as Promise<PanelModule>).catch((error: unknown) => {
      this.fetched = null;
      throw error;
    }));
  }

  // place brings what a merchant put into the page itself.
  private place(): void {
    const url = this.mount + IN_PAGE_FILE;
    this.placing = (import(url) as Promise<InPageModule>).then((module) => module.place(() => this));
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
