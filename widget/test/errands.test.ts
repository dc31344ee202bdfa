import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "../src/client/session";
import { live } from "./world";

test("a promotion code is given once, under one id, and its refusal has words", async () => {
  const { world, client } = await live();
  const given = client.code("FALL10");
  const taken = client.code("FALL10", true);
  const [first, second] = world.last.of("cart_code");
  assert.deepEqual([first?.code, first?.remove, second?.remove], ["FALL10", undefined, true]);
  world.last.push({ type: "error", id: first?.id ?? "", code: "promo_over", message: "It ended on Sunday." });
  await assert.rejects(given, (why) => why instanceof Refusal && why.code === "promo_over" && why.message === "It ended on Sunday.");
  world.last.push({ type: "ack", id: second?.id ?? "" });
  await taken;
});

test("putting into the cart is one command, whatever the connection does", async () => {
  const { world, client } = await live();
  const done = client.add({ product: "p1", variant: "v1", quantity: 1 }, 4);
  const first = world.last.of("cart_add")[0];
  world.last.hangUp(1006);
  await world.pass(600);
  world.last.accept();
  assert.deepEqual(world.last.of("cart_add"), [first]);
  world.last.push({ type: "ack", id: first?.id ?? "" });
  await done;
});

test("a yes to another price goes out under the id that was refused", async () => {
  const { world, client } = await live();
  const item = { product: "p1", quantity: 1 };
  const [before, now] = [
    { amount: 1250, currency: "USD" },
    { amount: 1400, currency: "USD" },
  ];
  const asked = client.add(item, 4, before);
  const id = world.last.of("cart_add")[0]?.id ?? "";
  world.last.push({ type: "error", id, code: "price_changed", message: "It costs more now.", price: now });
  const refusal = await asked.then(
    () => assert.fail("it was added"),
    (error: unknown) => error as Refusal,
  );
  assert.deepEqual([refusal.code, refusal.price, refusal.id], ["price_changed", now, id]);
  const done = client.add(item, 4, refusal.price, refusal.id);
  assert.deepEqual(
    world.last.of("cart_add").map((sent) => [sent.id, sent.seen]),
    [
      [id, before],
      [id, now],
    ],
  );
  world.last.push({ type: "ack", id });
  await done;
});

test("a refusal of the cart reaches the button that asked", async () => {
  const { world, client } = await live();
  const done = client.set("line", 9);
  world.last.push({ type: "error", id: world.last.of("cart_set")[0]?.id ?? "", code: "stock", message: "Only 4 left." });
  await assert.rejects(done, (error) => error instanceof Refusal && error.code === "stock" && error.message === "Only 4 left.");
});

test("a cart that does not answer is given up with a sentence", async () => {
  const { world, client } = await live();
  const done = assert.rejects(client.set("line", 2), Refusal);
  await world.pass(60_000);
  await done;
});

test("what was seen of a message is noted under the message's own id", async () => {
  const { world, client } = await live();
  client.shown(2);
  client.shown(2);
  client.track("clicked", "p1", 2);
  const sent = world.last.of("track");
  assert.deepEqual(sent.map(({ id, activity }) => [id, activity.kind, activity.seq, activity.product]), [
    ["shown-2", "shown", 2, undefined],
    ["shown-2", "shown", 2, undefined],
    [sent[2]?.id, "clicked", 2, "p1"],
  ]);
});
