import assert from "node:assert/strict";
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { findShared, type FindOptions } from "./find-shared.ts";
import { allClosed, plantRoot } from "./testing.ts";

/** Makes a disk that fails as soon as it is asked for a file of that name. */
function breakDisk(t: TestContext, name: string): void {
  const { realpath } = fs;
  t.mock.method(fs, "realpath", (asked: string) => {
    if (path.basename(asked) !== name) return realpath(asked);
    return Promise.reject(Object.assign(new Error("not enough memory"), { code: "ENOMEM" }));
  });
  syncBuiltinESMExports();
  t.after(() => {
    t.mock.restoreAll();
    syncBuiltinESMExports();
  });
}

describe("a file of which there may be a compressed form", () => {
  it("is let go of where the disk fails at the look for that form", async (t) => {
    const root = await plantRoot(t, { "a.txt": "a" });
    breakDisk(t, "a.txt.br");
    const options = { precompressed: true, website: undefined, isListing: false };
    await assert.rejects(findShared(root, ["a.txt"], ["br"], options), { code: "ENOMEM" });
    await allClosed(root.path);
  });
});

describe("a folder's index.html", () => {
  it("says that others get the list in its place, where that is so", async (t) => {
    const root = await plantRoot(t, { "index.html": "home" });
    const varyOf = async (name: string, options: Partial<FindOptions> = {}) => {
      const all = { precompressed: false, website: undefined, isListing: false, ...options };
      const found = await findShared(root, [name], [], all);
      assert.ok(found.kind === "file");
      found.release();
      return found.caching.get("vary");
    };
    assert.equal(await varyOf(""), "Accept");
    assert.equal(await varyOf("", { precompressed: true }), "Accept, Accept-Encoding");
    assert.equal(await varyOf("index.html"), undefined);
    assert.equal(await varyOf("", { website: { spa: false, cleanUrls: false } }), undefined);
  });
});
