import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { BodyReader, emptyBody } from "./body-reader.ts";
import { HttpError } from "./http-error.ts";
import { bodyOf, bytesOf, cutAt } from "./testing.ts";

const five = { kind: "length", length: 5 } as const;
const chunked = { kind: "chunked" } as const;

async function textOf(body: BodyReader): Promise<string> {
  return (await body.readAll(1_000_000)).toString("latin1");
}

function hasStatus(status: number): (error: unknown) => boolean {
  return (error) => error instanceof HttpError && error.status === status;
}

describe("a body", () => {
  it("is not taken off the wire before somebody reads", () => {
    const { log, body } = bodyOf(five, "he", ["llo"]);
    assert.deepEqual(log, []);
    assert.equal(body.isWhole, false);
  });

  it("starts with the bytes that came with the head", async () => {
    const { body, log } = bodyOf(five, "hello", []);
    assert.equal(await textOf(body), "hello");
    assert.deepEqual(log, []);
  });

  it("says that it begins once, before the first wait for bytes", async () => {
    const { body, log } = bodyOf(five, "h", ["el", "lo"]);
    assert.equal(await textOf(body), "hello");
    assert.deepEqual(log, ["begin", "read", "read"]);
  });

  it("takes no more off the wire than it needs", async () => {
    const { body, log } = bodyOf(five, "", ["he", "llo", "GET"]);
    await body.read();
    assert.deepEqual(log, ["begin", "read"]);
    await textOf(body);
    assert.deepEqual(log, ["begin", "read", "read"]);
  });

  it("leaves over what came behind it", async () => {
    const { body } = bodyOf(five, "hel", ["loGET /"]);
    assert.equal(body.rest.toString(), "");
    await textOf(body);
    assert.deepEqual([body.isWhole, body.rest.toString()], [true, "GET /"]);
  });

  it("holds no memory of what its chunks have beside their content", async () => {
    const chunk = `1;${"a".repeat(12)}\r\nx\r\n`;
    for (const wire of [chunk.repeat(60), `1;a\r\nx`, `4\r\n${"x".repeat(4)}`]) {
      const socketBuffer = Buffer.alloc(64 * 1024);
      const { body } = bodyOf(chunked, "", [socketBuffer.subarray(0, socketBuffer.write(wire))]);
      const bytes = await body.read();
      assert.match(bytes?.toString() ?? "", /^x+$/);
      assert.equal(bytes?.buffer.byteLength, bytes?.length);
    }
  });

  it("is read in parts of at most so many bytes", async () => {
    const { body } = bodyOf(chunked, "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", []);
    const parts: string[] = [];
    for (let part = await body.read(2); part !== undefined; part = await body.read(2)) parts.push(part.toString());
    assert.deepEqual(parts, ["ab", "cd", "e"]);
    assert.equal(body.received, 5);
  });

  it("is gone through piece by piece", async () => {
    const parts: string[] = [];
    for await (const part of bodyOf(five, "", ["he", "llo"]).body) parts.push(part.toString());
    assert.deepEqual(parts, ["he", "llo"]);
  });

  it("is one piece where it came in one, however small its chunks are", async () => {
    const { body } = bodyOf(chunked, "1\r\na\r\n".repeat(10_000), [
      "1\r\nb\r\n2;x\r\ncd\r\n1",
      "\r\ne\r\n0\r\n\r\nGET",
    ]);
    const parts: string[] = [];
    for await (const part of body) parts.push(part.toString());
    assert.deepEqual(parts, ["a".repeat(10_000), "bcd", "e"]);
    assert.equal(body.rest.toString(), "GET");
  });

  it("is read up to where it is broken", async () => {
    const { body } = bodyOf(chunked, "1\r\na\r\n1\r\nb\r\nx", []);
    assert.equal((await body.read())?.toString(), "ab");
    await assert.rejects(body.read(), hasStatus(400));
  });

  it("is at its end for ever", async () => {
    const { body } = bodyOf(five, "hello", []);
    await textOf(body);
    assert.equal(await body.read(), undefined);
    assert.equal(await body.read(), undefined);
  });

  it("knows how much is left where its framing tells", async () => {
    const { body } = bodyOf(five, "he", ["llo"]);
    assert.equal(body.left, 5);
    await body.read(1);
    assert.equal(body.left, 4);
    await body.read();
    assert.equal(body.left, 3);
    assert.equal(bodyOf(chunked, "5\r\n", []).body.left, undefined);
  });

  it("knows how much has come that nobody has read, also of a piece that was read in part", async () => {
    const { body } = bodyOf(five, "hel", ["lo"]);
    assert.equal(body.waiting, 3);
    await body.read(1);
    assert.equal(body.waiting, 2);
    await body.read();
    assert.equal(body.waiting, 0);
  });

  it("is broken, with 400, where the peer leaves inside", async () => {
    await assert.rejects(textOf(bodyOf(five, "he", []).body), hasStatus(400));
    await assert.rejects(textOf(bodyOf(chunked, "5\r\nhe", []).body), hasStatus(400));
    await assert.rejects(textOf(bodyOf(chunked, "5\r\nhello\r\n0\r\n", []).body), hasStatus(400));
  });

  it("is broken, with 400, where its chunks are", async () => {
    await assert.rejects(textOf(bodyOf(chunked, "5\r\nhello!", []).body), hasStatus(400));
  });

  it("says that it is broken, once that has shown, and whether the peer left", async () => {
    const { body } = bodyOf(chunked, "1\r\na\r\nx", []);
    await body.read();
    assert.equal(body.isBroken, false);
    await assert.rejects(body.read(), hasStatus(400));
    assert.deepEqual([body.isBroken, body.isCut, body.isWhole], [true, false, false]);
    const { body: left } = bodyOf(five, "he", []);
    await assert.rejects(left.drain(9), hasStatus(400));
    assert.deepEqual([left.isBroken, left.isCut, left.isWhole], [true, true, false]);
  });

  it("that is none is whole at once and leaves all bytes over", async () => {
    const { body } = bodyOf({ kind: "none" }, "GET /", []);
    assert.deepEqual([body.isWhole, body.rest.toString(), await body.read()], [true, "GET /", undefined]);
    assert.deepEqual([emptyBody.isWhole, await emptyBody.read()], [true, undefined]);
  });
});

describe("reading a body whole", () => {
  it("stops at a bound, with 413", async () => {
    assert.equal((await bodyOf(five, "hello", []).body.readAll(5)).toString(), "hello");
    await assert.rejects(bodyOf(chunked, "3\r\nhel\r\n3\r\nlo!\r\n0\r\n\r\n", []).body.readAll(5), hasStatus(413));
  });

  it("passes any bound where the body is empty", async () => {
    assert.equal((await bodyOf(chunked, "0\r\n\r\n", []).body.readAll(0)).length, 0);
    assert.equal(await bodyOf(chunked, "0\r\n\r\n", []).body.drain(0), true);
  });

  it("does not begin where the length is beyond the bound", async () => {
    const { body, log } = bodyOf(five, "", ["hello"]);
    await assert.rejects(body.readAll(4), hasStatus(413));
    assert.deepEqual(log, []);
  });

  it("is read as a whole without holding its parts, of which there may be as many as bytes", async () => {
    const part = Buffer.alloc(1);
    let byte = 0;
    const read = () => Promise.resolve(part.fill(++byte));
    const limits = { chunkLineBytes: 0, trailerBytes: 0 };
    const body = new BodyReader(
      { kind: "length", length: 100 },
      Buffer.alloc(0),
      { read, begin: () => undefined },
      limits,
    );
    assert.deepEqual(
      [...(await body.readAll(100))],
      Array.from({ length: 100 }, (_, at) => at + 1),
    );
  });
});

describe("draining a body", () => {
  it("reads it off to its end", async () => {
    const { body } = bodyOf(chunked, "2\r\nhe", ["\r\n0\r\n", "\r\nGET"]);
    assert.deepEqual([await body.drain(10), body.rest.toString()], [true, "GET"]);
  });

  it("reads off what somebody left of it", async () => {
    const { body } = bodyOf(five, "hello", []);
    await body.read(2);
    assert.deepEqual([await body.drain(3), body.isWhole], [true, true]);
  });

  it("gives up where more is left than the bound", async () => {
    assert.equal(await bodyOf(five, "", ["hello"]).body.drain(4), false);
    assert.equal(await bodyOf(chunked, "5\r\nhello\r\n0\r\n\r\n", []).body.drain(4), false);
    assert.equal(await bodyOf(five, "", ["hello"]).body.drain(5), true);
  });

  it("takes nothing off the wire where more is announced than the bound", async () => {
    const { body, log } = bodyOf(five, "", ["hello"]);
    assert.equal(await body.drain(4), false);
    assert.deepEqual(log, []);
  });

  it("throws where the body is broken", () => assert.rejects(bodyOf(chunked, "x", []).body.drain(9), hasStatus(400)));
  it("throws where the peer leaves", () => assert.rejects(bodyOf(five, "he", []).body.drain(9), hasStatus(400)));

  it("passes on an error that is not the body's", async () => {
    const { BodyReader: Reader } = await import("./body-reader.ts");
    const source = { begin: () => undefined, read: () => Promise.reject(new RangeError("broken")) };
    const body = new Reader(five, Buffer.alloc(0), source, { chunkLineBytes: 9, trailerBytes: 9 });
    await assert.rejects(body.drain(9), RangeError);
  });
});

describe("a body of any length, in any cut", () => {
  it("comes to its content whether it has a length or chunks, and leaves over what follows", async () => {
    const data = fc.uint8Array({ maxLength: 60, size: "max" }).map((bytes) => Buffer.from(bytes).toString("latin1"));
    const most = fc.integer({ min: 1, max: 20 });
    await fc.assert(
      fc.asyncProperty(
        data,
        fc.boolean(),
        fc.array(fc.nat(100)),
        fc.nat(80),
        most,
        async (content, isChunked, cuts, first, size) => {
          const isSized = isChunked && content !== "";
          const text = isChunked
            ? `${isSized ? `${content.length.toString(16)}\r\n${content}\r\n` : ""}0\r\n\r\n`
            : content;
          const bytes = bytesOf(`${text}GET /`);
          const framing = isChunked ? chunked : ({ kind: "length", length: content.length } as const);
          const pieces = cutAt(bytes.subarray(Math.min(first, bytes.length)), cuts).filter((piece) => piece.length > 0);
          const { body } = bodyOf(framing, bytes.toString("latin1", 0, first), pieces);
          let read = "";
          for (let part = await body.read(size); part !== undefined; part = await body.read(size)) {
            assert.ok(part.length > 0 && part.length <= size);
            read += part.toString("latin1");
          }
          assert.equal(read, content);
          assert.ok("GET /".startsWith(body.rest.toString("latin1")));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("comes to its content in any chunks, however their sizes are written", async () => {
    const data = fc
      .uint8Array({ minLength: 1, maxLength: 40, size: "max" })
      .map((bytes) => Buffer.from(bytes).toString("latin1"));
    const style = fc.constantFrom(
      (size: string) => size,
      (size: string) => size.toUpperCase(),
      (size: string) => size.padStart(4, "0"),
      (size: string) => size.padStart(9, "0"),
      (size: string) => `${size};a=b`,
    );
    const chunks = fc.array(fc.tuple(data, style), { maxLength: 30, size: "max" });
    await fc.assert(
      fc.asyncProperty(chunks, fc.array(fc.nat(400)), async (parts, cuts) => {
        const written = parts.map(([text, write]) => `${write(text.length.toString(16))}\r\n${text}\r\n`);
        const pieces = cutAt(bytesOf(`${written.join("")}0\r\n\r\nGET /`), cuts).filter(({ length }) => length > 0);
        const { body } = bodyOf(chunked, "", pieces);
        assert.equal(await textOf(body), parts.map(([text]) => text).join(""));
        assert.ok("GET /".startsWith(body.rest.toString("latin1")));
      }),
    );
  });
});
