import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HeadStore } from "./head-store.ts";

const heads = (text: string) => ({ received: text, sent: text });

describe("a store of heads", () => {
  it("gives back what it keeps", () => {
    const store = new HeadStore(100);
    store.keep(1, "a", "a");
    assert.deepEqual(store.get(1), heads("a"));
    assert.equal(store.get(2), undefined);
  });

  it("keeps the newest that fit", () => {
    const store = new HeadStore(8);
    for (const id of [1, 2, 3]) store.keep(id, "ab", "ab");
    assert.deepEqual(
      [1, 2, 3].map((id) => store.get(id) !== undefined),
      [false, true, true],
    );
  });

  it("is filled to its bound", () => {
    const store = new HeadStore(8);
    for (let id = 1; id <= 6; id++) store.keep(id, "a", "b");
    assert.deepEqual(
      [1, 2, 3, 4, 5, 6].map((id) => store.get(id) !== undefined),
      [false, false, true, true, true, true],
    );
  });

  it("keeps none that is too large for it, and others after that", () => {
    const store = new HeadStore(8);
    store.keep(1, "abcde", "abcde");
    assert.equal(store.get(1), undefined);
    store.keep(2, "abcd", "abcd");
    assert.deepEqual(store.get(2), heads("abcd"));
  });

  it("keeps nothing where it may not", () => {
    const store = new HeadStore(0);
    store.keep(1, "", "");
    assert.equal(store.get(1), undefined);
  });

  it("counts what replaces other heads of the same request once", () => {
    const store = new HeadStore(8);
    for (let time = 0; time < 10; time++) store.keep(1, "ab", "ab");
    store.keep(2, "ab", "ab");
    assert.deepEqual([store.get(1), store.get(2)], [heads("ab"), heads("ab")]);
  });
});
