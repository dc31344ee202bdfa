import assert from "node:assert/strict";
import test from "node:test";
import { Attendance } from "../src/attend";

// A person's minute at the desk, as the server is told of it.
function desk() {
  const said: string[] = [];
  let now = 0;
  Object.assign(globalThis, {
    document: { baseURI: "http://shop.test/desk/" },
    fetch: (url: URL, init: { body: string }) => {
      said.push(`${url.pathname.split("/").at(-2)} ${(JSON.parse(init.body) as { does: string }).does}`);
      return Promise.reject(new Error("nobody answers"));
    },
  });
  const attendance = new Attendance(
    () => assert.fail("nobody answered"),
    () => now,
  );
  return { attendance, said, wait: (ms: number) => (now += ms) };
}

test("looking is said again every ten seconds, and when it ends", () => {
  const { attendance, said, wait } = desk();
  for (let i = 0; i < 4; i++) {
    attendance.look("a");
    wait(5_000);
  }
  attendance.look("b");
  attendance.look("");
  attendance.leave();
  assert.deepEqual(said, ["a looks", "a looks", "a away", "b looks", "b away"]);
});

test("writing is said every three seconds, and at once when it becomes something else", () => {
  const { attendance, said, wait } = desk();
  attendance.look("a");
  for (let i = 0; i < 7; i++) {
    attendance.write("a", "writes");
    wait(1_000);
  }
  attendance.write("a", "notes");
  attendance.write("a", "looks");
  attendance.look("a");
  assert.deepEqual(said, ["a looks", "a writes", "a writes", "a writes", "a notes", "a looks"]);
});
