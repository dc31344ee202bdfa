import assert from "node:assert/strict";
import { test } from "node:test";
import { keys } from "../src/client/keys";
import { live, mount, said, settle, shopper, World } from "./world";

test("a message is kept until it is acknowledged, and sent once more after a break", async () => {
  const { world, client } = await live();
  const id = client.say("is it waterproof?");
  const first = world.last.of("send")[0];
  assert.equal(first?.id, id);
  assert.ok(world.store.get(keys.outbox(mount) + id));
  world.last.hangUp(1006);
  assert.deepEqual(client.state.pending.map((message) => message.state), ["sending"]);
  await world.pass(600);
  world.last.accept();
  assert.deepEqual(world.last.of("send"), [first], "the same command under the same id");
  world.last.push({ type: "ack", id, seq: 1 });
  assert.equal(world.store.get(keys.outbox(mount) + id), null);
  assert.deepEqual(client.state.pending.map((message) => message.state), ["sent"]);
  world.last.push({ type: "event", event: said(1, "is it waterproof?", id) });
  assert.equal(client.state.pending.length, 0);
});

test("an unsent message survives a reload and is sent", async () => {
  const world = new World();
  world.net = false;
  const id = shopper(world).say("hello from the tunnel");
  await settle();
  const after = new World(world.data);
  after.time = world.time + 3_600_000;
  const client = shopper(after);
  assert.equal(client.state.pending[0]?.text, "hello from the tunnel");
  client.connect();
  await settle();
  after.last.accept();
  assert.equal(after.last.of("send")[0]?.id, id);
});

test("the outbox keeps a day and fifty messages", async () => {
  const world = new World();
  world.net = false;
  const client = shopper(world);
  for (let i = 0; i < 60; i++) {
    world.time += 1000;
    client.say(`message ${i}`);
  }
  await settle();
  world.store.set(`${keys.outbox(mount)}broken`, "{");
  const same = new World(world.data);
  same.time = world.time;
  assert.deepEqual(shopper(same).state.pending.map((message) => message.text), Array.from({ length: 50 }, (_, i) => `message ${i + 10}`));
  const later = new World(world.data);
  later.time = world.time + 25 * 3_600_000;
  assert.equal(shopper(later).state.pending.length, 0);
  assert.equal(later.data.size, 0);
});

test("a refused message is failed with a reason, and retried under its id", async () => {
  const { world, client } = await live();
  const id = client.say("too much");
  world.last.push({ type: "error", id, code: "too_long", message: "Too long." });
  assert.deepEqual(client.state.pending.map(({ state, code, message }) => ({ state, code, message })), [{ state: "failed", code: "too_long", message: "Too long." }]);
  client.retry(id);
  assert.deepEqual(world.last.of("send").map((send) => send.id), [id, id]);
  client.discard(id);
  assert.equal(client.state.pending.length, 0);
  assert.equal(world.store.get(keys.outbox(mount) + id), null);
});

test("a message that came too fast waits as long as the server says", async () => {
  const { world, client } = await live();
  const id = client.say("quick");
  world.last.push({ type: "error", id, code: "rate_limited", message: "A little slower.", retry_in: 3000 });
  assert.deepEqual(client.state.pending.map(({ state, message }) => [state, message]), [["sending", "A little slower."]]);
  await world.pass(2900);
  assert.equal(world.last.of("send").length, 1);
  await world.pass(200);
  assert.equal(world.last.of("send").length, 2);
});

test("what is said after a message that must wait comes after it, one at a time", async () => {
  const { world, client } = await live();
  const sent = () => world.last.of("send").map((send) => send.text);
  const [first, second] = [client.say("one"), client.say("two")];
  for (const id of [first, second]) world.last.push({ type: "error", id, code: "rate_limited", message: "A little slower.", retry_in: 1000 });
  const third = client.say("three");
  assert.deepEqual(sent(), ["one", "two"], "the third waits");
  await world.pass(1000);
  assert.deepEqual(sent().slice(2), ["one"]);
  world.last.push({ type: "ack", id: first, seq: 1 });
  assert.deepEqual(sent().slice(2), ["one", "two"]);
  world.last.push({ type: "error", id: second, code: "rate_limited", message: "A little slower.", retry_in: 1000 });
  await world.pass(1000);
  world.last.push({ type: "ack", id: second, seq: 2 });
  world.last.push({ type: "ack", id: third, seq: 3 });
  assert.deepEqual(sent().slice(2), ["one", "two", "two", "three"]);
  client.say("four");
  assert.equal(sent().at(-1), "four", "and then it goes on as before");
});

test("a form with a mistake comes back to the shopper and is not sent again", async () => {
  const { world, client } = await live();
  const id = client.say("Here it is.", { form: { seq: 4, values: { email: "ada@" } } });
  assert.deepEqual(world.last.of("send")[0]?.form, { seq: 4, values: { email: "ada@" } });
  world.last.push({ type: "error", id, code: "bad_field", field: "email", message: "Please check it." });
  assert.deepEqual(client.state.pending, []);
  assert.deepEqual(client.state.returned, { seq: 4, field: "email", message: "Please check it." });
  assert.equal(world.store.get(keys.outbox(mount) + id), null);
  client.say("Here it is.", { form: { seq: 4, values: { email: "ada@shop.example" } } });
  assert.equal(client.state.returned, null, "trying again clears it");
});
