import type { Host, Page } from "../host";
import { productIn } from "./linked";

// readPage says where the shopper is. It is read anew each time it is needed:
// single-page shops change under us.
export function readPage(host: Host): Page {
  const told = host.told?.url === location.href && host.told.product;
  const page: Page = { url: location.href.slice(0, 2000), title: document.title.slice(0, 300) };
  const note = (name: "product" | "kind" | "order", value: string, most: number) => {
    if (value) page[name] = value.slice(0, most);
  };
  note("product", told || own(host, "product") || linkedData() || meta("product:retailer_item_id"), 200);
  note("kind", own(host, "page"), 35);
  note("order", own(host, "order"), 60);
  return page;
}

// The attributes of the script tag speak of the page that the tag came with.
const firstPath = location.pathname;

// own is what the shop says of its page, in the script tag or in a meta element.
function own({ settings }: Host, name: string): string {
  const word = location.pathname === firstPath && settings[name];
  return (typeof word === "string" && word) || meta(`aisle:${name}`);
}

function meta(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"],meta[property="${name}"]`)?.content.trim() ?? "";
}

function linkedData(): string {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      const id = productIn(JSON.parse(script.textContent));
      if (id) return id;
    } catch {
      // Broken linked data is the page's affair; the next one may be whole.
    }
  }
  return "";
}

interface NavigationLike {
  addEventListener(type: string, listener: () => void, options?: { signal: AbortSignal }): void;
}

// onNavigate calls back when the address changes without a new page, and when
// the page names a product itself. Where the browser has no navigation events
// the address is looked at every second.
export function onNavigate(host: Host, changed: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let seen = location.href;
  const look = () => {
    if (seen === location.href) return;
    seen = location.href;
    changed();
  };
  addEventListener("popstate", look, { signal });
  addEventListener("hashchange", look, { signal });
  const navigation = (window as { navigation?: NavigationLike }).navigation;
  const timer = navigation ? 0 : setInterval(look, 1000);
  navigation?.addEventListener("navigatesuccess", look, { signal });
  host.turned.add(changed);
  return () => {
    stop.abort();
    clearInterval(timer);
    host.turned.delete(changed);
  };
}
