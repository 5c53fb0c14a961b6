import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { byteByByte, bytesOf, cutAt, decodeAll, generous } from "./testing.ts";

const chunked = { kind: "chunked" } as const;

function decode(text: string) {
  return decodeAll(chunked, [bytesOf(text)]);
}

describe("a chunked body", () => {
  for (const [text, content, rule] of [
    ["0\r\n\r\n", "", "may be empty"],
    ["5\r\nhello\r\n0\r\n\r\n", "hello", "is a size, that many bytes, and a chunk of none"],
    ["5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n", "hello!", "is its chunks in a row"],
    ["A\r\n0123456789\r\n0\r\n\r\n", "0123456789", "has hexadecimal sizes"],
    [
      "1\r\n!\r\n1A\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\n\r\n",
      "!abcdefghijklmnopqrstuvwxyz",
      "has sizes of two digits",
    ],
    ["a\r\n\r\n\0\xff5\r\n0\r\n\r\n0\r\n\r\n", "\r\n\0\xff5\r\n0\r\n", "may hold any bytes, line ends and sizes too"],
    ["0000000000000005\r\nhello\r\n000\r\n\r\n", "hello", "may have zeros in front of a size"],
    ["5;a=b\r\nhello\r\n0;c\r\n\r\n", "hello", "may have extensions, which are passed over"],
    ['5 \t;a = "b;\xff"\r\nhello\r\n0\r\n\r\n', "hello", "may have blanks before an extension"],
    ["1\r\na\r\n0\r\nX: y\r\nContent-Length: 5\r\n\r\n", "a", "may have trailers, which are thrown away"],
    ["1\r\na\r\n0\r\nX:\r\n\r\n", "a", "may have a trailer without a value"],
  ] as const) {
    it(rule, () => {
      assert.deepEqual(decode(text), { content, refused: undefined, rest: "" });
      assert.deepEqual(decode(`${text}GET /`), { content, refused: undefined, rest: "GET /" });
      for (let cut = 0; cut <= text.length; cut++) {
        assert.deepEqual(decodeAll(chunked, cutAt(bytesOf(`${text}GET /`), [cut])), decode(`${text}GET /`));
      }
      for (let length = 0; length < text.length; length++) assert.equal(decode(text.slice(0, length)).rest, undefined);
    });
  }

  for (const [text, status, rule] of [
    ["\r\n", 400, "a missing size"],
    ["x\r\n", 400, "a size that is no number"],
    ["x", 400, "what cannot become a size, at its first byte"],
    ["-1\r\n", 400, "a minus sign"],
    ["+1\r\na\r\n", 400, "a plus sign"],
    ["0x1\r\na\r\n", 400, "a prefix"],
    ["1_0\r\n", 400, "an underscore"],
    [" 1\r\na\r\n", 400, "a blank before the size"],
    ["1 \r\na\r\n", 400, "a blank behind the size"],
    ["1 a\r\na\r\n", 400, "an extension without its semicolon"],
    ["1\xa0\r\na\r\n", 400, "a blank of another alphabet"],
    ["1\na\n0\n\n", 400, "lone LFs"],
    ["1\ra\r\n", 400, "a lone CR behind a size"],
    ["0\rX\r\n", 400, "a lone CR behind the last size"],
    ["0\n\n\r\n", 400, "two LFs behind a size"],
    ["1;a\rb\r\na\r\n", 400, "a lone CR in an extension"],
    ["1;a\nb\r\na\r\n", 400, "a lone LF in an extension"],
    ["1;\0\r\na\r\n", 400, "a NUL in an extension"],
    ["11111111111111111\r\n", 400, "17 digits"],
    ["ffffffffffffffff\r\n", 400, "a size that would wrap"],
    ["20000000000000\r\n", 400, "a size beyond exact numbers"],
    ["1\r\nab\r\n", 400, "a chunk that is longer than its size"],
    ["1\r\na\n0\r\n\r\n", 400, "a lone LF behind a chunk"],
    ["1\r\na0\r\n\r\n", 400, "nothing behind a chunk"],
    ["1\r\na\rX", 400, "a lone CR behind a chunk"],
    ["1\r\naX\n0\r\n\r\n", 400, "anything but a CR behind a chunk"],
    [`1;${"a".repeat(23)}\r\n`, 400, "a size line beyond its limit"],
    [`1;${"a".repeat(23)}`, 400, "a size line beyond its limit, while it comes"],
    ["1\r\na\r\n1\r\nb\rX1\r\nc\r\n0\r\n\r\n", 400, "a lone CR behind one of several chunks"],
    ["1\r\na\r\n1\r\nbX\n1\r\nc\r\n0\r\n\r\n", 400, "a lone LF behind one of several chunks"],
    ["1\r\na\r\n1\rXb\r\n0\r\n\r\n", 400, "a lone CR behind one of several sizes"],
    ["1\r\na\r\n1X\nb\r\n0\r\n\r\n", 400, "a lone LF behind one of several sizes"],
    ["0\r\nX\r\n\r\n", 400, "a trailer without a colon"],
    ["0\r\n: x\r\n\r\n", 400, "a trailer without a name"],
    ["0\r\nX : y\r\n\r\n", 400, "a blank before a trailer's colon"],
    ["0\r\nX: y\r\n z\r\n\r\n", 400, "a folded trailer"],
    ["0\r\nX: y\n\r\n", 400, "a lone LF in the trailers"],
    ["0\r\nX: y\rZ\r\n", 400, "a lone CR in the trailers"],
    ["0\r\nX: \0\r\n\r\n", 400, "a NUL in a trailer"],
    [`0\r\nX: ${"y".repeat(38)}\r\n\r\n`, 431, "a trailer beyond the limit"],
    [`0\r\n${"X: 4567\r\n".repeat(5)}\r\n`, 431, "trailers beyond their limit together"],
  ] as const) {
    it(`is refused with ${status} for ${rule}`, () => {
      for (const pieces of [[bytesOf(text)], byteByByte(bytesOf(text))]) {
        const { refused, rest } = decodeAll(chunked, pieces);
        assert.deepEqual([refused, rest], [status, undefined]);
      }
    });
  }

  it("takes a size line and trailers that reach their limits", () => {
    assert.equal(decode(`1;${"a".repeat(22)}\r\na\r\n0\r\nX: ${"y".repeat(35)}\r\n\r\n`).rest, "");
  });
});

/** A body in chunks, with what it holds. */
const anyChunks = fc
  .array(
    fc.record({
      data: fc
        .uint8Array({ minLength: 1, maxLength: 40, size: "max" })
        .map((bytes) => Buffer.from(bytes).toString("latin1")),
      zeros: fc.nat(4),
      isUpper: fc.boolean(),
      extension: fc.constantFrom("", ";a", " ; b=c"),
    }),
    { maxLength: 6 },
  )
  .map((chunks) => {
    const lines = chunks.map(({ data, zeros, isUpper, extension }) => {
      const digits = data.length.toString(16);
      return `${"0".repeat(zeros)}${isUpper ? digits.toUpperCase() : digits}${extension}\r\n${data}\r\n`;
    });
    return { content: chunks.map(({ data }) => data).join(""), text: `${lines.join("")}0\r\n\r\n` };
  });

describe("chunks of any bytes, in any cut", () => {
  const anyCuts = fc.array(fc.nat(300), { maxLength: 10 });

  it("come to their content, and leave over what follows", () => {
    fc.assert(
      fc.property(anyChunks, anyCuts, fc.string(), ({ content, text }, cuts, rest) => {
        const decoded = decodeAll(chunked, cutAt(bytesOf(text + rest), cuts), generous);
        assert.deepEqual(decoded, { content, refused: undefined, rest: bytesOf(rest).toString("latin1") });
      }),
      { numRuns: 600 },
    );
  });

  it("come to the same however they are cut, and throw nothing but an HttpError", () => {
    const part = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom("1\r\na\r\n", "0\r\n", "\r\n", "3;x\r\nabc\r\n", "X: y\r\n", "ff\r\n") },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes).toString("latin1")) },
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), anyCuts, (parts, cuts) => {
        const bytes = bytesOf(parts.join(""));
        assert.deepEqual(decodeAll(chunked, cutAt(bytes, cuts)), decodeAll(chunked, [bytes]));
      }),
      { numRuns: 1000 },
    );
  });
});
