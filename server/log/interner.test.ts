import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { memoryInUse } from "../testing/leftovers.ts";
import { Interner } from "./interner.ts";
import { textOf } from "./testing.ts";

const megabyte = 1e6;

describe("an interner", () => {
  it("gives back an equal text, whatever it is, before and after it starts anew", () => {
    const interner = new Interner(3);
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => assert.equal(interner.keep(text), text)));
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff)), (units) => {
        const text = String.fromCharCode(...units);
        assert.equal(interner.keep(text), text);
      }),
    );
  });

  it("keeps one copy of what comes again and again", async () => {
    const interner = new Interner(3);
    const kept: string[] = [];
    const before = await memoryInUse();
    for (let count = 0; count < 30_000; count++) kept.push(interner.keep(textOf(400, count % 3)));
    assert.ok((await memoryInUse()) - before < 4 * megabyte);
    assert.deepEqual([kept.length, kept[3]], [30_000, textOf(400, 0)]);
  });

  it("remembers no more than it may, and nothing that is long", async () => {
    const interner = new Interner(10);
    const before = await memoryInUse();
    for (let count = 0; count < 20_000; count++) interner.keep(textOf(400, count));
    for (let count = 0; count < 9; count++) interner.keep(textOf(megabyte, count));
    assert.ok((await memoryInUse()) - before < 2 * megabyte);
    assert.equal(interner.keep("a"), "a");
  });

  it("lets go of what a text was cut from, be it short or long", async () => {
    const interner = new Interner(1000);
    const kept: string[] = [];
    const before = await memoryInUse();
    for (let count = 0; count < 20; count++) {
      const head = textOf(megabyte, count);
      kept.push(interner.keep(head.slice(-500)), interner.keep(head.slice(-600)));
    }
    assert.ok((await memoryInUse()) - before < 2 * megabyte);
    assert.deepEqual([kept.length, kept[0]], [40, textOf(500, 0)]);
  });
});
