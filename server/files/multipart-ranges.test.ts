import assert from "node:assert/strict";
import { truncate } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Headers } from "../http/headers.ts";
import { discard, lengthOf, type Body, type FileContent } from "../http/response.ts";
import { openFiles } from "../testing/leftovers.ts";
import { multipartRanges } from "./multipart-ranges.ts";
import { OpenedFile } from "./opened-file.ts";
import { describeFile, type SharedFile } from "./shared-file.ts";
import { allClosed, contentOf, plantRoot } from "./testing.ts";

const description = { coding: undefined, varies: [], name: "a.txt", isWebsite: true };
const digits = "0123456789";

async function inMemory(t: { after: (fn: () => Promise<void>) => void }): Promise<SharedFile> {
  const root = await plantRoot(t, { "a.txt": digits });
  const file = await OpenedFile.open(root, path.join(root.path, "a.txt"));
  file.release();
  return describeFile("a.txt", file.stats, Buffer.from(digits), description);
}

describe("several parts of a file", () => {
  it("are one answer, each with its type and place, as long as it says", async (t) => {
    const response = multipartRanges(
      [
        { first: 7, last: 9 },
        { first: 0, last: 0 },
      ],
      await inMemory(t),
    );
    const [, boundary = ""] =
      /^multipart\/byteranges; boundary=([\w-]+)$/.exec(response.headers.get("content-type", "")) ?? [];
    const content = await contentOf(response);
    assert.equal(
      content,
      [
        ...["", `--${boundary}`, "Content-Type: text/plain; charset=utf-8", "Content-Range: bytes 7-9/10", "", "789"],
        ...[`--${boundary}`, "Content-Type: text/plain; charset=utf-8", "Content-Range: bytes 0-0/10", "", "0"],
        ...[`--${boundary}--`, ""],
      ].join("\r\n"),
    );
    assert.deepEqual([response.status, lengthOf(response.body)], [206, content.length]);
    assert.equal(response.headers.has("content-range"), false);
    assert.ok(response.headers.has("etag"));
  });

  it("are the same from memory and from an open file, whichever they are", async (t) => {
    const root = await plantRoot(t, { "a.txt": digits });
    const memory = await inMemory(t);
    const range = fc
      .tuple(fc.nat(9), fc.nat(9))
      .map(([one, other]) => ({ first: Math.min(one, other), last: Math.max(one, other) }));
    await fc.assert(
      fc.asyncProperty(fc.array(range, { minLength: 2, maxLength: 4 }), async (ranges) => {
        const file = await OpenedFile.open(root, path.join(root.path, "a.txt"));
        const open = describeFile("a.txt", file.stats, file, description);
        const [one, other] = [multipartRanges(ranges, memory), multipartRanges(ranges, open)];
        open.release();
        const contents = [await contentOf(one), await contentOf(other)].map((text) =>
          text.replaceAll(/--[\w-]{36}/g, "--"),
        );
        assert.equal(contents[0], contents[1]);
      }),
      { numRuns: 50 },
    );
    await allClosed(root.path);
  });

  it("come out short where the file became shorter", async (t) => {
    const root = await plantRoot(t, { "a.txt": digits });
    const full = path.join(root.path, "a.txt");
    const file = await OpenedFile.open(root, full);
    const response = multipartRanges(
      [
        { first: 0, last: 1 },
        { first: 5, last: 9 },
      ],
      describeFile(full, file.stats, file, description),
    );
    await truncate(full, 6);
    assert.ok((await contentOf(response)).length < (lengthOf(response.body) ?? 0));
    file.release();
  });

  it("fail where the disk does, and let go of the file", async () => {
    let released = 0;
    const file: FileContent = {
      read: (_target, _offset, _length, _position, done) => done(new Error("the disk is broken"), 0),
      release: () => {
        released++;
      },
    };
    const whole = {
      ...{ size: 10, contentType: "text/plain", caching: new Headers() },
      body: (first: number, length: number): Body => ({ kind: "file", file, first, length }),
    };
    const response = multipartRanges([{ first: 0, last: 1 }], whole);
    await assert.rejects(contentOf(response), /the disk is broken/);
    assert.equal(released, 1);
  });

  it("let go of the file when they are not sent, begun or not", async (t) => {
    const root = await plantRoot(t, { "a.txt": digits });
    const full = path.join(root.path, "a.txt");
    for (const isBegun of [false, true]) {
      const file = await OpenedFile.open(root, full);
      const shared = describeFile(full, file.stats, file, description);
      const response = multipartRanges(
        [
          { first: 0, last: 1 },
          { first: 5, last: 9 },
        ],
        shared,
      );
      shared.release();
      assert.deepEqual(openFiles(root.path), ["a.txt"]);
      const { body } = response;
      assert.ok(body.kind === "stream");
      const pieces = body.stream[Symbol.asyncIterator]();
      if (isBegun) await pieces.next();
      discard(response);
      await allClosed(root.path);
    }
  });
});
