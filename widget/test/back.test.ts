import assert from "node:assert/strict";
import test from "node:test";
import { Back } from "../src/panel/back";

// Browser is as much of a browser's history as Back needs: traversal comes later.
class Browser extends EventTarget {
  entries: unknown[] = [{ router: 1 }];
  at = 0;
  get state(): unknown {
    return this.entries[this.at];
  }
  pushState(state: unknown): void {
    this.entries = [...this.entries.slice(0, ++this.at), state];
  }
  back(): void {
    queueMicrotask(() => {
      this.at--;
      this.dispatchEvent(new Event("popstate"));
    });
  }
}

function open() {
  const browser = new Browser();
  Object.assign(globalThis, { history: browser, addEventListener: browser.addEventListener.bind(browser), removeEventListener: browser.removeEventListener.bind(browser) });
  let depth = 0;
  const back = new Back(() => back.lies(--depth));
  const lies = (n: number) => back.lies((depth = n));
  const press = async () => {
    browser.back();
    await new Promise(setImmediate);
  };
  return { browser, back, lies, press, depth: () => depth };
}

const settle = () => new Promise(setImmediate);

test("back closes one thing after the other, and then leaves the page", async () => {
  const { browser, lies, press, depth } = open();
  lies(1);
  lies(2);
  assert.deepEqual(browser.entries, [{ router: 1 }, { router: 1, aisle: true }]);
  await press();
  assert.equal(depth(), 1);
  assert.equal(browser.at, 1);
  await press();
  assert.equal(depth(), 0);
  assert.equal(browser.at, 0);
});

test("what is closed by hand leaves no entry behind", async () => {
  const { browser, lies } = open();
  lies(1);
  lies(0);
  await settle();
  assert.equal(browser.at, 0);
});

test("what is opened while the entry is being taken out stays open", async () => {
  const { browser, lies, depth } = open();
  lies(1);
  lies(0);
  lies(1);
  await settle();
  assert.equal(depth(), 1);
  assert.equal(browser.at, 1);
});

test("a page that went on by itself is not taken back", async () => {
  const { browser, lies, press, depth } = open();
  lies(1);
  browser.pushState({ router: 2 });
  lies(0);
  await settle();
  assert.equal(browser.at, 2);

  lies(1);
  assert.equal(browser.at, 3);
  browser.pushState({ router: 3 });
  await press();
  assert.equal(depth(), 1, "back from the page's own entry to ours closes nothing");
});

test("the page's router hears of its own steps only", async () => {
  const { browser, lies, press } = open();
  let heard = 0;
  browser.addEventListener("popstate", () => heard++);
  lies(1);
  await press();
  lies(1);
  lies(0);
  await settle();
  assert.equal(heard, 0);
  browser.pushState({ router: 2 });
  await press();
  assert.equal(heard, 1);
});

test("a panel that is taken away leaves nothing", async () => {
  const { browser, back, lies } = open();
  lies(1);
  back.stop();
  await settle();
  assert.equal(browser.at, 0);
});
