import { Branch } from "./dom";
import assert from "node:assert/strict";
import { test } from "node:test";
import { h, render, type ComponentType } from "preact";
import type { Host } from "../src/host";
import { Model, Provide } from "../src/panel/model";
import { Parts } from "../src/panel/blocks";
import { Log } from "../src/panel/log";
import { reduce } from "../src/state/reduce";
import { Foot } from "../src/views/cart";
import { Compare } from "../src/views/compare";
import { Form } from "../src/views/form";
import { OrderCard, OrderRow } from "../src/views/order";
import type { ArticleBlock, CompareBlock, Event, FormBlock, OrderView } from "../src/wire.gen";
import { answered, emptyCart, said } from "./world";

const usd = (amount: number) => ({ amount, currency: "USD" });

// panel is a model without a page around it, in a conversation of these events.
function panel(...events: Event[]): Model {
  const host = { mount: "https://shop.example/aisle/", views: "views.js", settings: {}, hooks: {}, root: new Branch("root") };
  const model = new Model(host as unknown as Host);
  let state = reduce(model.client.state, { type: "frame", frame: { type: "welcome", v: 1, conversation: "c", epoch: "e", top: 0, owner: "assistant", cart: emptyCart, max_text: 4000, orders: true } });
  for (const event of events) state = reduce(state, { type: "frame", frame: { type: "event", event } });
  model.client.state = state;
  model.state.value = state;
  return model;
}

function draw<P extends object>(model: Model, part: ComponentType<P>, props: P): Branch {
  const place = new Branch("div");
  render(h(Provide, { value: model }, h(part as ComponentType, props)), place as unknown as Element);
  return place;
}

const form: FormBlock = {
  type: "form",
  v: 1,
  text: "Which order is it?",
  title: "Find your order",
  submit: "Find it",
  sent: "Here is my order number.",
  action: { do: "submit", form: "look_up" },
  fields: [
    { name: "number", label: "Order number", kind: "text", required: true, help: "It begins with LH.", max: 30, autocomplete: "off" },
    { name: "email", label: "E-mail", kind: "email", required: true, autocomplete: "email" },
    { name: "reason", label: "Reason", kind: "choice", options: [{ value: "late", label: "It is late" }, { value: "lost", label: "It is lost" }] },
    { name: "lines", label: "Which", kind: "many", options: [{ value: "l1", label: "Jacket", image: "/a.svg" }, { value: "l2", label: "Mug" }] },
    { name: "count", label: "How many", kind: "number", max: 2 },
    { name: "sure", label: "I am sure", kind: "check" },
  ],
};

const order: OrderView = {
  number: "LH-1001",
  placed: Date.UTC(2026, 10, 20, 12),
  status: "shipped",
  headline: "Arrives Friday, November 27",
  steps: [{ label: "Ordered", at: Date.UTC(2026, 10, 20, 12), done: true }, { label: "On its way", done: true }, { label: "Delivered" }],
  parcels: [{ headline: "Arrives Friday", carrier: "Parcelway", tracking: "PW 1", url: "https://parcelway.example/1", contents: ["1 × Jacket (M)"] }],
  lines: [{ id: "l1", product: "jacket", title: "Jacket", quantity: 2, total: usd(25800), options: { size: "M" }, note: "Final sale" }],
  subtotal: usd(25800),
  discounts: [{ promotion: "f", title: "Fall", amount: usd(1000) }],
  shipping: usd(0),
  total: usd(24800),
  requests: [{ reference: "R-1", kind: "return", state: "open", headline: "Return of 1 item, asked for", filed: Date.UTC(2026, 10, 21, 12) }],
  refunds: [{ amount: usd(4800), headline: "Refund of $48.00, with you by December 9" }],
  actions: [{ id: "track", label: "Track it", action: { do: "order", order: "LH-1001" } }, { id: "return", label: "Return something", action: { do: "request", field: "return", order: "LH-1001" } }],
};

const asked: Event = { seq: 2, at: 2, kind: "message", message: { author: "assistant", turn: "t1", parts: [form] } };

test("a form has a label, a help and a place for its mistake at every field", () => {
  const drawn = draw(panel(said(1, "where is it?"), asked), Form, { block: form, seq: 2 });
  const [number, email] = drawn.all("input");
  assert.ok(number && email);
  for (const [field, label] of [[number, "Order number"], [email, "E-mail"]] as const) {
    const own = drawn.all("label").find((one) => one.get("for") === field.get("id"));
    assert.equal(own?.text, label);
    assert.equal(field.get("aria-required"), "true");
  }
  assert.equal(email.get("type"), "email");
  assert.equal(email.get("autocomplete"), "email");
  const help = drawn.all("p").find((one) => one.get("id") === number.get("aria-describedby"));
  assert.match(help?.text ?? "", /It begins with LH/);
  assert.deepEqual(drawn.all("legend").map((one) => one.text), ["Reason optional", "Which optional", "How many"]);
  assert.deepEqual(drawn.all("input").slice(2).map((one) => one.get("type")), ["radio", "radio", "checkbox", "checkbox", "checkbox"]);
  assert.equal(drawn.all("button").at(-1)?.text, "Find it");
});

test("a form that was sent stays as a quiet summary, in the words that were chosen", () => {
  const values = { number: "LH-1001", reason: "lost", lines: "l2,l1", sure: "yes" };
  const sent: Event = { seq: 3, at: 3, kind: "message", message: { author: "shopper", text: "Here.", form: { seq: 2, values } } };
  const drawn = draw(panel(said(1, "where?"), asked, sent), Form, { block: form, seq: 2 });
  assert.equal(drawn.all("input").length, 0);
  assert.deepEqual(drawn.all("dt").map((one) => one.text), ["Order number", "Reason", "Which", "I am sure"]);
  assert.deepEqual(drawn.all("dd").map((one) => one.text), ["LH-1001", "It is lost", "Mug, Jacket", "Yes"]);
  const left = draw(panel(said(1, "where?"), asked, said(3, "never mind")), Form, { block: form, seq: 2 });
  assert.match(left.text, /Find your order.*Not filled in/);
  assert.equal(left.all("input").length, 0);
});

test("an order begins with what became of it, and offers only what is of use", () => {
  const drawn = draw(panel(), OrderCard, { order, seq: 2 });
  assert.match(drawn.text, /^Arrives Friday, November 27Order LH-1001/);
  const steps = drawn.all("ol")[0]?.all("li") ?? [];
  assert.deepEqual(steps.map((step) => step.get("aria-current")), [undefined, "step", undefined]);
  assert.match(steps[2]?.text ?? "", /Delivered, still to come/);
  assert.equal(drawn.all("a")[0]?.get("href"), "https://parcelway.example/1");
  for (const words of ["quantity 2", "Final sale", "Reference R-1", "Return of 1 item, asked for", "Refund of $48.00", "Total$248.00", "Fall−$10.00", "ShippingFree"]) {
    assert.ok(drawn.text.includes(words), `${words} in ${drawn.text}`);
  }
  const labels = drawn.all("button").map((one) => one.text).filter(Boolean);
  assert.deepEqual(labels, ["Return something"], "this order is shown already");
});

test("an order in short opens the order", () => {
  const model = panel();
  const drawn = draw(model, OrderRow, { order });
  assert.match(drawn.text, /Arrives Friday, November 27.*LH-1001.*2 items/);
  drawn.all("button")[0]?.fire("click");
  assert.deepEqual(model.layers.value, [{ kind: "order", number: "LH-1001", order }]);
});

test("an order in short says which requests are under way", () => {
  const requests = [
    { reference: "R-1", kind: "return", state: "approved", headline: "Return of 1 item, going ahead", filed: 1 },
    { reference: "R-2", kind: "invoice", state: "done", headline: "Copy of the invoice, done", filed: 2 },
    { reference: "R-3", kind: "exchange", state: "declined", headline: "Exchange of 1 item, declined", filed: 3 },
  ];
  const drawn = draw(panel(), OrderRow, { order: { ...order, requests } });
  assert.match(drawn.text, /Return of 1 item, going ahead/);
  assert.doesNotMatch(drawn.text, /done|declined/);
});

test("an order's total is the last of its sums", () => {
  assert.match(draw(panel(), OrderCard, { order, seq: 2 }).text, /Subtotal.*Fall−\$10.00.*ShippingFree.*Total\$248.00/);
});

test("the cart says until when a promotion runs, and what the total leaves open", () => {
  const cart = {
    ...emptyCart, subtotal: usd(10000), total: usd(8000),
    discounts: [{ promotion: "beds", title: "20% off bedding", amount: usd(2000), ends: "2026-11-30T05:00:00Z" }],
  };
  const model = panel();
  model.state.value = { ...model.state.value, shopper: { ...model.state.value.shopper, zone: "America/New_York" } };
  const drawn = draw(model, Foot, { cart });
  assert.match(drawn.text, /20% off bedding until Sunday, Nov 29.*−\$20.00.*Total\$80.00/);
  const open = draw(model, Foot, { cart: { ...cart, delivery: { from: usd(590) } } });
  assert.match(open.text, /Shippingfrom \$5.90Total before shipping\$80.00Taxes, if any, are added at checkout/);
});

test("an order's action is a tap where it is open, and words where it is not", () => {
  const action = order.actions?.[1];
  assert.ok(action);
  const open = panel(said(1, "?"), answered(2, "t1", "!"));
  open.act(2, action);
  assert.deepEqual(open.client.state.pending.map(({ text, pick }) => [text, pick]), [["Return something", { seq: 2, choice: "return" }]]);
  for (const [model, seq] of [[panel(said(1, "?"), answered(2, "t1", "!"), said(3, "more")), 2], [panel(), 0]] as const) {
    model.act(seq, action);
    assert.deepEqual(model.client.state.pending.map(({ text, pick }) => [text, pick]), [["Return something (order LH-1001)", undefined]]);
  }
});

const card = (id: string) => ({ id, title: id, price: usd(100) });

test("a comparison says in a word which value is better, and what is not known", () => {
  const block: CompareBlock = {
    type: "compare",
    v: 1,
    text: "a or b",
    verdict: "a if it rains.",
    cards: [card("a"), card("b")],
    rows: [{ label: "Weight", values: ["420 g", "240 g"], better: 1, word: "lighter" }, { label: "Hood", values: ["yes", ""], better: -1 }],
  };
  const drawn = draw(panel(), Compare, { block, seq: 2 });
  assert.match(drawn.text, /^a if it rains\./);
  const role = (name: string) => drawn.all().filter((one) => one.get("role") === name).map((one) => one.text);
  assert.deepEqual(role("cell"), ["420 g", "240 glighter", "yes", "not stated"]);
  assert.deepEqual(role("rowheader"), ["Weight", "Hood"]);
  assert.equal(role("columnheader").length, 3);
  assert.equal(drawn.all("button").filter((one) => one.text === "Add").length, 2);
});

test("the log tells of orders and of signing in", () => {
  const drawn = draw(
    panel(
      said(1, "hi"),
      { seq: 2, at: 2, kind: "ordered", ordered: { number: "LH-7", total: usd(100), lines: [] } },
      { seq: 3, at: 3, kind: "identity", identity: { name: "Ada" } },
    ),
    Log,
    {},
  );
  assert.match(drawn.text, /Order LH-7 placedSee it/);
  assert.match(drawn.text, /You are signed in as Ada/);
});

test("words from outside are text and nothing else, wherever they stand", () => {
  const hostile = '"><img src=x onerror=alert(1)><script>alert(1)</script>';
  const link = "javascript:alert(1)";
  const dark: OrderView = {
    ...order,
    number: hostile,
    headline: hostile,
    status: hostile,
    url: link,
    parcels: [{ headline: hostile, carrier: hostile, tracking: hostile, url: link, contents: [hostile] }],
    lines: [{ id: "x", product: "x", title: hostile, image: link, url: link, quantity: 1, total: usd(1), note: hostile, options: { a: hostile } }],
    ship_to: [hostile],
  };
  const fields = form.fields.map((field) => ({ ...field, label: hostile, help: hostile, value: hostile, autocomplete: hostile, options: [{ value: hostile, label: hostile, help: hostile, image: link }] }));
  const article: ArticleBlock = { type: "article", v: 1, text: hostile, id: "x", title: hostile, quote: hostile, url: link };
  const compared: CompareBlock = { type: "compare", v: 1, text: "", verdict: hostile, cards: [{ id: "x", title: hostile, image: link }], rows: [{ label: hostile, values: [hostile], better: 0, word: hostile }] };
  const model = panel(said(1, "where?"), asked);
  const drawn = [
    draw(model, OrderCard, { order: dark, seq: 2 }),
    draw(model, OrderRow, { order: dark }),
    draw(model, Form, { block: { ...form, title: hostile, submit: hostile, fields }, seq: 2 }),
    draw(model, Compare, { block: compared, seq: 2 }),
    draw(model, Parts, { parts: [article], seq: 2 }),
  ];
  for (const place of drawn) {
    assert.ok(place.text.includes(hostile), "it is shown as it is");
    assert.equal(place.all("script").length, 0);
    for (const one of place.all()) {
      for (const name of ["href", "src"]) assert.ok(!/^javascript/i.test(one.get(name) ?? ""), `${one.localName} ${name}`);
      assert.ok(![...one.attributes.keys()].some((name) => /^on/i.test(name)), one.localName);
    }
    for (const field of place.all("input")) assert.ok((field.get("autocomplete") ?? "off") === "off");
  }
});
