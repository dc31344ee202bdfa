// What a view is scrolled with.
const hands = ["wheel", "touchmove", "keydown", "pointerdown"];

// Follow keeps the newest turn in sight without ever moving what is being
// read: it scrolls down with a growing reply until the turn's first line is at
// the top, and it stops as soon as the shopper scrolls away. Only a hand can do
// that: the view also moves when what is in it shrinks, and that means nothing.
export class Follow {
  private following = true;
  private hand = false; // the shopper has touched the view since the last jump
  private last = 0;
  private readonly watch: ResizeObserver;

  constructor(
    private readonly view: HTMLElement,
    content: HTMLElement,
    private readonly changed: (away: boolean, thin: boolean) => void,
  ) {
    this.watch = new ResizeObserver(() => this.settle());
    this.watch.observe(content);
    this.watch.observe(view);
    view.addEventListener("scroll", this.scrolled, { passive: true });
    for (const by of hands) view.addEventListener(by, this.touched, { passive: true });
  }

  // jump goes to the newest turn, because the shopper said something or asked.
  jump(smooth: boolean): void {
    this.following = true;
    this.hand = false;
    this.settle(smooth);
  }

  stop(): void {
    this.watch.disconnect();
    this.view.removeEventListener("scroll", this.scrolled);
    for (const by of hands) this.view.removeEventListener(by, this.touched);
  }

  private readonly touched = () => {
    this.hand = true;
  };

  private readonly scrolled = () => {
    const { scrollTop } = this.view;
    if (this.distance() < 24) this.following = true;
    else if (this.hand && scrollTop < this.last - 2) this.following = false;
    this.last = scrollTop;
    this.report();
  };

  private settle(smooth = false): void {
    if (this.following) {
      const turn = this.view.querySelector<HTMLElement>("[data-last]");
      const end = this.view.scrollHeight - this.view.clientHeight;
      const top = turn ? Math.max(0, turn.offsetTop - 12) : end;
      const target = Math.min(end, top);
      if (Math.abs(target - this.view.scrollTop) > 1) this.view.scrollTo({ top: target, behavior: smooth ? "smooth" : "auto" });
      this.last = Math.min(this.last, target);
    }
    this.report();
  }

  private report(): void {
    this.changed(!this.following && this.distance() > 80, this.view.scrollTop > 24);
  }

  private distance(): number {
    return this.view.scrollHeight - this.view.clientHeight - this.view.scrollTop;
  }
}
