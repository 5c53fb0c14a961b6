import assert from "node:assert/strict";
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { findShared } from "./find-shared.ts";
import { allClosed, plantRoot } from "./testing.ts";

/** Makes a disk that fails as soon as it is asked for a file of that name. */
function breakDisk(t: TestContext, name: string): void {
  const { realpath } = fs;
  t.mock.method(fs, "realpath", (asked: string) => {
    if (path.basename(asked) !== name) return realpath(asked);
    return Promise.reject(Object.assign(new Error("i/o error"), { code: "EIO" }));
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
    await assert.rejects(findShared(root, ["a.txt"], ["br"], options), { code: "EIO" });
    await allClosed(root.path);
  });
});
