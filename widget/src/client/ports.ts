import type { Refusal } from "./session";

// What the connection needs of the world around it. A browser has all of it;
// tests bring their own.
export interface Ports {
  fetch(url: string, init: RequestInit): Promise<Response>;
  socket(url: string): Socket;
  now(): number;
  // random is from 0 up to, but not including, 1.
  random(): number;
  // after runs once, later; the returned function calls it off.
  after(ms: number, run: () => void): () => void;
  id(): string;
  online(): boolean;
  store: Store;
}

// Socket is the part of WebSocket that is used. A refusal says why a server did
// not want what opened it, where that can be known.
export interface Socket {
  send(text: string): void;
  close(code?: number): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; refusal?: Refusal }) => void) | null;
}

// Store keeps words between pages. It never throws: what cannot be kept is not.
export interface Store {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): string[];
}

// safeStore makes a Store of a browser's storage, which may be forbidden, full
// or emptied at any time.
export function safeStore(open: () => Storage): Store {
  const attempt = <T>(use: (storage: Storage) => T, otherwise: T): T => {
    try {
      return use(open());
    } catch {
      return otherwise;
    }
  };
  return {
    get: (key) => attempt((storage) => storage.getItem(key), null),
    set: (key, value) => attempt((storage) => storage.setItem(key, value), undefined),
    remove: (key) => attempt((storage) => storage.removeItem(key), undefined),
    keys: () => attempt((storage) => Object.keys(storage), []),
  };
}

export function browserPorts(): Ports {
  return {
    fetch: (url, init) => fetch(url, init),
    socket: (url) => new WebSocket(url) as Socket,
    now: () => Date.now(),
    random: () => Math.random(),
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    // randomUUID exists on https and on loopback; plain http has only this.
    id: () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36).padStart(7, "0")).join(""),
    online: () => navigator.onLine,
    store: safeStore(() => localStorage),
  };
}
