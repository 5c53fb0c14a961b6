import assert from "node:assert/strict";
import { connect } from "node:net";
import { describe, it } from "node:test";
import { get, until } from "../connection/testing.ts";
import { assertReturned, holdings, memoryInUse } from "./leftovers.ts";
import { shareFiles } from "./shared-folder.ts";

const atOnce = 64;
const seed = Number(process.env["PORCHLIGHT_SEED"] ?? 20_261_122);

/** mulberry32: the same numbers, 0 to 1, for the same seed. */
function randomOf(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const seeds = [
  get("/a.txt"),
  get("/folder/", "Accept: application/json\r\n"),
  get("/large.bin", "Range: bytes=1-5,10-\r\n"),
  get("/%e2%82%ac?x=%zz", 'If-None-Match: "x"\r\nIf-Modified-Since: now\r\n'),
  "POST /a.txt HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX: y\r\n\r\n",
  "PUT /sent.txt HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\nhello",
  "HEAD http://localhost/a.txt HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
  "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
];
const pieces = [
  "\r",
  "\n",
  "\r\n",
  "\0",
  " ",
  ":",
  "%",
  "/",
  "..",
  "\xff",
  "HTTP/",
  "Content-Length: ",
  "9".repeat(30),
  "x".repeat(9000),
];

/** Noise, or requests that were broken in a few places. */
function garbage(random: () => number): Buffer {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  if (random() < 0.2) {
    return Buffer.from(Array.from({ length: Math.floor(random() * 400) }, () => Math.floor(random() * 256)));
  }
  let text = pick(seeds) + (random() < 0.3 ? pick(seeds) : "");
  for (let wound = Math.floor(random() * 4); wound > 0; wound--) {
    const at = Math.floor(random() * text.length);
    text = text.slice(0, at) + (random() < 0.7 ? pick(pieces) : "") + text.slice(at + Math.floor(random() * 8));
  }
  return Buffer.from(text.slice(0, random() < 0.2 ? Math.floor(random() * text.length) : undefined), "latin1");
}

/** Sends bytes, in one or two cuts, ends or resets, and is through when the connection is closed. */
function visitWith(port: number, bytes: Buffer, random: () => number): Promise<void> {
  const cut = random() < 0.3 ? Math.floor(random() * bytes.length) : bytes.length;
  const resets = random() < 0.2;
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port }, () => {
      socket.write(bytes.subarray(0, cut));
      if (cut < bytes.length) socket.write(bytes.subarray(cut));
      if (resets) setImmediate(() => socket.resetAndDestroy());
      else socket.end();
    });
    socket.resume();
    socket.on("error", () => undefined);
    socket.on("close", () => resolve());
  });
}

const shares = [
  { what: "a share that sends", connections: 20_000, uploads: undefined, seen: [200, 204, 206, 400, 404, 405, 431] },
  {
    what: "a share that takes files too",
    connections: 5000,
    uploads: { inbox: undefined, mostBytes: undefined, diskBytesToLeave: 0 },
    seen: [200, 201, 204, 206, 400, 404],
  },
];

describe(`connections of garbage, seed ${seed} (PORCHLIGHT_SEED)`, () => {
  for (const { what, connections, uploads, seen } of shares) {
    it(`crash nothing, are never answered 500, and leave nothing behind: ${connections} at ${what}`, async (test) => {
      const files = { "a.txt": "a", "large.bin": Buffer.alloc(300_000), "folder/b.txt": "b" };
      const { port, share, visit } = await shareFiles(test, files, { uploads });
      const failed: string[] = [];
      const statuses = new Set<number>();
      share.log.follow({
        ended: ({ status, reason, target }) => {
          statuses.add(status);
          if (status === 500) failed.push(`${target}: ${reason}`);
        },
      });
      const random = randomOf(seed);
      await Promise.all(Array.from({ length: atOnce }, () => visitWith(port, garbage(random), random)));
      await until(() => share.counters.connectionsOpen === 0);
      const before = { ...holdings(), memory: await memoryInUse() };
      let left = connections - atOnce;
      const visitor = async () => {
        while (left-- > 0) await visitWith(port, garbage(random), random);
      };
      await Promise.all(Array.from({ length: atOnce }, visitor));
      assert.deepEqual(failed, []);
      await until(() => share.counters.connectionsOpen === 0 && share.counters.ended === share.counters.requests);
      assert.equal(share.counters.connectionsAccepted, connections);
      assert.deepEqual(
        seen.filter((status) => !statuses.has(status)),
        [],
        "the garbage reaches what it is meant to reach",
      );
      assert.deepEqual([share.counters.transfers, share.counters.queue.busy, share.log.active], [0, 0, []]);
      await assertReturned({ ...before, descriptors: before.descriptors + 2 }); // the two files that stay open while warm
      const grown = (await memoryInUse()) - before.memory;
      assert.ok(grown < 48e6, `${Math.round(grown / 1e6)} MB more`); // the log's ring fills
      const healthy = await visit();
      await healthy.send(get("/a.txt"));
      assert.equal((await healthy.response()).body.toString(), "a");
    });
  }
});
