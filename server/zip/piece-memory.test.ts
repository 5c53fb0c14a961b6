import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { crc32 as plainCrc32 } from "node:zlib";
import fc from "fast-check";
import startWabt from "wabt";
import { foldProgram } from "./crc32-fold.ts";
import { pieceMemory } from "./piece-memory.ts";

declare const WebAssembly: { readonly validate: (bytes: Uint8Array) => boolean };

const [kibibyte, reach] = [1024, 4800];
const { pieces, crc32 } = pieceMemory(700 * kibibyte);
/** Bytes without a pattern, the same in each run. */
const [bytes, others] = pieces;
for (let at = 0, state = 1; at < bytes.length; at += 4) {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  bytes.writeInt32LE(state, at);
}

describe("the checksum of zips is zlib's", () => {
  const lengths = [
    { what: "of nothing", around: 0 },
    { what: "about where bytes are folded", around: 32 * kibibyte },
    { what: "about a block", around: 64 * kibibyte },
    { what: "about a block and what cannot be folded", around: 64 * kibibyte + reach },
    { what: "about two of them", around: 128 * kibibyte + reach },
    { what: "of a piece as it is sent", around: 512 * kibibyte },
  ];
  for (const { what, around } of lengths) {
    it(what, () => {
      for (const length of [-129, -128, -127, -17, -16, -5, -1, 0, 1, 3, 16, 127, 128].map((more) => around + more)) {
        const part = bytes.subarray(0, Math.max(0, length));
        assert.equal(crc32(part, 0), plainCrc32(part), `${length} bytes`);
        assert.equal(crc32(part, 0x89_ab_cd_ef), plainCrc32(part, 0x89_ab_cd_ef), `${length} bytes behind others`);
      }
    });
  }
  it("of any part, behind anything", () => {
    const most = bytes.length;
    fc.assert(
      fc.property(fc.nat(most), fc.nat(most), fc.integer({ min: 0, max: 0xff_ff_ff_ff }), (from, length, value) => {
        const part = bytes.subarray(from, from + length);
        assert.equal(crc32(part, value), plainCrc32(part, value));
      }),
    );
  });
  it("of pieces one after the other, as of all at once", () => {
    const pieces = [0, 40_000, 40_001, 300_000, bytes.length];
    const sum = pieces.slice(1).reduce((value, end, at) => crc32(bytes.subarray(pieces[at], end), value), 0);
    assert.equal(sum, plainCrc32(bytes));
  });
  it("of zeros, and of bytes that are all ones", () => {
    others.fill(0, 0, 200_000).fill(0xff, 200_000, 400_000);
    const [zeros, ones] = [others.subarray(0, 200_000), others.subarray(200_000, 400_000)];
    for (const filled of [zeros, ones]) assert.equal(crc32(filled, 0), plainCrc32(filled));
  });
  it("of the other piece as well, to its last byte", () => {
    bytes.copy(others);
    assert.equal(crc32(others, 0), plainCrc32(bytes));
  });
  it("of pieces that are too short for the program", () => {
    const short = pieceMemory(1000);
    bytes.copy(short.pieces[0]);
    assert.equal(short.crc32(short.pieces[0], 7), plainCrc32(bytes.subarray(0, 1000), 7));
  });
  it("and leaves the bytes as they are", () => {
    const before = Buffer.from(bytes);
    crc32(bytes, 0);
    assert.ok(bytes.equals(before));
  });
});

describe("the program that folds", () => {
  it("is what its source compiles to", async () => {
    const wabt = await startWabt();
    const source = await readFile(new URL("crc32-fold.wat", import.meta.url), "utf8");
    const { buffer } = wabt.parseWat("crc32-fold.wat", source).toBinary({});
    assert.equal(foldProgram, Buffer.from(buffer).toString("base64"));
  });
  it("runs on this kind of processor", { skip: process.arch !== "x64" }, () => {
    assert.ok(WebAssembly.validate(Buffer.from(foldProgram, "base64")));
  });
  it("works out the sums here, of pieces that stand in its own memory", { skip: process.arch !== "x64" }, () => {
    assert.equal(bytes.buffer, others.buffer);
  });
});
