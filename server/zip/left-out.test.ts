import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LeftOut } from "./left-out.ts";

/** The lines of the note when so many names are hidden and these are left out. */
function linesOf(hidden: number, names: readonly string[] = []): readonly string[] {
  const leftOut = new LeftOut();
  for (const name of names) leftOut.add(name, "unreadable");
  for (let count = 0; count < hidden; count++) leftOut.addHidden();
  const text = leftOut.text();
  assert.ok(text.startsWith("Not everything is in this zip:\r\n\r\n") && text.endsWith("\r\n"));
  return text.split("\r\n").slice(2, -1);
}

describe("what is left out of a zip", () => {
  it("is nothing until a name is, or is hidden", () => {
    assert.equal(new LeftOut().isEmpty, true);
    const [named, hidden] = [new LeftOut(), new LeftOut()];
    named.add("a", "unreadable");
    hidden.addHidden();
    assert.deepEqual([named.isEmpty, hidden.isEmpty], [false, false]);
  });

  it("is told by name and reason, and what is hidden by number alone", () => {
    assert.deepEqual(linesOf(0, ["a", "b/c"]), ["a: unreadable", "b/c: unreadable"]);
    assert.deepEqual(linesOf(1), ["1 name that starts with a dot is hidden"]);
    assert.deepEqual(linesOf(2, ["a"]), ["a: unreadable", "2 names that start with a dot are hidden"]);
  });

  it("is counted where it is too much to be told", () => {
    const names = Array.from({ length: 1002 }, (_, index) => `${index}`);
    assert.deepEqual(linesOf(0, names.slice(0, 1000)).at(-1), "999: unreadable");
    assert.deepEqual(linesOf(0, names).slice(-2), ["999: unreadable", "and 2 more"]);
  });

  it("has a line for each name, whatever is in it", () => {
    assert.deepEqual(linesOf(0, ["a\r\nb\u001b[2J\u0085"]), ["a\ufffd\ufffdb\ufffd[2J\ufffd: unreadable"]);
  });
});
