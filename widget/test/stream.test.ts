import assert from "node:assert/strict";
import { test } from "node:test";
import { blockedFor, blockedMost } from "../src/client/blocked";
import { Client } from "../src/client/client";
import { keys } from "../src/client/keys";
import { opening, silence, unanswered } from "../src/client/link";
import { answered, said, settle, World } from "./world";

const mount = "https://shop.example/aisle/";

function shopper(world: World): Client {
  return new Client(world, mount, { locale: "en-US", page: () => ({ url: "https://shop.example/p" }) });
}

// idle lets what is read of a stream arrive: its chunks take turns of the loop.
async function arrive(): Promise<void> {
  for (let i = 0; i < 5; i++) {
    await new Promise((done) => setImmediate(done));
    await settle();
  }
}

// blocked is a shopper whose network refuses websockets.
async function blocked(world = new World()): Promise<{ world: World; client: Client }> {
  const client = shopper(world);
  client.enter("launcher");
  client.connect();
  await settle();
  if (world.sockets.length > 0) world.last.hangUp(1006);
  await settle();
  world.stream.accept();
  await arrive();
  return { world, client };
}

test("where a websocket is refused, a stream takes its place at once", async () => {
  const { world, client } = await blocked();
  assert.equal(client.state.link.kind, "live");
  assert.equal(world.sockets.length, 1);
  assert.deepEqual(world.stream.hello, { type: "hello", v: 1, token: "token", tab: "id1", locale: "en-US", page: { url: "https://shop.example/p" }, entry: "launcher" });
});

test("a websocket that opens and brings nothing, or does not even open, is given up within seconds", async () => {
  for (const opens of [true, false]) {
    const world = new World();
    shopper(world).connect();
    await settle();
    if (opens) world.last.onopen?.();
    await world.pass(opening - 100);
    assert.equal(world.streams.length, 0);
    await world.pass(200);
    assert.equal(world.streams.length, 1);
    assert.ok(world.last.closed);
  }
});

test("a browser that lets no websocket be made has a stream", async () => {
  const world = new World();
  world.socket = () => {
    throw new DOMException("insecure", "SecurityError");
  };
  const { client } = await blocked(world);
  assert.equal(client.state.link.kind, "live");
});

test("what is said over a stream is posted in order, one request after the other", async () => {
  const { world, client } = await blocked();
  const { stream } = world;
  let go = () => {};
  stream.hold = () => new Promise((resolve) => (go = resolve));
  const ids = [client.say("one"), client.say("two"), client.say("three")];
  await settle();
  assert.deepEqual(stream.of("send").map(({ text }) => text), ["one"], "the second waits for the first");
  go();
  await settle();
  assert.deepEqual(stream.posts.map((post) => post.length), [1, 2]);
  assert.deepEqual(stream.of("send").map(({ id }) => id), ids);
  stream.push({ type: "ack", id: ids[0] ?? "", seq: 1 });
  stream.push({ type: "event", event: said(1, "one", ids[0]) });
  stream.push({ type: "event", event: answered(2, "t1", "hello") });
  await arrive();
  assert.deepEqual(client.state.entries.map(({ seq }) => seq), [1, 2]);
});

test("long messages are not put into one request", async () => {
  const { world, client } = await blocked();
  let go = () => {};
  world.stream.hold = () => new Promise((resolve) => (go = resolve));
  for (let i = 0; i < 4; i++) client.say("x".repeat(4000));
  for (let i = 0; i < 4; i++) {
    await settle();
    go();
  }
  await settle();
  assert.deepEqual(world.stream.posts.map((post) => post.length), [1, 2, 1]);
});

test("frames are whole however their bytes are cut", async () => {
  const { world, client } = await blocked();
  const bytes = new TextEncoder().encode(`: a comment\n\ndata: ${JSON.stringify({ type: "event", event: said(1, "für 3 € 👋") })}\n\nevent: unknown\ndata: {"type":"event"}\n\n`);
  for (const byte of bytes) world.stream["out"].enqueue(Uint8Array.of(byte));
  world.stream.push({ type: "event", event: said(2, "more") });
  await arrive();
  await arrive();
  for (let i = 0; i < bytes.length / 10; i++) await arrive();
  assert.deepEqual(client.state.entries.map((entry) => entry.kind === "message" && entry.message.text), ["für 3 € 👋", "more"]);
});

test("every ping is answered, so that the server knows of us", async () => {
  const { world } = await blocked();
  world.stream.push({ type: "ping", top: 0 });
  await arrive();
  assert.deepEqual(world.stream.posts, [[]]);
});

test("a stream that breaks is opened anew where it was, and what has no answer is said again", async () => {
  const { world, client } = await blocked();
  world.stream.push({ type: "event", event: said(1, "hi") });
  await arrive();
  const id = client.say("are you there?");
  await settle();
  world.stream.cut();
  await arrive();
  assert.equal(client.state.link.kind, "waiting");
  await world.pass(600);
  assert.equal(world.sockets.length, 1, "no second websocket is tried for now");
  const { hello } = world.stream;
  assert.deepEqual([hello.after, hello.epoch, hello.conversation, hello.tab], [1, "e1", "conv", "id1"]);
  world.stream.accept({ top: 1 });
  await arrive();
  assert.deepEqual(world.stream.of("send").map((send) => send.id), [id]);
});

test("a request that finds no stream any more ends it", async () => {
  const { world, client } = await blocked();
  world.stream.closed = true; // at the server, while nobody has told us
  client.say("hello?");
  await settle();
  assert.equal(client.state.link.kind, "waiting");
});

test("a stream's close code is obeyed", async () => {
  const { world, client } = await blocked();
  world.stream.push({ type: "going_away", retry_in: 5000 });
  world.stream.hangUp(4000);
  await arrive();
  assert.equal(client.state.link.kind, "waiting");
  assert.ok(world.nextTimer() >= 5000);

  const other = await blocked();
  other.world.stream.hangUp(4502);
  await arrive();
  assert.equal(other.client.state.link.kind, "stopped");
});

test("a stream that is silent, or takes what is said and answers nothing, is dead", async () => {
  const { world } = await blocked();
  await world.pass(silence + 100);
  assert.ok(world.streams[0]?.closed);
  const other = await blocked();
  other.client.say("anybody?");
  await other.world.pass(unanswered + 100);
  assert.ok(other.world.streams[0]?.closed);
  assert.equal(other.world.streams.length, 2);
});

test("that websockets do not pass is remembered from page to page, doubted soon, and less soon each time", async () => {
  let { world } = await blocked();
  // page opens another page later; it says whether a websocket was tried.
  const page = async (later: number): Promise<boolean> => {
    const next = new World(world.data);
    next.time = world.time + later;
    await blocked(next);
    world = next;
    return next.sockets.length > 0;
  };
  assert.equal(await page(blockedFor / 2), false);
  assert.equal(await page(blockedFor / 2 - 1000), false, "a stream that works does not make it longer");
  assert.equal(await page(2000), true);
  assert.equal(await page(4 * blockedFor - 1000), false);
  assert.equal(await page(2000), true);
  for (let i = 0; i < 4; i++) assert.equal(await page(blockedMost + 1000), true, "but at least every hour");

  const healed = new World(world.data);
  healed.time = world.time + blockedMost + 1000;
  shopper(healed).connect();
  await settle();
  healed.last.accept();
  assert.equal(healed.store.get(keys.blocked(mount)), null);
});

test("another network is tried afresh", async () => {
  const { world, client } = await blocked();
  client.offline();
  client.hurry();
  await settle();
  assert.equal(world.sockets.length, 2);

  // And so is one on which streams do not work either.
  const next = new World();
  next.store.set(keys.blocked(mount), `${next.time + 1000} 1000`);
  shopper(next).connect();
  await settle();
  next.stream.cut();
  await arrive();
  await next.pass(600);
  assert.equal(next.sockets.length, 1);
});

test("a server that is down or busy is not taken for a network that blocks", async () => {
  const world = new World();
  world.streaming = () => new Response("", { status: 503, headers: { "Retry-After": "7" } });
  const client = shopper(world);
  client.connect();
  await settle();
  world.last.hangUp(1006); // a websocket cannot say why
  await arrive();
  assert.equal(client.state.link.kind, "waiting");
  assert.ok(world.nextTimer() >= 7000, "the stream's refusal says when to come back");
  world.streaming = null;
  await world.pass(11_000);
  world.last.accept();
  assert.equal(client.state.link.kind, "live");
  assert.deepEqual([world.sockets.length, world.streams.length, world.store.get(keys.blocked(mount))], [2, 0, null]);

  // A server without streams goes on being tried as well.
  const old = new World();
  old.streaming = () => new Response("not found", { status: 404 });
  const patient = shopper(old);
  patient.connect();
  await settle();
  old.last.hangUp(1006);
  await arrive();
  assert.equal(patient.state.link.kind, "waiting");
});

test("a page that may not stream is told so", async () => {
  const world = new World();
  world.streaming = () => Response.json({ error: { code: "forbidden", message: "This page may not use the chat." } }, { status: 403 });
  const client = shopper(world);
  client.connect();
  await settle();
  world.last.hangUp(1006);
  await arrive();
  assert.deepEqual(client.state.link, { kind: "stopped", code: "forbidden", message: "This page may not use the chat." });
});
