import assert from "node:assert/strict";
import dns from "node:dns";
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { describe, it, type TestContext } from "node:test";
import { gzipSync } from "node:zlib";
import { BlockedDevices } from "./access/blocked-devices.ts";
import { Server } from "./connection/server.ts";
import { DiskThread } from "./files/disk-thread.ts";
import { Share } from "./share.ts";
import { RawClient, type RawResponse } from "./testing/raw-client.ts";
import { folderOf, shareFiles } from "./testing/shared-folder.ts";
import { UploadShare } from "./uploads/upload-share.ts";

describe("a share that is stopped", () => {
  it("ends its thread also where the disk does not let go of what was sent", async (test) => {
    const share = new Share({ folder: await folderOf(test), uploads: {} });
    await share.start();
    const closed = test.mock.method(DiskThread.prototype, "close");
    test.mock.method(UploadShare.prototype, "close", () => Promise.reject(new Error("pulled out")));
    await assert.rejects(share.stop(0), /pulled out/);
    assert.equal(closed.mock.callCount(), 1);
  });
});

describe("a share whose folder is away", () => {
  it("refuses everything, says why in the log, and goes on when it is back", async (test) => {
    const share = new Share({ folder: await folderOf(test, { "a.txt": "a" }), uploads: {} });
    test.after(() => share.stop(0));
    const { port } = await share.start();
    const ask = async (target: string, method = "GET") =>
      (await fetch(`http://127.0.0.1:${port}${target}`, { method })).status;
    const reasons: string[] = [];
    share.log.follow({ ended: ({ reason }) => reasons.push(reason) });
    assert.equal(await ask("/a.txt"), 200);
    share.folderAway("the drive is gone");
    for (const target of ["/", "/a.txt", "/?zip", "/not-there"]) assert.equal(await ask(target), 503, target);
    assert.equal(await ask("/b.txt", "PUT"), 503);
    assert.deepEqual(new Set(reasons.slice(1)), new Set(["the drive is gone"]));
    share.folderAway(undefined);
    assert.equal(await ask("/a.txt"), 200);
  });

  it("knows nothing of that when it is started anew", async (test) => {
    const share = new Share({ folder: await folderOf(test, { "a.txt": "a" }) });
    test.after(() => share.stop(0));
    await share.start();
    share.folderAway("the drive is gone");
    await share.stop(0);
    const { port } = await share.start();
    assert.equal((await fetch(`http://127.0.0.1:${port}/a.txt`)).status, 200);
  });
});

describe("a share that somebody is to be kept from", () => {
  /** A share of a large file, two who take it and do not read on, and what becomes of it. */
  async function twoDownloads(test: TestContext) {
    const blocked = new BlockedDevices();
    const share = new Share({ folder: await folderOf(test, { "film.mp4": Buffer.alloc(32 * 1024 * 1024) }), blocked });
    test.after(() => share.stop(0));
    const { port } = await share.start();
    const ends: string[] = [];
    share.log.follow({ ended: ({ status, outcome, reason }) => ends.push(`${status} ${outcome}: ${reason}`) });
    const take = async (): Promise<RawClient> => {
      const client = await RawClient.open(port);
      await client.send("GET /film.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n");
      await client.until(1000);
      client.socket.pause();
      return client;
    };
    const clients = [await take(), await take()] as const;
    return { share, blocked, port, ends, clients };
  }

  function whole(client: RawClient): Promise<RawResponse> {
    client.socket.resume();
    return client.response();
  }

  it("refuses a blocked device and says why in the log, also while it runs", async (test) => {
    const { share, blocked, port, ends, clients } = await twoDownloads(test);
    blocked.block("127.0.0.1");
    share.closeThose(({ peer }) => peer.address === "127.0.0.1", "blocked now");
    for (const client of clients) await assert.rejects(whole(client), /the body ended/);
    assert.deepEqual(ends, Array(2).fill("200 failed: blocked now"));
    assert.equal((await fetch(`http://127.0.0.1:${port}/film.mp4`, { method: "HEAD" })).status, 403);
    assert.equal(ends[2], "403 complete: the owner has blocked this device");
    blocked.unblock("127.0.0.1");
    assert.equal((await fetch(`http://127.0.0.1:${port}/film.mp4`, { method: "HEAD" })).status, 200);
  });

  it("ends one connection, and no other", async (test) => {
    const { share, ends, clients } = await twoDownloads(test);
    const [, second] = share.log.active;
    share.closeThose(({ id }) => id === second?.connection, "the owner has ended it");
    await assert.rejects(whole(clients[1]), /the body ended/);
    assert.deepEqual(ends, ["200 failed: the owner has ended it"]);
    assert.equal((await whole(clients[0])).body.length, 32 * 1024 * 1024);
  });
});

describe("a share that is started twice at once", () => {
  it("starts once, and goes on whatever the second start is told", async (test) => {
    const share = new Share({ folder: await folderOf(test, { "a.txt": "a" }) });
    test.after(() => share.stop(0));
    const [first, second] = await Promise.allSettled([share.start(), share.start()]);
    assert.ok(first.status === "fulfilled" && second.status === "rejected");
    assert.match(String(second.reason), /the share is starting/);
    assert.equal((await fetch(`http://127.0.0.1:${first.value.port}/a.txt`)).status, 200);
    await share.stop(0);
    assert.ok((await share.start()).port > 0);
  });
});

describe("a share that cannot start", () => {
  it("lets go of its port and of all else that it has opened, and may be started again", async (test) => {
    const share = new Share({ folder: await folderOf(test), uploads: {} });
    test.after(() => share.stop(0));
    const start = test.mock.method(DiskThread.prototype, "start", () => Promise.reject(new Error("no memory")));
    const closed = test.mock.method(DiskThread.prototype, "close");
    await assert.rejects(share.start(), /no memory/);
    assert.deepEqual([share.state.kind, closed.mock.callCount()], ["stopped", 1]);
    start.mock.restore();
    const { port } = await share.start();
    assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 200);
  });

  it("finds out beforehand that the system does not let it read a folder, whatever the permissions say", async (test) => {
    const refused = Object.assign(new Error("operation not permitted"), { code: "EPERM" });
    const folder = await folderOf(test);
    test.mock.method(fs, "opendir", () => Promise.reject(refused));
    syncBuiltinESMExports();
    test.after(() => {
      test.mock.restoreAll();
      syncBuiltinESMExports();
    });
    await assert.rejects(new Share({ folder }).start(), { kind: "unreadable" });
  });

  it("says which ports it has tried where none is free", async (test) => {
    const inUse = Object.assign(new Error("in use"), { code: "EADDRINUSE" });
    const tried = test.mock.method(Server.prototype, "start", () => Promise.reject(inUse));
    const folder = await folderOf(test);
    for (const [port, nextFreePort, message, times] of [
      [8080, true, "Ports 8080 to 8100 are taken by other programs.", 21],
      [65_535, true, "Port 65535 is taken by another program.", 1],
      [8080, false, "Port 8080 is taken by another program.", 1],
    ] as const) {
      tried.mock.resetCalls();
      await assert.rejects(new Share({ folder, port, nextFreePort }).start(), { kind: "port taken", message });
      assert.equal(tried.mock.callCount(), times);
    }
  });

  it("looks beyond the hundred ports that a system keeps for itself", async (test) => {
    const kept = Object.assign(new Error("kept"), { code: "EACCES" });
    const inUse = Object.assign(new Error("in use"), { code: "EADDRINUSE" });
    const errors = new Map([
      [8080, kept],
      [8180, inUse],
    ]);
    test.mock.method(Server.prototype, "start", (port: number) => {
      const error = errors.get(port);
      return error === undefined ? Promise.resolve(port) : Promise.reject(error);
    });
    const share = new Share({ folder: await folderOf(test), port: 8080, nextFreePort: true });
    test.after(() => share.stop(0));
    assert.equal((await share.start()).port, 8181);
  });

  it("lets go of what it has opened where the port is not to be had", async (test) => {
    const taken = new Share({ folder: await folderOf(test) });
    test.after(() => taken.stop(0));
    const { port } = await taken.start();
    const closed = test.mock.method(DiskThread.prototype, "close");
    await assert.rejects(new Share({ folder: await folderOf(test), port }).start(), { kind: "port taken" });
    assert.equal(closed.mock.callCount(), 1);
  });

  it("goes on if it is on already", async (test) => {
    const share = new Share({ folder: await folderOf(test), uploads: {} });
    test.after(() => share.stop(0));
    const { port } = await share.start();
    await assert.rejects(share.start(), /the share is listening/);
    assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 200);
  });
});

describe("a share that starts", () => {
  it("lets nobody in before all of it is there, so that whoever gets in can tell it to stop", async (test) => {
    const share = new Share({ folder: await folderOf(test) });
    test.after(() => share.stop(0));
    const states: string[] = [];
    test.mock.method(DiskThread.prototype, "start", () => {
      states.push(share.state.kind);
      return Promise.resolve();
    });
    await share.start();
    assert.deepEqual(states, ["stopped"]);
  });
});

describe("a share that sends compressed neighbours", () => {
  const asked = { headers: { "Accept-Encoding": "gzip" } };

  it("takes none for a file's where visitors may send one beside it: nothing of the owner's is replaced", async (test) => {
    const { port } = await shareFiles(test, { "app.js": "owner" }, { uploads: {}, precompressed: true });
    const origin = `http://127.0.0.1:${port}`;
    const sent = await fetch(`${origin}/app.js.gz`, { method: "PUT", body: gzipSync("visitor") });
    assert.equal(sent.status, 201);
    assert.equal(await (await fetch(`${origin}/app.js`, asked)).text(), "owner");
  });

  it("takes the owner's own where what visitors send goes elsewhere", async (test) => {
    const files = { "app.js": "plain", "app.js.gz": gzipSync("compressed") };
    const uploads = { inbox: await folderOf(test) };
    const { port } = await shareFiles(test, files, { uploads, precompressed: true });
    assert.equal(await (await fetch(`http://127.0.0.1:${port}/app.js`, asked)).text(), "compressed");
  });
});

describe("a share on one address that is given by its name", () => {
  it("is there for requests for that name, for it is announced so", async (test) => {
    type Found = (error: null, address: string, family: number) => void;
    test.mock.method(dns, "lookup", (_name: string, _options: unknown, found: Found) => found(null, "127.0.0.1", 4));
    const share = new Share({ folder: await folderOf(test), host: "Files.example" });
    test.after(() => share.stop(0));
    const { port } = await share.start();
    for (const [host, status] of [
      ["files.example", 200],
      ["other.example", 421],
    ] as const) {
      const visitor = await RawClient.open(port);
      await visitor.send(`GET / HTTP/1.1\r\nHost: ${host}:${port}\r\n\r\n`);
      assert.equal((await visitor.response()).status, status, host);
      visitor.close();
    }
  });
});
