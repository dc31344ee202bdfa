import assert from "node:assert/strict";
import { test } from "node:test";
import { cap } from "../src/client/backoff";
import { keys } from "../src/client/keys";
import { Refusal } from "../src/client/session";
import { live, mount, said, settle, shopper, World } from "./world";

test("the session is asked for once a page, with the token that there is", async () => {
  const { world } = await live();
  world.last.hangUp(1006);
  await world.pass(cap);
  assert.deepEqual(world.sessions, [""]);
  const next = new World(world.data);
  next.time = world.time;
  await live(next);
  assert.deepEqual(next.sessions, ["Bearer token"]);
});

test("an ended session is asked for anew, with the old token to go by", async () => {
  const { world } = await live();
  world.answer = () => Response.json({ token: "next", expires: world.time + 3_600_000 });
  world.last.hangUp(4010);
  await world.pass(600);
  world.last.accept();
  assert.deepEqual(world.sessions, ["", "Bearer token"]);
  assert.equal(world.last.of("hello")[0]?.token, "next");
});

test("where another tab has the next token already, nothing is asked for", async () => {
  const { world, client } = await live();
  world.last.push({ type: "event", event: said(1, "hi") });
  world.store.set(keys.token(mount), JSON.stringify({ token: "rotated", expires: world.time + 3_600_000 }));
  world.last.hangUp(4010);
  await world.pass(600);
  world.last.accept({ top: 1 });
  assert.deepEqual(world.sessions, [""]);
  const hello = world.last.of("hello")[0];
  assert.deepEqual([hello?.token, hello?.conversation, hello?.after], ["rotated", "conv", 1]);
  assert.equal(client.state.entries.length, 1, "the conversation goes on");
  world.last.hangUp(4010); // that one has ended as well
  await world.pass(1100);
  assert.deepEqual(world.sessions, ["", "Bearer rotated"]);
});

test("what only the shopper may see is asked for with the token, once more after it has ended", async () => {
  const { world, client } = await live();
  const answers = [new Response(null, { status: 401 }), Response.json({ token: "next", expires: world.time + 1000 }), Response.json({ orders: [] })];
  world.answer = () => answers.shift() ?? Response.error();
  assert.deepEqual(await client.ask("orders"), { orders: [] });
  assert.deepEqual(world.sessions, ["", "Bearer token", "Bearer token", "Bearer next"]);

  const wait = { status: 429, headers: { "Retry-After": "180" } };
  world.answer = () => Response.json({ error: { code: "rate_limited", message: "Too many attempts." } }, wait);
  await assert.rejects(client.ask("orders", { number: "1" }), (why) => why instanceof Refusal && why.retryIn === 180_000 && why.message === "Too many attempts.");
  world.answer = () => new Response(null, { status: 401 });
  await assert.rejects(client.ask("orders"), Refusal, "a second 401 is an answer");
});

test("a session that is refused for good stops; a busy server is tried again", async () => {
  const world = new World();
  world.answer = () => Response.json({ error: { code: "forbidden", message: "This page may not use the chat." } }, { status: 403 });
  const client = shopper(world);
  client.connect();
  await settle();
  assert.deepEqual(client.state.link, { kind: "stopped", code: "forbidden", message: "This page may not use the chat." });

  const busy = new World();
  busy.answer = () => new Response("", { status: 503, headers: { "Retry-After": "7" } });
  const patient = shopper(busy);
  patient.connect();
  await settle();
  assert.equal(patient.state.link.kind, "waiting");
  assert.ok(busy.nextTimer() >= 7000);
});

test("a browser that keeps nothing keeps its session while the page lasts", async () => {
  const world = new World();
  Object.assign(world.store, { get: () => null, set: () => undefined, keys: () => [] });
  await live(world);
  world.last.hangUp(1006);
  await world.pass(600);
  world.last.accept();
  assert.deepEqual([world.sessions.length, world.last.of("hello")[0]?.token], [1, "token"]);
});

test("identify begins the conversation of the new session", async () => {
  const { world, client } = await live();
  world.last.push({ type: "event", event: said(1, "as a guest") });
  world.answer = () => Response.json({ token: "mine", expires: world.time + 3_600_000, currency: "USD" });
  await client.renew();
  await settle();
  world.last.accept({ conversation: "mine" });
  const hello = world.last.of("hello")[0];
  assert.deepEqual([hello?.token, hello?.after], ["mine", undefined]);
  assert.equal(client.state.entries.length, 0);
});
