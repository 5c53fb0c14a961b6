import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BufferPool, headRoom } from "./buffer-pool.ts";

const kibibyte = 1024;

describe("a buffer pool", () => {
  const lengths = [
    { left: 1, wanted: 64 * kibibyte, length: 16 * kibibyte, rule: "a piece has 16 KiB at least" },
    { left: 1e9, wanted: 64 * kibibyte, length: 64 * kibibyte, rule: "a piece is not larger than the peer takes" },
    { left: 1e9, wanted: 1e9, length: 512 * kibibyte, rule: "a piece has 512 KiB at most" },
    { left: 20 * kibibyte, wanted: 1e9, length: 32 * kibibyte, rule: "a piece is hardly larger than what is left" },
  ];
  for (const { left, wanted, length, rule } of lengths) {
    it(rule, () => assert.equal(new BufferPool(16 * 1024 * kibibyte).pieceLength(left, wanted), length));
  }

  it("cuts smaller pieces when many transfers move", () => {
    const pool = new BufferPool(1024 * kibibyte);
    for (let transfer = 0; transfer < 8; transfer++) pool.begin();
    assert.equal(pool.pieceLength(1e9, 1e9), 128 * kibibyte);
    for (let transfer = 0; transfer < 6; transfer++) pool.end();
    assert.equal(pool.pieceLength(1e9, 1e9), 512 * kibibyte);
  });

  it("gives a buffer with room for a head, and the same one again when it came back", () => {
    const pool = new BufferPool(1024 * kibibyte);
    const buffer = pool.take(16 * kibibyte);
    assert.equal(buffer.length, 16 * kibibyte + headRoom);
    pool.give(buffer);
    assert.equal(pool.take(16 * kibibyte), buffer);
    assert.notEqual(pool.take(16 * kibibyte), buffer);
  });

  it("keeps no more than a quarter of its budget", () => {
    const pool = new BufferPool(128 * kibibyte);
    const buffers = [pool.take(16 * kibibyte), pool.take(16 * kibibyte)];
    for (const buffer of buffers) pool.give(buffer);
    assert.equal(pool.take(16 * kibibyte), buffers[0]);
    assert.notEqual(pool.take(16 * kibibyte), buffers[1]);
  });
});
