import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { discard, lengthOf, type Response } from "../http/response.ts";
import { requestFor } from "../http/testing.ts";
import { answerFile, answerReadable } from "./file-answer.ts";
import { OpenedFile } from "./opened-file.ts";
import { describeFile, type SharedFile } from "./shared-file.ts";
import { allClosed, breakReading, contentOf, plantRoot, refusalOf } from "./testing.ts";

const early = "Sun, 06 Nov 1994 08:49:37 GMT";
const never = "Fri, 31 Dec 9999 23:59:59 GMT";

async function digits(t: TestContext, coding?: "br", content = "0123456789"): Promise<SharedFile> {
  const root = await plantRoot(t, { "a.txt": content });
  const file = await OpenedFile.open(root, path.join(root.path, "a.txt"));
  file.release();
  const description = {
    coding,
    varies: coding === undefined ? [] : ["Accept-Encoding"],
    name: "a.txt",
    isWebsite: false,
  };
  return describeFile("/a.txt", file.stats, Buffer.from(content), description);
}

function namesOf({ headers }: Response): string[] {
  return [...headers].map(([name]) => name.toLowerCase());
}

describe("a GET of a file", () => {
  for (const [fields, status, content, range, rule] of [
    [[], 200, "0123456789", undefined, "gets all of it"],
    [["Range: bytes=2-5"], 206, "2345", "bytes 2-5/10", "gets a part"],
    [["Range: bytes=-1"], 206, "9", "bytes 9-9/10", "gets its end"],
    [["Range: bytes=0-"], 206, "0123456789", "bytes 0-9/10", "gets all of it as a part"],
    [["Range: bytes=10-"], 416, "416 Range Not Satisfiable\n", "bytes */10", "gets 416 for what lies beyond"],
    [["Range: bytes=5-2"], 200, "0123456789", undefined, "gets all of it where the range makes no sense"],
    [["Range: lines=1-2"], 200, "0123456789", undefined, "gets all of it where the unit is another"],
    [
      ["Range: bytes=0-0", "Range: bytes=1-1"],
      200,
      "0123456789",
      undefined,
      "gets all of it where there are two Range fields",
    ],
    [["If-Match: *"], 200, "0123456789", undefined, "gets all of it where its condition holds"],
    [[`If-Modified-Since: ${never}`], 304, "", undefined, "gets 304 for a date alone"],
    [[`If-Unmodified-Since: ${early}`], 412, "412 Precondition Failed\n", undefined, "gets 412 for a date alone"],
    [['If-Match: "x"'], 412, "412 Precondition Failed\n", undefined, "gets 412 where it asks for another state"],
    [
      ['If-Match: "x"', "Range: bytes=20-"],
      412,
      "412 Precondition Failed\n",
      undefined,
      "gets 412 before its range is looked at",
    ],
    [["If-None-Match: *", "Range: bytes=0-0"], 304, "", undefined, "gets 304 before its range is looked at"],
    [
      ['If-Range: "x"', "Range: bytes=0-0"],
      200,
      "0123456789",
      undefined,
      "gets all of it where it has a part of another state",
    ],
    [
      ['If-Range: "x"', "Range: bytes=20-"],
      200,
      "0123456789",
      undefined,
      "gets all of it where its range was of another state",
    ],
    [['If-Range: "x"'], 200, "0123456789", undefined, "gets all of it where there is no range"],
  ] as const) {
    it(`${rule}: ${fields.join("; ")}`, async (t) => {
      const response = answerFile(requestFor("/a.txt", fields), await digits(t));
      assert.deepEqual([response.status, response.headers.get("content-range")], [status, range]);
      assert.equal(lengthOf(response.body), content.length);
      assert.equal(await contentOf(response), content);
    });
  }

  it("gets a part where it has one of this state", async (t) => {
    const file = await digits(t);
    for (const state of [file.validators.etag ?? "", new Date(file.validators.lastModified ?? 0).toUTCString()]) {
      assert.equal(answerFile(requestFor("/", [`If-Range: ${state}`, "Range: bytes=0-0"]), file).status, 206);
    }
  });

  it("gets several parts as one multipart answer", async (t) => {
    const response = answerFile(requestFor("/", ["Range: bytes=0-0,5-6"]), await digits(t));
    assert.equal(response.status, 206);
    assert.match(response.headers.get("content-type", ""), /^multipart\/byteranges; boundary=/);
    assert.match(await contentOf(response), /\r\n\r\n0\r\n.*\r\n\r\n56\r\n/s);
  });

  it("gets all of an empty file where it asks for its end", async (t) => {
    const { status, reason } = answerFile(requestFor("/", ["Range: bytes=-5"]), await digits(t, undefined, ""));
    assert.deepEqual([status, reason], [200, "an empty file has no parts: all of it is sent"]);
  });

  it("is told in the log why it did not get what it asked for", async (t) => {
    const file = await digits(t);
    const reasons = [
      [],
      ["Range: x"],
      ["If-Range: x", "Range: bytes=0-0"],
      ["Range: bytes=10-"],
      ["If-None-Match: *"],
    ].map((fields) => answerFile(requestFor("/", fields), file).reason);
    assert.deepEqual(reasons, [
      "",
      "the range makes no sense, or asks for too much: all of it is sent",
      "the visitor's part may be of another state of the file: all of it is sent",
      "the range lies beyond the file's 10 bytes",
      "the visitor's copy is still valid",
    ]);
  });
});

describe("a HEAD of a file", () => {
  it("has the fields of a GET", async (t) => {
    const file = await digits(t);
    const [head, get] = [requestFor("/", [], "HEAD"), requestFor("/")].map((request) => answerFile(request, file));
    assert.deepEqual([...(head?.headers ?? [])], [...(get?.headers ?? [])]);
  });
  it("has no range", async (t) => {
    assert.equal(answerFile(requestFor("/", ["Range: bytes=0-0"], "HEAD"), await digits(t)).status, 200);
  });
});

describe("an answer about a file", () => {
  const asked = [
    [],
    ["Range: bytes=0-0"],
    ["Range: bytes=0-0,2-2"],
    ["Range: bytes=10-"],
    ["If-None-Match: *"],
    ['If-Match: "x"'],
  ];

  it("has each of its fields once", async (t) => {
    for (const coding of [undefined, "br"] as const) {
      const file = await digits(t, coding);
      for (const fields of asked) {
        const names = namesOf(answerFile(requestFor("/", fields), file));
        assert.deepEqual(names, [...new Set(names)], fields.join());
      }
    }
  });

  it("forbids guessing a type and names the state, whatever its status", async (t) => {
    const file = await digits(t);
    for (const fields of asked) {
      const { headers } = answerFile(requestFor("/", fields), file);
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.equal(headers.get("etag"), file.validators.etag);
    }
  });

  it("is asked for anew each time; a refusal is not even kept, for a cache would confirm it by the file's state", async (t) => {
    const file = await digits(t);
    const kept = asked.map((fields) => {
      const { status, headers } = answerFile(requestFor("/", fields), file);
      return [status, headers.get("cache-control")];
    });
    assert.deepEqual(kept, [
      [200, "no-cache"],
      [206, "no-cache"],
      [206, "no-cache"],
      [416, "no-store"],
      [304, "no-cache"],
      [412, "no-store"],
    ]);
  });

  it("of 304 has no type and no length of its own", async (t) => {
    const names = namesOf(answerFile(requestFor("/", ["If-None-Match: *"]), await digits(t, "br")));
    assert.deepEqual(
      names.filter((name) => /^content-(?!security)/.test(name)),
      [],
    );
    assert.ok(names.includes("vary"));
  });

  it("names a coding only where the bytes have it", async (t) => {
    const file = await digits(t, "br");
    const codings = asked.map((fields) => {
      const { status, headers } = answerFile(requestFor("/", fields), file);
      return [status, headers.get("content-encoding")];
    });
    assert.deepEqual(
      codings.filter(([status]) => status === 412 || status === 416 || status === 304),
      [
        [416, undefined],
        [304, undefined],
        [412, undefined],
      ],
    );
  });
});

describe("a file that is sent from the disk, and may turn out not to be readable", () => {
  async function onDisk(t: TestContext) {
    const root = await plantRoot(t, { "a.txt": "0123456789" });
    const opened = await OpenedFile.open(root, path.join(root.path, "a.txt"));
    const description = { coding: undefined, varies: [], name: "a.txt", isWebsite: false };
    return { root, file: describeFile("/a.txt", opened.stats, opened, description) };
  }

  it("is read once before its first answer, from where that begins", async (t) => {
    const { root, file } = await onDisk(t);
    const read = t.mock.method(fs, "read");
    const ask = () => answerReadable(requestFor("/a.txt", ["Range: bytes=4-"]), file);
    assert.equal(await contentOf(await ask()), "456789");
    assert.deepEqual(read.mock.calls[0]?.arguments.slice(2, 5), [0, 1, 4]);
    const before = read.mock.callCount();
    await contentOf(await ask());
    assert.equal(read.mock.callCount() - before, before - 1);
    file.release();
    await allClosed(root.path);
  });

  it("is refused, and let go of", async (t) => {
    const { root, file } = await onDisk(t);
    breakReading(t, "EBUSY");
    assert.equal((await refusalOf(answerReadable(requestFor("/a.txt"), file)))[0], 503);
    assert.equal(file.isProven(), false);
    file.release();
    await allClosed(root.path);
  });

  it("is not brought from a cloud for an answer without its content", async (t) => {
    const { file } = await onDisk(t);
    breakReading(t, "ETIMEDOUT");
    const { etag = "" } = file.validators;
    for (const [method, fields, status] of [
      ["HEAD", [], 200],
      ["GET", [`If-None-Match: ${etag}`], 304],
      ["GET", ["Range: bytes=99-"], 416],
    ] as const) {
      const response = await answerReadable(requestFor("/a.txt", fields, method), file);
      assert.equal(response.status, status);
      discard(response);
    }
    file.release();
  });
});
