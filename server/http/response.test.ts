import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Headers } from "./headers.ts";
import { HttpError } from "./http-error.ts";
import {
  type Body,
  discard,
  emptyResponse,
  errorResponse,
  lengthOf,
  noBody,
  Response,
  statusResponse,
  textResponse,
} from "./response.ts";

function textOf(response: Response): string {
  return response.body.kind === "bytes" ? response.body.bytes.toString("latin1") : "";
}

/** A file that counts how often it was let go of. */
function countingFile(): { readonly body: Body; readonly count: () => number } {
  let count = 0;
  const file = {
    read: () => undefined,
    release: () => {
      count++;
    },
  };
  return { body: { kind: "file", file, first: 5, length: 7 }, count: () => count };
}

const silent: AsyncIterable<Uint8Array> = {
  [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error("unasked")) }),
};

describe("a response", () => {
  it("knows the length of its body, where it can be known", () => {
    assert.equal(lengthOf(noBody), 0);
    assert.equal(lengthOf({ kind: "bytes", bytes: Buffer.from("é") }), 2);
    assert.equal(lengthOf(countingFile().body), 7);
    assert.equal(lengthOf({ kind: "stream", stream: silent, length: 5 }), 5);
    assert.equal(lengthOf({ kind: "stream", stream: silent, length: undefined }), undefined);
  });

  it("has text in UTF-8 unless told, and says so", () => {
    const response = textResponse({ status: 200 }, "é", "text/html");
    assert.equal(response.headers.get("content-type"), "text/html; charset=utf-8");
    assert.equal(textOf(response), "\xc3\xa9");
  });

  it("forbids guessing its text's type, once", () => {
    const given = new Headers([["X-Content-Type-Options", "nosniff"]]);
    for (const headers of [given, new Headers()]) {
      const all = textResponse({ status: 200, headers }, "<b>").headers.getAll("x-content-type-options");
      assert.deepEqual(all, ["nosniff"]);
    }
  });

  it("has plain text in UTF-8 unless it is told otherwise", () => {
    const response = textResponse({ status: 200 }, "é");
    assert.equal(response.headers.get("content-type"), "text/plain; charset=utf-8");
    assert.equal(textOf(response), "\xc3\xa9");
    const other = textResponse({ status: 200 }, "", "text/html");
    assert.equal(other.headers.get("content-type"), "text/html; charset=utf-8");
  });

  it("may have text in Latin-1, and says so", () => {
    const response = textResponse({ status: 200 }, "é", "text/plain", "latin1");
    assert.equal(response.headers.get("content-type"), "text/plain; charset=iso-8859-1");
    assert.equal(textOf(response), "\xe9");
  });

  it("keeps the fields that it is given, and does not change them", () => {
    const headers = new Headers([["X", "y"]]);
    assert.equal(textResponse({ status: 200, headers }, "").headers.get("x"), "y");
    assert.deepEqual([...headers], [["X", "y"]]);
  });

  it("is the same but for its fields when it is given others", () => {
    const parts = { status: 201, body: countingFile().body, reason: "why", saved: ["/inbox/a"] };
    const { headers, ...rest } = new Response(parts).with({ headers: new Headers([["X", "y"]]) });
    assert.equal(headers.get("x"), "y");
    assert.deepEqual(rest, { ...parts, wire: undefined, lastWire: undefined });
  });

  it("lets go of its file when it will not be sent", () => {
    const { body, count } = countingFile();
    discard(new Response({ status: 200, body }));
    assert.equal(count(), 1);
  });

  it("ends its stream when it will not be sent", async () => {
    let isEnded = false;
    const stream = (async function* () {
      try {
        await Promise.resolve();
        yield Buffer.from("a");
        yield Buffer.from("b");
      } finally {
        isEnded = true;
      }
    })();
    await stream.next();
    discard(new Response({ status: 200, body: { kind: "stream", stream, length: undefined } }));
    assert.equal((await stream.next()).done, true);
    assert.equal(isEnded, true);
  });
});

describe("an answer without a body", () => {
  it("forbids guessing a type, as all others do, and keeps its fields", () => {
    const response = emptyResponse({ status: 204, headers: new Headers([["Allow", "GET"]]), reason: "because" });
    assert.deepEqual([response.status, response.body.kind, response.reason], [204, "none", "because"]);
    assert.deepEqual(
      ["allow", "x-content-type-options"].map((name) => response.headers.get(name)),
      ["GET", "nosniff"],
    );
  });
});

describe("an answer that says no more than its status", () => {
  it("has a small text, and forbids guessing its type", () => {
    const response = statusResponse(404, "because", new Headers([["Allow", "GET"]]));
    assert.deepEqual([response.status, textOf(response), response.reason], [404, "404 Not Found\n", "because"]);
    assert.equal(response.headers.get("allow"), "GET");
    assert.equal(response.headers.get("x-content-type-options"), "nosniff");
  });

  it("has each of its fields once", () => {
    const given = new Headers([["X-Content-Type-Options", "nosniff"]]);
    assert.deepEqual(statusResponse(416, "", given).headers.getAll("x-content-type-options"), ["nosniff"]);
  });

  for (const [status, given, caching, rule] of [
    [404, undefined, ["no-store"], "an error is kept by no cache: some would answer all others with it"],
    [501, undefined, ["no-store"], "nor is what is not known"],
    [409, "no-cache", ["no-cache"], "what it is given stays"],
    [301, undefined, [], "what is no error says it itself"],
  ] as const) {
    it(`${rule}: ${status}`, () => {
      const headers = new Headers(given === undefined ? [] : [["Cache-Control", given]]);
      for (const response of [statusResponse(status, "", headers), textResponse({ status, headers }, "in any words")]) {
        assert.deepEqual(response.headers.getAll("cache-control"), caching);
      }
    });
  }
});

describe("what a thrown value is answered with", () => {
  it("is the status of an HttpError; its message is for the log alone", () => {
    const response = errorResponse(new HttpError(403, "the secret path"));
    assert.deepEqual([response.status, response.reason], [403, "the secret path"]);
    assert.ok(!textOf(response).includes("secret"));
  });

  for (const [error, reason] of [
    [new Error("at /home/me/secret"), "at /home/me/secret"],
    ["a text", "a text"],
    [undefined, "undefined"],
    [{ status: 404 }, "[object Object]"],
  ] as const) {
    it(`is 500 for what nobody foresaw: ${reason}`, () => {
      const response = errorResponse(error);
      assert.deepEqual([response.status, response.reason], [500, reason]);
      assert.equal(textOf(response), "500 Internal Server Error\n");
    });
  }

  it("says when to come again where the server is busy", () => {
    assert.equal(errorResponse(new HttpError(503)).headers.get("retry-after"), "1");
    assert.equal(errorResponse(new HttpError(404)).headers.has("retry-after"), false);
  });
});
