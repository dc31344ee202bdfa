// As much of a document as Preact needs to draw into, so that what is drawn can
// be read in node. Import it before anything that looks at a page.

export class Leaf {
  parentNode: Branch | null = null;

  constructor(readonly nodeType: number) {}

  get nextSibling(): Leaf | null {
    const all = this.parentNode?.childNodes ?? [];
    return all[all.indexOf(this) + 1] ?? null;
  }

  remove(): void {
    this.parentNode?.removeChild(this);
  }
}

export class Words extends Leaf {
  constructor(public data: string) {
    super(3);
  }
}

export class Branch extends Leaf {
  childNodes: Leaf[] = [];
  readonly attributes = new Map<string, string>();
  readonly listeners = new Map<string, (event: object) => void>();
  readonly style = { setProperty: (name: string, value: string) => this.attributes.set(`style:${name}`, value) };

  constructor(
    readonly localName: string,
    readonly namespaceURI = "http://www.w3.org/1999/xhtml",
  ) {
    super(1);
  }

  get firstChild(): Leaf | null {
    return this.childNodes[0] ?? null;
  }

  insertBefore(child: Leaf, before: Leaf | null): Leaf {
    child.remove();
    const at = before ? this.childNodes.indexOf(before) : this.childNodes.length;
    this.childNodes.splice(at, 0, child);
    child.parentNode = this;
    return child;
  }

  appendChild(child: Leaf): Leaf {
    return this.insertBefore(child, null);
  }

  removeChild(child: Leaf): Leaf {
    this.childNodes = this.childNodes.filter((other) => other !== child);
    child.parentNode = null;
    return child;
  }

  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  addEventListener(name: string, listener: (event: object) => void): void {
    this.listeners.set(name, listener);
  }

  removeEventListener(name: string): void {
    this.listeners.delete(name);
  }

  // What the tests do and read.

  fire(name: string): void {
    this.listeners.get(name)?.call(this, { type: name });
  }

  get text(): string {
    return this.childNodes.map((child) => (child instanceof Branch ? child.text : child instanceof Words ? child.data : "")).join("");
  }

  all(localName = ""): Branch[] {
    return this.childNodes.flatMap((child) => (child instanceof Branch ? [...(localName && child.localName !== localName ? [] : [child]), ...child.all(localName)] : []));
  }

  get(name: string): string | undefined {
    return this.attributes.get(name);
  }
}

const page = {
  location: new URL("https://shop.example/orders"),
  navigator: { language: "en-US", onLine: false }, // nobody connects
  requestAnimationFrame: (run: () => void) => setTimeout(run),
  cancelAnimationFrame: clearTimeout,
  document: {
    baseURI: "https://shop.example/orders",
    title: "",
    documentElement: { lang: "en-US" },
    querySelector: () => null,
    querySelectorAll: () => [],
    createElement: (name: string) => new Branch(name),
    createElementNS: (space: string, name: string) => new Branch(name, space),
    createTextNode: (data: string) => new Words(data),
  },
};
for (const [name, value] of Object.entries(page)) Object.defineProperty(globalThis, name, { value, configurable: true });
