import assert from "node:assert/strict";
import { test } from "node:test";
import { backoff, cap, staysAway } from "../src/client/backoff";
import { Client } from "../src/client/client";
import { keys } from "../src/client/keys";
import { silence, unanswered } from "../src/client/link";
import { patience, Refusal } from "../src/client/session";
import { answered, said, settle, World } from "./world";

const mount = "https://shop.example/aisle/";

function shopper(world: World): Client {
  return new Client(world, mount, { locale: "en-US", page: () => ({ url: "https://shop.example/p", product: "p1" }) });
}

async function live(world = new World()): Promise<{ world: World; client: Client }> {
  const client = shopper(world);
  client.enter("launcher");
  client.connect();
  await settle();
  world.last.accept();
  return { world, client };
}

test("nothing happens before there is interest", async () => {
  const world = new World();
  shopper(world);
  await world.pass(60_000);
  assert.deepEqual([world.sockets.length, world.sessions.length, world.data.size], [0, 0, 0]);
});

test("hello carries token, page, locale and way in; the URL carries none", async () => {
  const { world } = await live();
  assert.equal(world.last.url, "wss://shop.example/aisle/ws");
  assert.deepEqual(world.last.sent[0], { type: "hello", v: 1, token: "token", tab: "id1", locale: "en-US", page: { url: "https://shop.example/p", product: "p1" }, entry: "launcher" });
});

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

test("a lost connection resumes after the newest event", async () => {
  const { world, client } = await live();
  world.last.push({ type: "event", event: said(1, "hi") });
  world.last.push({ type: "event", event: answered(2, "t1", "hello") });
  world.last.hangUp(1006);
  assert.equal(client.state.link.kind, "waiting");
  await world.pass(600);
  world.last.accept({ top: 3 });
  const hello = world.last.of("hello")[0];
  assert.deepEqual([hello?.epoch, hello?.after, hello?.conversation], ["e1", 2, "conv"]);
  world.last.push({ type: "event", event: answered(2, "t1", "hello") });
  world.last.push({ type: "event", event: said(3, "more") });
  assert.deepEqual(client.state.entries.map((entry) => entry.seq), [1, 2, 3]);
});

test("resync and another epoch forget what was here", async () => {
  for (const change of [{ resync: true }, { epoch: "e2" }, { conversation: "other" }]) {
    const { world, client } = await live();
    world.last.push({ type: "event", event: said(1, "old") });
    world.last.hangUp(1006);
    await world.pass(600);
    world.last.accept({ top: 1, ...change });
    assert.equal(client.state.entries.length, 0, JSON.stringify(change));
    world.last.push({ type: "event", event: said(1, "new") });
    assert.equal(client.state.entries.length, 1);
  }
});

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

test("close codes decide whether to come back", async () => {
  for (const code of [1000, 1001, 1006, 1011, 1012, 4000, 4001, 4499]) {
    const { world, client } = await live();
    world.last.hangUp(code);
    assert.equal(client.state.link.kind, "waiting", `${code}`);
    await world.pass(600);
    assert.equal(world.sockets.length, 2, `${code}`);
  }
  for (const code of [1002, 1003, 1007, 1008, 1009, 4500, 4999]) {
    const { world, client } = await live();
    world.last.hangUp(code);
    assert.equal(client.state.link.kind, "stopped", `${code}`);
    await world.pass(10 * cap);
    assert.equal(world.sockets.length, 1, `${code}`);
    client.connect();
    await settle();
    assert.equal(world.sockets.length, 2, "until the shopper acts");
  }
  assert.equal(staysAway(5000), false);
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

test("waits grow with full jitter, stay under the cap, and obey the server", () => {
  for (let n = 0; n < 40; n++) {
    assert.equal(backoff(n, () => 0), 0);
    assert.ok(backoff(n, () => 0.999_999) <= cap);
  }
  assert.ok(backoff(3, () => 0.999_999) > 3900);
  assert.ok(backoff(0, () => 0, 8000) >= 8000);
  assert.ok(backoff(9, () => 0.999_999, 2000) <= 4000);
});

test("going_away brings everybody back spread out, after retry_in", async () => {
  const { world } = await live();
  world.last.push({ type: "going_away", retry_in: 5000 });
  world.last.hangUp(4000);
  assert.ok(world.nextTimer() >= 5000);
});

test("silence ends a connection that is half open", async () => {
  const { world, client } = await live();
  await world.pass(20_000);
  world.last.push({ type: "ping", top: 0 });
  await world.pass(20_000);
  assert.equal(client.state.link.kind, "live");
  await world.pass(silence);
  assert.ok(world.sockets.length > 1);
  assert.ok(world.sockets[0]?.closed);
});

test("a ping that knows more than we do makes us resume, once", async () => {
  const { world, client } = await live();
  world.last.push({ type: "event", event: said(1, "hi") });
  world.last.push({ type: "ping", top: 2 });
  await settle();
  assert.equal(world.sockets.length, 2);
  world.last.accept({ top: 2 });
  assert.equal(world.last.of("hello")[0]?.after, 1);
  world.last.push({ type: "ping", top: 2 });
  await settle();
  assert.equal(world.sockets.length, 2, "what the server did not give twice it does not have");
  assert.equal(client.state.after, 2);
});

test("a hole in the log is filled before what follows is shown", async () => {
  const { world, client } = await live();
  world.last.push({ type: "event", event: said(1, "hi") });
  world.last.push({ type: "event", event: said(3, "after the hole") });
  await settle();
  assert.deepEqual(client.state.entries.map((entry) => entry.seq), [1]);
  world.last.accept({ top: 3 });
  for (const seq of [2, 3]) world.last.push({ type: "event", event: said(seq, "x") });
  assert.deepEqual(client.state.entries.map((entry) => entry.seq), [1, 2, 3]);
});

test("a send without an answer means that the connection is dead", async () => {
  const { world, client } = await live();
  client.say("anybody?");
  await world.pass(unanswered + 100);
  assert.equal(world.sockets.length, 2);
});

test("the browser's word about the network is heard", async () => {
  const { world, client } = await live();
  world.net = false;
  client.offline();
  assert.equal(client.state.link.kind, "offline");
  await world.pass(60_000);
  assert.equal(world.sockets.length, 1);
  world.net = true;
  client.hurry();
  await settle();
  assert.equal(world.sockets.length, 2);
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

test("frames that are not understood are ignored", async () => {
  const { world, client } = await live();
  const before = client.state;
  for (const data of ["", "null", "[]", "{}", "{", '{"type":"new_in_version_9"}', "7", new ArrayBuffer(4)]) world.last.onmessage?.({ data });
  assert.equal(client.state, before);
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

test("a server that takes a request and answers nothing is given up and tried again", async () => {
  const world = new World();
  world.deaf = true;
  const client = shopper(world);
  client.connect();
  await world.pass(patience + 100);
  assert.equal(client.state.link.kind, "waiting");
  world.deaf = false;
  await world.pass(600);
  world.last.accept();
  assert.equal(client.state.link.kind, "live");
});

test("another log is resumed anew, whatever was asked of the one before", async () => {
  const { world, client } = await live();
  world.last.push({ type: "event", event: said(1, "hi") });
  world.last.push({ type: "ping", top: 90 });
  await settle();
  world.last.accept({ epoch: "e2", top: 1, resync: true });
  world.last.push({ type: "event", event: said(1, "hi again") });
  world.last.push({ type: "event", event: said(3, "after a hole") });
  await settle();
  assert.equal(world.sockets.length, 3);
  world.last.accept({ epoch: "e2", top: 3 });
  for (const seq of [2, 3]) world.last.push({ type: "event", event: said(seq, "x") });
  assert.deepEqual(client.state.entries.map((entry) => entry.seq), [1, 2, 3]);
});

test("a new conversation stays one through a reload, until something is said", async () => {
  const { world, client } = await live();
  world.last.push({ type: "event", event: said(1, "before") });
  client.go();
  await settle();
  assert.deepEqual(client.state.entries, []);
  world.last.accept({ conversation: "new" });
  const [hello] = world.last.of("hello");
  assert.ok(hello?.fresh);
  assert.equal(hello.conversation, undefined);
  assert.equal(client.state.anew, false);

  const next = shopper(world); // the same browser on the next page
  next.connect();
  await settle();
  world.last.accept({ conversation: "new" });
  assert.equal(world.last.of("hello")[0]?.fresh, hello.fresh);
  world.last.push({ type: "event", event: said(1, "something") });
  const last = shopper(world);
  last.connect();
  await settle();
  world.last.accept({ conversation: "new" });
  assert.equal(world.last.of("hello")[0]?.fresh, undefined);
});

test("another conversation of the shopper's is asked for by its name", async () => {
  const { world, client } = await live();
  client.go("older");
  await settle();
  world.last.accept({ conversation: "older", top: 1 });
  const [hello] = world.last.of("hello");
  assert.deepEqual([hello?.conversation, hello?.epoch, hello?.fresh], ["older", undefined, undefined]);
  world.last.push({ type: "event", event: said(1, "long ago") });
  assert.equal(client.state.entries.length, 1);
});
