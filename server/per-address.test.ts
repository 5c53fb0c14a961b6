import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { PerAddress } from "./per-address.ts";

const anna = "192.168.1.2";
const ben = "192.168.1.3";

describe("what each address has", () => {
  it("is full at its bound, whatever others have, and no more behind the one that is taken away", () => {
    const counts = new PerAddress();
    assert.equal(counts.isFull(anna, 2), false);
    counts.add(anna);
    counts.add(ben);
    assert.equal(counts.isFull(anna, 2), false);
    counts.add(anna);
    assert.deepEqual([counts.isFull(anna, 2), counts.isFull(ben, 2)], [true, false]);
    counts.remove(anna);
    assert.equal(counts.isFull(anna, 2), false);
    assert.equal(counts.isFull(anna, 1), true);
  });

  it("is nothing where the last one is taken away", () => {
    const counts = new PerAddress();
    counts.add(anna);
    counts.remove(anna);
    assert.equal(counts.isFull(anna, 1), false);
  });

  for (const own of ["127.0.0.1", "127.1.2.3", "::1"]) {
    it(`is never too much for this computer itself: ${own}`, () => {
      const counts = new PerAddress();
      for (let count = 0; count < 9; count++) counts.add(own);
      assert.equal(counts.isFull(own, 2), false);
    });
  }
});
