import type { Hooks, Settings } from "../host";
import { Aisle } from "./aisle";

type Call = [name: string, ...args: unknown[]];

// The tag is found while the script runs; later document.currentScript is null.
const tag = (document.currentScript ?? document.querySelector('script[src*="/widget."]')) as HTMLScriptElement | null;

// mount is the folder that the loader came from.
const mount = new URL(".", tag?.src ?? location.href).href;

const attributes: Settings = Object.fromEntries(Object.entries(tag?.dataset ?? {}));

// install makes window.Aisle and starts the widget. Calls that a page queued
// before, in an array of that name, are made now. A second copy of the script
// leaves the first one alone.
export function install(): void {
  const before: unknown = (window as { Aisle?: unknown }).Aisle;
  if (before && !Array.isArray(before)) return;

  let aisle: Aisle | null = null;
  const one = () => (aisle ??= new Aisle(mount, { ...attributes }));
  const done = Promise.resolve();
  const destroy = () => {
    aisle?.destroy();
    aisle = null;
    return done;
  };
  const renew = async () => (await one().panel()).renew();

  const api = {
    mount,
    boot: (settings: Settings = {}) => {
      void destroy();
      aisle = new Aisle(mount, { ...attributes, ...settings });
      return done;
    },
    destroy,
    open: () => one().open("api"),
    close: async () => aisle?.close(),
    toggle: () => one().toggle(),
    ask: (text: string) => one().ask(text, "api"),
    page: ({ product }: { product: string }) => {
      one().told = { url: location.href, product };
      for (const changed of one().turned) changed();
      return done;
    },
    track: async (kind: string, data: { product?: string } = {}) => (await one().panel()).track(kind, data.product ?? ""),
    identify: renew,
    logout: renew,
    setTheme: (settings: Settings) => {
      Object.assign(one().settings, settings);
      one().restyle();
      return done;
    },
    // on returns the function that ends it.
    on: (name: string, listener: (detail: unknown) => void) => {
      const heard = (event: Event) => listener((event as CustomEvent).detail);
      document.addEventListener(`aisle:${name}`, heard);
      return () => document.removeEventListener(`aisle:${name}`, heard);
    },
    hook: <K extends keyof Hooks>(name: K, run: Hooks[K]) => {
      one().hooks[name] = run;
    },
    push: ([name, ...args]: Call) => {
      const method: unknown = Object.hasOwn(api, name) && api[name as keyof typeof api];
      return typeof method === "function" ? (method as (...args: unknown[]) => unknown)(...args) : undefined;
    },
  };
  (window as { Aisle?: unknown }).Aisle = api;

  const byLink = () => {
    if (location.hash === "#aisle") one().tap("link");
  };
  const start = () => {
    one();
    for (const call of (before ?? []) as Call[]) api.push(call);
    addEventListener("hashchange", byLink);
    // A second tap on the same link changes no hash.
    document.addEventListener("click", (event) => {
      if ((event.target as Partial<Element>).closest?.('a[href$="#aisle"]')) byLink(); // a text or the page has no closest
    });
    byLink();
    one().emit("ready");
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start, { once: true });
  else start();
}
