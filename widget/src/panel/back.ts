// Back lets the browser's back button close what lies over the page, the topmost
// thing first. It keeps one entry in the browser's history while there is
// anything to close, and takes it out again; the address never changes.
export class Back {
  private depth = 0;
  private ours = false; // our entry is in the history
  private leaving = false; // and is being taken out

  // pop closes the topmost thing.
  constructor(private readonly pop: () => void) {
    addEventListener("popstate", this.popped, true);
  }

  // lies says how many things lie over the page.
  lies(depth: number): void {
    this.depth = depth;
    this.settle();
  }

  stop(): void {
    this.lies(0);
    removeEventListener("popstate", this.popped, true);
  }

  private settle(): void {
    if (this.leaving || this.depth > 0 === this.ours) return;
    this.ours = !this.ours;
    if (this.ours && !marked()) history.pushState({ ...(history.state as object | null), [mark]: true }, "");
    // The page may have gone on by itself; its entries are not ours to undo.
    if (!this.ours && marked()) {
      this.leaving = true;
      history.back();
    }
  }

  private readonly popped = (event: Event): void => {
    const ours = this.leaving || (this.ours && !marked());
    if (this.leaving) this.leaving = false;
    else if (ours) {
      this.ours = false;
      this.pop();
    }
    this.settle();
    // The page has not gone anywhere: its router need not draw it anew.
    if (ours) event.stopImmediatePropagation();
  };
}

const mark = "aisle";

// marked is true at the entry that is ours, also after a reload there.
function marked(): boolean {
  const state = history.state as { [mark]?: unknown } | null;
  return typeof state === "object" && state?.[mark] === true;
}
