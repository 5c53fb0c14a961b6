import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Later, type Handler } from "../http/handler.ts";
import { statusResponse, textResponse } from "../http/response.ts";
import { echo, get, serve } from "./testing.ts";

const readBack: Handler = (request) =>
  new Later(request.body.readAll(100).then((bytes) => textResponse({ status: 200 }, bytes.toString("latin1"))));

describe("a request's body whose chunks are broken", () => {
  for (const later of [false, true]) {
    const when = later ? "long behind its head" : "along with its head";
    it(`ends the connection behind the answer where nobody reads it and it comes ${when}`, async (test) => {
      const { visit, journal, empty } = await serve(test, echo);
      const visitor = await visit();
      await visitor.send("POST /one HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
      if (later) await journal.end();
      await visitor.send("zz\r\n" + get("/two"));
      assert.equal((await visitor.response()).body.toString(), "/one");
      assert.deepEqual(await visitor.rest(), { bytes: Buffer.alloc(0), end: "fin" });
      visitor.close();
      await empty();
      assert.deepEqual(
        journal.ended.map(({ status, outcome, reason }) => [status, outcome, reason]),
        [
          [200, "complete", ""],
          [0, "refused", "the body before it is broken: malformed chunk size"],
        ],
      );
    });
  }

  for (const pipelined of ["", get("/two")]) {
    const next = pipelined === "" ? "" : ", and nothing behind it is a request";
    it(`is refused once where somebody reads it, with the connection's end${next}`, async (test) => {
      const { visit, journal } = await serve(test, readBack);
      const visitor = await visit();
      await visitor.send(
        `POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\nzz\r\n${pipelined}`,
      );
      const refusal = await visitor.response();
      assert.deepEqual([refusal.status, refusal.field("connection")], [400, "close"]);
      assert.deepEqual(await visitor.rest(), { bytes: Buffer.alloc(0), end: "fin" });
      assert.deepEqual(
        journal.ended.map(({ status, reason }) => [status, reason]),
        [[400, "malformed chunk size"]],
      );
    });
  }
});

describe("a request's body that its visitor breaks off", () => {
  it("hides no other reason why it was refused", async (test) => {
    const { visit, journal } = await serve(test, async ({ body }) => {
      await assert.rejects(body.readAll(100));
      return statusResponse(507, "the disk is full");
    });
    const visitor = await visit();
    await visitor.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n12345");
    visitor.halfClose();
    assert.equal((await visitor.response()).status, 507);
    const { outcome, reason } = await journal.end();
    assert.deepEqual([outcome, reason], ["refused", "the disk is full"]);
  });
});

describe("a request's body that nobody waits for any more", () => {
  it("costs its visitor no answer where its chunks do not end, and they read only then", async (test) => {
    const { visit } = await serve(test, echo, { drainChunkedBytes: 10_000 });
    const visitor = await visit();
    visitor.socket.pause();
    await visitor.send("POST /endless HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (let chunk = 0; chunk < 40; chunk++) await visitor.send(`2710\r\n${"x".repeat(10_000)}\r\n`);
    visitor.socket.resume();
    visitor.halfClose();
    assert.equal((await visitor.response()).body.toString(), "/endless");
    assert.equal((await visitor.rest()).end, "fin"); // behind a reset it would have lost the answer
  });

  it("leaves the connection to the next request, also where the client was told to go on", async (test) => {
    const { visit } = await serve(
      test,
      ({ method, body }) =>
        new Later(body.read().then((bytes) => textResponse({ status: 200 }, `${method} ${String(bytes)}`))),
    );
    const visitor = await visit();
    await visitor.send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    assert.equal((await visitor.response()).status, 100);
    await visitor.send("he");
    assert.equal((await visitor.response()).body.toString(), "POST he");
    await visitor.send("llo" + get("/next"));
    assert.equal((await visitor.response()).body.toString(), "GET undefined");
  });

  it("ends for who still reads it, when its connection does", async (test) => {
    const read = Promise.withResolvers<unknown>();
    const { visit } = await serve(
      test,
      (request) => {
        request.body.readAll(100_000).catch(read.resolve);
        return textResponse({ status: 200 }, "enough");
      },
      { drainBytes: 1000 },
    );
    const visitor = await visit();
    await visitor.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 50000\r\n\r\nabc");
    assert.equal((await visitor.response()).field("connection"), "close");
    assert.match(String(await read.promise), /HttpError/); // and the visitor has not left
  });
});
