// make creates an element with attributes and children; text is set as text.
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// icon draws one path on a grid of 20.
export function icon(path: string): SVGSVGElement {
  const image = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS(image.namespaceURI, "path");
  image.setAttribute("viewBox", "0 0 20 20");
  image.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  image.append(line);
  return image;
}

// adopt gives a shadow root its style sheets; a strict page policy allows
// constructed sheets.
export function adopt(root: ShadowRoot, ...sheets: CSSStyleSheet[]): void {
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets];
}

export function sheetOf(css = ""): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
