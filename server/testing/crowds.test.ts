import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { get, until } from "../connection/testing.ts";
import { assertReturned, holdings } from "./leftovers.ts";
import { RawClient } from "./raw-client.ts";
import { shareFiles, type Shared } from "./shared-folder.ts";

const film = Buffer.alloc(24 * 1024 * 1024);
const files = { "a.txt": "a", "film.webm": film, "folder/b.txt": "b", "empty/.keep": "" };

async function assertNormal({ visit }: Shared): Promise<void> {
  for (const [target, status] of [
    ["/a.txt", 200],
    ["/folder/", 200],
    ["/missing", 404],
    ["/film.webm", 200],
  ] as const) {
    const visitor = await visit();
    await visitor.send(get(target, "Connection: close\r\n"));
    assert.equal((await visitor.response()).status, status, target);
    assert.equal((await visitor.rest()).end, "fin");
  }
}

const many = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

describe("a crowd", () => {
  it("of 1,000 idle, 200 half-said and 60 stalled connections leaves service normal", async (test) => {
    const shared = await shareFiles(test, files);
    await many(1000, () => shared.visit());
    await many(200, async () => (await shared.visit()).send("GET /a.txt HTTP/1.1\r\nHo"));
    await many(60, async () => {
      const visitor = await shared.visit();
      visitor.socket.pause();
      await visitor.send(get("/film.webm"));
    });
    await until(() => shared.share.counters.transfers === 60);
    assert.equal(shared.share.counters.queue.busy, 0);
    await assertNormal(shared);
    assert.equal(shared.share.counters.connectionsRefused, 0);
  });

  it("of 512 connections that are kept, with ten requests each, is answered without an error", async (test) => {
    const shared = await shareFiles(test, files, { workerCount: 2 });
    await many(512, async () => {
      const visitor = await shared.visit();
      for (let request = 0; request < 10; request++) {
        await visitor.send(get(request % 2 === 0 ? "/a.txt" : "/folder/"));
        assert.equal((await visitor.response()).status, 200);
      }
    });
    assert.deepEqual(shared.share.counters.byStatusClass, [0, 0, 5120, 0, 0, 0]);
  });

  it("of 200 clients at once gets every byte", async (test) => {
    const shared = await shareFiles(test, { "page.bin": Buffer.alloc(700_000, "p") });
    await many(200, async () => {
      const visitor = await shared.visit();
      await visitor.send(get("/page.bin"));
      assert.equal((await visitor.response()).body.length, 700_000);
      visitor.close();
    });
    assert.equal(shared.share.counters.bytesSent, 200 * 700_000);
  });

  it("of 400 that connect in one burst gets its answers", async (test) => {
    const shared = await shareFiles(test, files);
    const visitors = await many(400, () => shared.visit());
    await Promise.all(
      visitors.map(async (visitor) => {
        await visitor.send(get("/a.txt", "Connection: close\r\n"));
        assert.equal((await visitor.response()).body.toString(), "a");
      }),
    );
  });

  it("of 1,000 short connections is answered, each a record, and leaves nothing behind", async (test) => {
    const shared = await shareFiles(test, files);
    await (await shared.visit()).send(get("/a.txt", "Connection: close\r\n"));
    await until(() => shared.share.counters.ended === 1 && shared.share.counters.connectionsOpen === 0);
    const before = holdings();
    for (let round = 0; round < 50; round++) {
      await many(20, async () => {
        const visitor = await RawClient.open(shared.port);
        await visitor.send(get("/a.txt", "", "1.0"));
        assert.match((await visitor.rest()).bytes.toString(), /^HTTP\/1\.1 200 [^]*\r\n\r\na$/);
        visitor.close();
      });
    }
    await until(() => shared.share.counters.connectionsOpen === 0);
    assert.equal([...shared.share.log.newest()].length, 1001);
    await assertReturned(before);
  });

  it("of downloads that are broken off gives back every descriptor and timer", async (test) => {
    const before = holdings();
    const shared = await shareFiles(test, files);
    for (let round = 0; round < 10; round++) {
      await many(10, async (index) => {
        const visitor = await RawClient.open(shared.port);
        void visitor.send(get("/film.webm", index % 2 === 0 ? "" : "Range: bytes=0-9,1000000-9000000\r\n"));
        await visitor.until(index * 50_000);
        visitor.reset();
      });
    }
    await until(() => shared.share.counters.transfers === 0 && shared.share.counters.connectionsOpen === 0);
    await shared.share.stop();
    await assertReturned(before);
  });

  it("of visitors who leave before their answer is ready gives back every descriptor", async (test) => {
    const before = holdings();
    const shared = await shareFiles(test, files);
    for (let round = 0; round < 20; round++) {
      await many(10, async () => {
        const visitor = await RawClient.open(shared.port);
        visitor.socket.write(get("/film.webm", "Range: bytes=0-9,20-29\r\n"));
        setImmediate(() => visitor.reset());
        await visitor.rest();
      });
    }
    await until(() => shared.share.counters.transfers === 0 && shared.share.counters.connectionsOpen === 0);
    await shared.share.stop();
    await assertReturned(before);
  });
});
