import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BufferPool, headRoom } from "./buffer-pool.ts";

const kibibyte = 1024;

describe("a buffer pool", () => {
  const lengths = [
    { left: 1, wanted: 64 * kibibyte, length: 16 * kibibyte, rule: "a piece has 16 KiB at least" },
    { left: 1e9, wanted: 64 * kibibyte, length: 64 * kibibyte, rule: "a piece is not larger than the peer takes" },
    { left: 1e9, wanted: 1e9, length: 2048 * kibibyte, rule: "a piece has 2 MiB at most" },
    { left: 20 * kibibyte, wanted: 1e9, length: 32 * kibibyte, rule: "a piece is hardly larger than what is left" },
  ];
  for (const { left, wanted, length, rule } of lengths) {
    it(rule, () => assert.equal(new BufferPool(16 * 1024 * kibibyte).pieceLength(left, wanted), length));
  }

  it("cuts smaller pieces when many transfers move", () => {
    const pool = new BufferPool(4096 * kibibyte);
    for (let transfer = 0; transfer < 8; transfer++) pool.begin();
    assert.equal(pool.pieceLength(1e9, 1e9), 512 * kibibyte);
    for (let transfer = 0; transfer < 6; transfer++) pool.end();
    assert.equal(pool.pieceLength(1e9, 1e9), 2048 * kibibyte);
  });

  it("gives a buffer with room for a head, and the same one again when it came back", () => {
    const pool = new BufferPool(1024 * kibibyte);
    const buffer = pool.take(16 * kibibyte);
    assert.equal(buffer.length, 16 * kibibyte + headRoom);
    pool.give(buffer);
    assert.equal(pool.take(16 * kibibyte), buffer);
    assert.notEqual(pool.take(16 * kibibyte), buffer);
  });

  /** Takes so many buffers, gives them back, and says how many of them come again. */
  function keptOf(pool: BufferPool, pieceLength: number, count: number): number {
    const buffers = Array.from({ length: count }, () => pool.take(pieceLength));
    for (const buffer of buffers) pool.give(buffer);
    const again = Array.from({ length: count }, () => pool.take(pieceLength));
    return again.filter((buffer) => buffers.includes(buffer)).length;
  }

  it("keeps a buffer for each transfer that its budget allows", () => {
    const pool = new BufferPool(128 * kibibyte);
    for (let time = 0; time < 3; time++) assert.equal(keptOf(pool, 32 * kibibyte, 4), 4);
    assert.equal(keptOf(new BufferPool(128 * kibibyte), 32 * kibibyte, 6), 4);
  });

  it("keeps no more of one length where all of another are in use", () => {
    const pool = new BufferPool(128 * kibibyte);
    pool.give(pool.take(64 * kibibyte));
    pool.take(64 * kibibyte);
    assert.equal(keptOf(pool, 32 * kibibyte, 6), 4);
  });

  it("lets go of the lengths that were wanted longest ago", () => {
    const pool = new BufferPool(128 * kibibyte);
    const old = pool.take(64 * kibibyte);
    pool.give(old);
    assert.equal(keptOf(pool, 32 * kibibyte, 4), 4);
    assert.notEqual(pool.take(64 * kibibyte), old);
  });

  it("keeps a quarter of its budget when no transfer moves any more", () => {
    const pool = new BufferPool(128 * kibibyte);
    pool.begin();
    const buffers = Array.from({ length: 4 }, () => pool.take(32 * kibibyte));
    for (const buffer of buffers) pool.give(buffer);
    pool.end();
    assert.ok(buffers.includes(pool.take(32 * kibibyte)));
    assert.ok(!buffers.includes(pool.take(32 * kibibyte)));
  });
});
