import assert from "node:assert/strict";
import { test } from "node:test";
import { backoff, cap, staysAway } from "../src/client/backoff";
import { silence, unanswered } from "../src/client/link";
import { patience } from "../src/client/session";
import { answered, live, said, settle, shopper, World } from "./world";

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

test("frames that are not understood are ignored", async () => {
  const { world, client } = await live();
  const before = client.state;
  for (const data of ["", "null", "[]", "{}", "{", '{"type":"new_in_version_9"}', "7", new ArrayBuffer(4)]) world.last.onmessage?.({ data });
  assert.equal(client.state, before);
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
