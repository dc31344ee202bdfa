import type { ComponentChildren } from "preact";
import { clean } from "../text/clean";
import { parse, type Inline } from "../text/markdown";

// Prose draws the small part of Markdown: elements and text nodes, no markup.
export function Prose({ text }: { text: string }) {
  return (
    <div class="prose" dir="auto">
      {parse(text, document.baseURI).map((part) => {
        if (part.kind === "p") return <p>{part.lines.map((line, i) => [i > 0 && <br />, drawn(line)])}</p>;
        const items = part.items.map((item) => <li>{drawn(item)}</li>);
        return part.kind === "ul" ? <ul>{items}</ul> : <ol>{items}</ol>;
      })}
    </div>
  );
}

function drawn(parts: Inline[]): ComponentChildren {
  return parts.map((part) => {
    if (typeof part === "string") return part;
    const children = drawn(part.children);
    switch (part.kind) {
      case "strong":
        return <strong>{children}</strong>;
      case "em":
        return <em>{children}</em>;
      case "link":
        return <Out href={part.href}>{children}</Out>;
    }
  });
}

// Out is a link that leaves the conversation: in this tab within the shop, in
// another one elsewhere.
export function Out({ href, children, ...rest }: { href: string; children: ComponentChildren; class?: string; role?: "menuitem"; onClick?: () => void }) {
  const away = new URL(href).origin !== location.origin;
  return (
    <a href={href} rel="noopener noreferrer nofollow ugc" {...(away && { target: "_blank" })} {...rest}>
      {children}
    </a>
  );
}

// Plain is text of somebody, line by line.
export function Plain({ text, class: name }: { text: string; class?: string }) {
  return (
    <div class={name} dir="auto">
      {clean(text)}
    </div>
  );
}
