import assert from "node:assert/strict";
import { once } from "node:events";
import { describe, it, type TestContext } from "node:test";
import { Later } from "../http/handler.ts";
import { type Response, textResponse } from "../http/response.ts";
import { latch, serve, settled } from "./testing.ts";

describe("the record of a file that came whole, where the visitor leaves before it is saved,", () => {
  const saving = async (test: TestContext) => {
    const [came, isSaved] = [latch(), latch()];
    const served = await serve(test, ({ body }) => {
      const save = async (): Promise<Response> => {
        await body.readAll(100);
        came.open();
        await isSaved.opened;
        return textResponse({ status: 201, saved: ["/inbox/a.txt"] }, "saved");
      };
      return new Later(save());
    });
    const visitor = await served.visit();
    await visitor.send("PUT /a.txt HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
    await came.opened;
    visitor.socket.resetAndDestroy();
    await once(visitor.socket, "close");
    return { ...served, isSaved };
  };

  it("ends when it is, and says so", async (test) => {
    const { journal, isSaved, empty } = await saving(test);
    await settled(() => journal.ended.length);
    assert.equal(journal.ended.length, 0);
    isSaved.open();
    const { outcome, status, bytesReceived, filesSaved } = await journal.end();
    assert.deepEqual([outcome, status, bytesReceived, filesSaved], ["client left", 0, 3, 1]);
    await empty();
  });

  it("ends with the server's patience, and but once", async (test) => {
    const { journal, isSaved, server } = await saving(test);
    await settled(() => journal.ended.length);
    await server.stop(0);
    const { reason, filesSaved } = await journal.end();
    assert.deepEqual([reason, filesSaved], ["sharing was stopped", 0]);
    isSaved.open();
    await settled(() => journal.ended.length);
    assert.equal(journal.ended.length, 1);
    assert.equal(server.counters.connectionsOpen, 0);
  });
});
