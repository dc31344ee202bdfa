import { clean } from "./clean";
import { safeLink } from "./link";

// The small part of Markdown that prose may hold: paragraphs, lists, bold,
// italic and links. It becomes a tree of plain values; whoever draws it makes
// elements and text nodes of them. What is not understood stays as it was
// written, so a half-written mark of a streaming reply shows for a moment and
// then turns into what it was meant to be.

export type Inline = string | { kind: "strong" | "em"; children: Inline[] } | { kind: "link"; href: string; children: Inline[] };

export type Prose = { kind: "p"; lines: Inline[][] } | { kind: "ul" | "ol"; items: Inline[][] };

const bullet = /^\s{0,3}[-*•]\s+(.*)$/;
const number = /^\s{0,3}\d{1,3}[.)]\s+(.*)$/;

// parse reads text; base is the address that relative links start from.
export function parse(text: string, base: string): Prose[] {
  const prose: Prose[] = [];
  let open = null as Prose | null;
  for (const line of clean(text).split("\n")) {
    const item = bullet.exec(line) ?? number.exec(line);
    const kind = !item ? "p" : bullet.test(line) ? "ul" : "ol";
    if (line.trim() === "") {
      open = null;
      continue;
    }
    if (open?.kind !== kind) {
      open = kind === "p" ? { kind, lines: [] } : { kind, items: [] };
      prose.push(open);
    }
    const content = inline(item?.[1] ?? line.trim(), base, 0);
    if (open.kind === "p") open.lines.push(content);
    else open.items.push(content);
  }
  return prose;
}

// plain is text without its marks, as it is read out.
export function plain(text: string): string {
  const words = (parts: Inline[]): string => parts.map((part) => (typeof part === "string" ? part : words(part.children))).join("");
  return parse(text, "https://localhost/")
    .flatMap((part) => (part.kind === "p" ? part.lines : part.items))
    .map(words)
    .join("\n");
}

// A mark opens before a letter and closes after one; links hold no links.
const marks = /\*\*(?=\S)([^*]+?)(?<=\S)\*\*|\*(?=\S)([^*]+?)(?<=\S)\*|\[([^[\]]+)\]\(([^()\s]+)\)/;
const maxDepth = 4;

function inline(text: string, base: string, depth: number): Inline[] {
  const found = depth < maxDepth ? marks.exec(text) : null;
  if (!found) return text ? [text] : [];
  const [whole, strong, em, words, url] = found;
  const inner = (part: string) => inline(part, base, depth + 1);
  const before = text.slice(0, found.index);
  const after = inline(text.slice(found.index + whole.length), base, depth);
  const href = url === undefined ? "" : safeLink(url, base);
  let node: Inline[];
  if (strong !== undefined) node = [{ kind: "strong", children: inner(strong) }];
  else if (em !== undefined) node = [{ kind: "em", children: inner(em) }];
  else node = href ? [{ kind: "link", href, children: [words ?? ""] }] : [words ?? ""];
  return [...(before ? [before] : []), ...node, ...after];
}
