import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { icns, ico } from "./icon-containers.ts";

const pictures = [16, 32, 256].map((side) => ({ side, png: Buffer.from(`png of ${side}`) }));

describe("a Windows icon", () => {
  const bytes = ico(pictures);
  it("says what it is and how many pictures it has", () =>
    assert.deepEqual([bytes.readUInt16LE(0), bytes.readUInt16LE(2), bytes.readUInt16LE(4)], [0, 1, 3]));

  for (const [index, { side, png }] of pictures.entries()) {
    it(`leads to its picture of ${side} pixels`, () => {
      const entry = bytes.subarray(6 + 16 * index);
      assert.equal(entry.readUInt8(0) || 256, side);
      const start = entry.readUInt32LE(12);
      assert.deepEqual(bytes.subarray(start, start + entry.readUInt32LE(8)), png);
    });
  }
});

describe("a macOS icon", () => {
  const bytes = icns(pictures);
  it("says its own length", () => {
    assert.equal(bytes.toString("latin1", 0, 4), "icns");
    assert.equal(bytes.readUInt32BE(4), bytes.length);
  });

  it("has each picture under the names for its size", () => {
    const types: string[] = [];
    for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at + 4))
      types.push(bytes.toString("latin1", at, at + 4));
    assert.deepEqual(types, ["icp4", "icp5", "ic11", "ic08", "ic13"]);
  });
});
