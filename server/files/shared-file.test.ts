import assert from "node:assert/strict";
import type { BigIntStats } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { parseHttpDate } from "../http/http-date.ts";
import { Response } from "../http/response.ts";
import { openFiles } from "../testing/leftovers.ts";
import { OpenedFile } from "./opened-file.ts";
import { describeFile, validatorsOf, type Description } from "./shared-file.ts";
import { allClosed, contentOf, plantRoot } from "./testing.ts";

const second = 1_000_000_000n;
const time = BigInt(Date.UTC(1994, 10, 6, 8, 49, 37)) * 1_000_000n;
const now = Date.UTC(2026, 10, 22);

async function statsOf(t: TestContext, changes: Partial<BigIntStats> = {}): Promise<BigIntStats> {
  const root = await plantRoot(t, { "a.txt": "hello" });
  const stats = await stat(path.join(root.path, "a.txt"), { bigint: true });
  const mtimeNs = changes.mtimeNs ?? stats.mtimeNs;
  return Object.assign(stats, { mtimeMs: mtimeNs / 1_000_000n }, changes);
}

describe("a file's tag", () => {
  it("is quoted and strong", async (t) => {
    assert.match(validatorsOf(await statsOf(t, { mtimeNs: time + 1n }), [], now).etag ?? "", /^"[0-9a-z-]+"$/);
  });

  it("changes with the size, with a nanosecond, and with the variant", async (t) => {
    const stats = await statsOf(t, { mtimeNs: time + 1n });
    const tags = [
      validatorsOf(stats, [], now),
      validatorsOf(await statsOf(t, { mtimeNs: time + 2n }), [], now),
      validatorsOf(await statsOf(t, { mtimeNs: time + 1n, size: 6n }), [], now),
      validatorsOf(stats, ["br"], now),
      validatorsOf(stats, ["sandbox"], now),
    ].map(({ etag }) => etag);
    assert.equal(new Set(tags).size, tags.length);
  });

  it("is weak where the disk seems to keep whole seconds and the file has just changed", async (t) => {
    const stats = await statsOf(t, { mtimeNs: time });
    const changed = Number(time / 1_000_000n);
    assert.match(validatorsOf(stats, [], changed + 1999).etag ?? "", /^W\/"/);
    assert.match(validatorsOf(stats, [], changed + 2000).etag ?? "", /^"/);
    assert.match(validatorsOf(await statsOf(t, { mtimeNs: time + 1n }), [], changed + 1).etag ?? "", /^"/);
  });
});

describe("a file's date", () => {
  it("is of whole seconds", async (t) => {
    const stats = await statsOf(t, { mtimeNs: time + second - 1n });
    assert.equal(validatorsOf(stats, [], now).lastModified, Number(time / 1_000_000n));
  });
  const tomorrow = { mtimeNs: BigInt(now + 86_400_000) * 1_000_000n };
  it("is never in the future", async (t) => {
    const stats = await statsOf(t, { ...tomorrow, ctimeMs: BigInt(now + 1000) });
    assert.equal(validatorsOf(stats, [], now).lastModified, now);
  });
  it("stands still where the disk's is in the future: it is the day on which the file came to be so", async (t) => {
    const stats = await statsOf(t, { ...tomorrow, ctimeMs: BigInt(now - 4500) });
    for (const later of [0, 5000]) assert.equal(validatorsOf(stats, [], now + later).lastModified, now - 5000);
  });
  it("is the present one where the disk knows no such day", async (t) => {
    for (const ctimeMs of [0n, BigInt(Date.UTC(1601, 0))]) {
      assert.equal(validatorsOf(await statsOf(t, { ...tomorrow, ctimeMs }), [], now).lastModified, now);
    }
  });
  it("is not known where no date of HTTP could say it", async (t) => {
    for (const mtimeNs of [-(10n ** 26n), -(10n ** 21n)]) {
      assert.equal(validatorsOf(await statsOf(t, { mtimeNs }), [], now).lastModified, undefined);
    }
  });
});

describe("a shared file's answer", () => {
  const description: Description = { coding: undefined, varies: [], name: "a.txt", isWebsite: false };

  it("has type, date, tag and caching, and forbids guessing the type", async (t) => {
    const stats = await statsOf(t, { mtimeNs: time + 1n });
    const { headers, status } = describeFile("/a", stats, Buffer.from("hello"), description).whole();
    assert.equal(status, 200);
    assert.equal(headers.get("content-type"), "text/plain; charset=utf-8");
    assert.equal(headers.get("last-modified"), "Sun, 06 Nov 1994 08:49:37 GMT");
    assert.equal(headers.get("cache-control"), "no-cache");
    assert.equal(headers.get("accept-ranges"), "bytes");
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.notEqual(parseHttpDate(headers.get("last-modified", "")), undefined);
    for (const name of ["vary", "content-encoding", "content-security-policy"]) assert.equal(headers.has(name), false);
  });

  it("names the coding of a compressed neighbour, in 200 alone: nothing else has its bytes", async (t) => {
    const file = describeFile("/a", await statsOf(t), Buffer.from("hello"), {
      ...description,
      coding: "br",
      varies: ["Accept-Encoding"],
    });
    assert.equal(file.whole().headers.get("content-encoding"), "br");
    assert.equal(file.whole().headers.get("vary"), "Accept-Encoding");
    const caching = [...file.caching].map(([name]) => name);
    assert.deepEqual([caching.includes("Content-Encoding"), caching.includes("Vary")], [false, true]);
  });

  it("has another tag in each coding, though all may be alike on the disk: no cache glues their parts together", async (t) => {
    const stats = await statsOf(t, { mtimeNs: time + 1n });
    const tags = ([undefined, "br", "gzip"] as const).map((coding) => {
      const { validators } = describeFile("/a", stats, Buffer.from("hello"), { ...description, coding });
      return validators.etag;
    });
    assert.equal(new Set(tags).size, tags.length);
  });

  it("has a document's scripts switched off, unless the share is a website", async (t) => {
    const stats = await statsOf(t);
    const files = describeFile("/a", stats, Buffer.from(""), { ...description, name: "a.html" });
    const website = describeFile("/a", stats, Buffer.from(""), { ...description, name: "a.html", isWebsite: true });
    assert.match(files.whole().headers.get("content-security-policy", ""), /^sandbox /);
    assert.equal(website.whole().headers.has("content-security-policy"), false);
    assert.notEqual(files.validators.etag, website.validators.etag);
  });

  it("runs in no page of another origin where it is a script, unless the share is a website", async (t) => {
    const stats = await statsOf(t);
    for (const name of ["a.js", "a.mjs", "a.ecma"]) {
      const files = describeFile("/a", stats, Buffer.from(""), { ...description, name });
      const website = describeFile("/a", stats, Buffer.from(""), { ...description, name, isWebsite: true });
      for (const { headers } of [files.whole(), { headers: files.caching }]) {
        assert.equal(headers.get("cross-origin-resource-policy"), "same-origin", name);
      }
      assert.equal(website.whole().headers.has("cross-origin-resource-policy"), false);
    }
  });

  it("may be a part of a document in its sandbox, which has no origin, where it is no script", async (t) => {
    const stats = await statsOf(t);
    for (const name of ["a.png", "a.css", "a.html", "a.json", "a.cjs"]) {
      const { caching } = describeFile("/a", stats, Buffer.from(""), { ...description, name });
      assert.equal(caching.has("cross-origin-resource-policy"), false, name);
    }
  });

  it("is made of memory or of the open file, whole or in part", async (t) => {
    const root = await plantRoot(t, { "a.txt": "hello" });
    const opened = await OpenedFile.open(root, path.join(root.path, "a.txt"));
    const memory = describeFile("/a", opened.stats, Buffer.from("hello"), description);
    const open = describeFile("/a", opened.stats, opened, description);
    for (const file of [memory, open]) {
      assert.equal(await contentOf(file.whole()), "hello");
      assert.equal(await contentOf(new Response({ status: 206, body: file.body(1, 3) })), "ell");
    }
    assert.deepEqual(openFiles(root.path), ["a.txt"]);
    open.release();
    memory.release();
    await allClosed(root.path);
  });
});
