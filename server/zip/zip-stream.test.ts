import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { crc32 } from "node:zlib";
import { Checksums } from "./checksums.ts";
import { memoryContent } from "./disk-contents.ts";
import { pieceMemory } from "./piece-memory.ts";
import { ZipLayout } from "./zip-layout.ts";
import { ZipStream } from "./zip-stream.ts";

const mebibyte = 1024 * 1024;

describe("a zip on its way out", () => {
  const bytes = Buffer.alloc(5 * mebibyte + 3);
  for (let at = 0; at < bytes.length; at += 4093) bytes[at] = at % 251;

  const pieces = [
    { read: 2 * mebibyte, rule: "that is read in large pieces leaves in slices, so that it is known how far it came" },
    { read: 100_000, rule: "that is read in small pieces leaves in these" },
  ];
  for (const { read, rule } of pieces) {
    it(rule, async () => {
      const layout = new ZipLayout();
      layout.add({ name: "a.bin", size: bytes.length, modified: 1e12 });
      const checksums = new Checksums(1);
      const contents = { open: () => Promise.resolve(memoryContent(bytes)) };
      const whole = { first: 0, last: layout.length - 1 };
      const sent: Buffer[] = [];
      const stream = new ZipStream(layout, contents, checksums, whole, pieceMemory(read));
      for await (const piece of stream) sent.push(Buffer.from(piece));
      assert.equal(Math.max(...sent.map(({ length }) => length)), Math.min(read, mebibyte / 2));
      const zip = Buffer.concat(sent);
      assert.equal(zip.length, layout.length);
      assert.ok(zip.includes(bytes));
      assert.equal(checksums.of(0), crc32(bytes));
    });
  }

  it("marks how far a large content is summed, for whoever takes the rest where it breaks off", async () => {
    const layout = new ZipLayout();
    layout.add({ name: "a.bin", size: 70 * mebibyte, modified: 1e12 });
    const checksums = new Checksums(1);
    const zeros = {
      ...memoryContent(Buffer.alloc(0)),
      read: (target: Buffer) => Promise.resolve(target.fill(0).length),
    };
    const contents = { open: () => Promise.resolve(zeros) };
    let sent = 0;
    for await (const piece of new ZipStream(layout, contents, checksums, { first: 0, last: layout.length - 1 })) {
      sent += piece.length;
      if (sent > 66 * mebibyte) break;
    }
    const { at, crc } = checksums.before(0, 70 * mebibyte);
    assert.ok(at >= 64 * mebibyte);
    assert.equal(crc, crc32(Buffer.alloc(at)));
  });

  it("lets others get their turn between entries, also where thousands of them make one piece", async (test) => {
    const layout = new ZipLayout();
    for (let index = 0; index < 1000; index++) layout.add({ name: `${index}`, size: 0, modified: 1e12 });
    const made = test.mock.method(layout, "entry");
    const contents = { open: () => Promise.reject(new Error("nothing is in them")) };
    const stream = new ZipStream(layout, contents, new Checksums(1000), { first: 0, last: layout.length - 1 });
    const atOnce: number[] = [];
    let sent = 0;
    for await (const piece of stream) {
      sent += piece.length;
      atOnce.push(made.mock.callCount());
      made.mock.resetCalls();
    }
    assert.equal(sent, layout.length);
    assert.ok(Math.max(...atOnce) <= 128, `${Math.max(...atOnce)}`);
  });
});
