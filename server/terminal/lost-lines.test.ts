import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LostLines } from "./lost-lines.ts";

describe("lines of the log that were lost", () => {
  const full = new Error("no space left\x1b");
  const sentence = (lost: number, why = "no space left\\x1b") =>
    `porchlight: ${lost} lines of the log were lost: ${why}`;

  it("are said at once, and then all of them once in ten seconds, as long as there are more", (test) => {
    test.mock.timers.enable({ apis: ["setTimeout"] });
    const said: string[] = [];
    const lines = new LostLines((text) => said.push(text));
    for (const lost of [3, 4, 5]) lines.add(lost, full);
    assert.deepEqual(said, [sentence(3)]);
    test.mock.timers.tick(9999);
    assert.equal(said.length, 1);
    test.mock.timers.tick(1);
    lines.add(1, new Error("gone"));
    assert.deepEqual(said, [sentence(3), sentence(12)]);
    test.mock.timers.tick(10_000);
    test.mock.timers.tick(60_000);
    assert.deepEqual(said.slice(2), [sentence(13, "gone")]);
    lines.add(1, full);
    assert.deepEqual(said.slice(3), [sentence(14)]);
  });

  it("are one line where there is but one", () => {
    const said: string[] = [];
    new LostLines((text) => said.push(text)).add(1, full);
    assert.deepEqual(said, ["porchlight: 1 line of the log was lost: no space left\\x1b"]);
  });

  it("are said in the end, those that were not said yet", (test) => {
    test.mock.timers.enable({ apis: ["setTimeout"] });
    const said: string[] = [];
    const lines = new LostLines((text) => said.push(text));
    lines.tell();
    for (const lost of [3, 4]) lines.add(lost, full);
    lines.tell();
    lines.tell();
    assert.deepEqual(said, [sentence(3), sentence(7)]);
  });
});
