import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFile, chmod, rename, rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { get, settled, until } from "../connection/testing.ts";
import type { RawClient } from "./raw-client.ts";
import { numberedBytes, shareFiles, type Shared } from "./shared-folder.ts";

/** More than all buffers between the disk and a client that does not read. */
const size = 32 * 1024 * 1024;
const content = numberedBytes(size);

/** A download that has begun, and stands still because its client does not read. */
async function stalledDownload(test: TestContext): Promise<Shared & { visitor: RawClient; film: string }> {
  const shared = await shareFiles(test, { "film.webm": content, "other.txt": "other" });
  const visitor = await shared.visit();
  visitor.socket.pause();
  await visitor.send(get("/film.webm") + get("/other.txt"));
  await until(() => shared.share.counters.bytesSent > 0);
  await settled(() => shared.share.counters.bytesSent);
  assert.ok(shared.share.counters.bytesSent < size);
  return { ...shared, visitor, film: path.join(shared.folder, "film.webm") };
}

async function assertWhole(visitor: RawClient): Promise<void> {
  visitor.socket.resume();
  const response = await visitor.response();
  assert.equal(response.field("content-length"), String(size));
  assert.ok(response.body.equals(content));
  assert.equal((await visitor.response()).body.toString(), "other");
}

async function statusOf({ visit }: Shared, target: string): Promise<number> {
  const visitor = await visit();
  await visitor.send(get(target, "Connection: close\r\n"));
  return (await visitor.response()).status;
}

describe("a file that changes while it is sent", () => {
  it("truncated: the connection is aborted, nothing is padded, and the record says why", async (test) => {
    const shared = await stalledDownload(test);
    await truncate(shared.film, 1000);
    shared.visitor.socket.resume();
    await assert.rejects(shared.visitor.response());
    await until(() => shared.share.counters.ended === 1);
    const [record] = shared.share.log.newest();
    assert.deepEqual([record?.outcome, record?.reason], ["failed", "the file became shorter while it was sent"]);
    assert.ok((record?.bytesSent ?? size) < size);
  });

  it("grown: exactly the promised bytes are sent, and the next answer follows", async (test) => {
    const { visitor, film } = await stalledDownload(test);
    await appendFile(film, "more and more");
    await assertWhole(visitor);
  });

  it("deleted: who is at it gets it whole, who comes later 404", async (test) => {
    const shared = await stalledDownload(test);
    await rm(shared.film);
    await assertWhole(shared.visitor);
    assert.equal(await statusOf(shared, "/film.webm"), 404);
  });

  it("replaced: who is at it gets the old one, who comes later the new one", async (test) => {
    const shared = await stalledDownload(test);
    await writeFile(`${shared.film}.new`, "new");
    await rename(`${shared.film}.new`, shared.film);
    await assertWhole(shared.visitor);
    const visitor = await shared.visit();
    await visitor.send(get("/film.webm"));
    assert.equal((await visitor.response()).body.toString(), "new");
  });

  const skip = process.getuid?.() === 0 && "nothing is unreadable to root";
  it("made unreadable: who is at it gets it whole, who comes later 403", { skip }, async (test) => {
    const shared = await stalledDownload(test);
    await chmod(shared.film, 0);
    await assertWhole(shared.visitor);
    assert.equal(await statusOf(shared, "/film.webm"), 403);
  });

  it("exchanged for a FIFO: who is at it gets it whole, who comes later 403 and not silence", async (test) => {
    const shared = await stalledDownload(test);
    await rm(shared.film);
    execFileSync("mkfifo", [shared.film]);
    await assertWhole(shared.visitor);
    for (let visitor = 0; visitor < 6; visitor++) assert.equal(await statusOf(shared, "/film.webm"), 403);
    assert.equal(await statusOf(shared, "/other.txt"), 200);
  });
});
