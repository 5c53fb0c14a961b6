import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { LineBuffer } from "./line-buffer.ts";

describe("a buffer of lines", () => {
  it("gives back every line with its line end, in order, whatever its length", () => {
    const line = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.nat({ max: 200_000 }).map((length) => "é".repeat(length)),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40, size: "max" }), (lines) => {
        const buffer = new LineBuffer();
        for (const each of lines) buffer.add(each);
        const text = lines.map((each) => `${each}\n`).join("");
        assert.ok(buffer.length >= text.length && buffer.length <= Buffer.byteLength(text));
        const taken = buffer.take();
        assert.deepEqual([taken.bytes.toString(), taken.lines], [text, lines.length]);
      }),
      { numRuns: 50 },
    );
  });

  it("uses memory again that was given back, and none that was not", () => {
    const buffer = new LineBuffer();
    const takeOne = (line: string) => {
      buffer.add(line);
      return buffer.take().bytes;
    };
    const first = takeOne("first");
    const second = takeOne("second");
    assert.equal(first.toString(), "first\n");
    buffer.giveBack();
    const third = takeOne("third");
    assert.deepEqual([third.buffer === second.buffer, third.toString()], [true, "third\n"]);
    assert.equal(first.toString(), "first\n");
  });

  it("keeps no memory that was used for uncommonly much", () => {
    const buffer = new LineBuffer();
    buffer.add("x".repeat(1024 * 1024));
    const { bytes } = buffer.take();
    buffer.giveBack();
    buffer.add("y");
    assert.notEqual(buffer.take().bytes.buffer, bytes.buffer);
  });

  it("begins anew when it was taken, and leaves what was taken alone", () => {
    const buffer = new LineBuffer();
    buffer.add("one");
    const first = buffer.take();
    buffer.add("two");
    const second = buffer.take();
    assert.deepEqual(
      [first, second].map(({ bytes, lines }) => [bytes.toString(), lines]),
      [
        ["one\n", 1],
        ["two\n", 1],
      ],
    );
    assert.equal(buffer.length, 0);
  });
});
