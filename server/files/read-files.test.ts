import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { mkdir, stat, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { isSameFile } from "../same-file.ts";
import { openFiles } from "../testing/leftovers.ts";
import { poseAs } from "../testing/pose-as.ts";
import { readFiles, whereIsOpen, type ExpectedFile } from "./read-files.ts";
import { plantRoot } from "./testing.ts";

const milliseconds = 1000;

/** A file in the state in which it is now. */
async function expected(file: string): Promise<ExpectedFile> {
  const { size, mtimeNs } = await stat(file, { bigint: true });
  return { path: file, size: Number(size), mtimeNs };
}

describe("small files that are read at once", () => {
  it("lie one behind the other, each with where it really is", async (test) => {
    const { path: root } = await plantRoot(test, { a: "one", "b/c": "", d: "three", link: { symlink: "d" } });
    const files = await Promise.all(["a", "b/c", "link"].map((name) => expected(path.join(root, name))));
    const { bytes, realPaths } = readFiles({ files, milliseconds }, whereIsOpen, isSameFile);
    assert.equal(Buffer.from(bytes).toString(), "onethree");
    assert.deepEqual(
      realPaths,
      ["a", "b/c", "d"].map((name) => path.join(root, name)),
    );
    assert.deepEqual(readFiles({ files: [], milliseconds }, whereIsOpen, isSameFile).realPaths, []);
    assert.deepEqual(openFiles(root), [], "none stays open");
  });

  it("are begun only within their time: a slow disk would hold up all who wait for the thread", async (test) => {
    const { path: root } = await plantRoot(test, { a: "one", b: "two", c: "three" });
    const files = await Promise.all(["a", "b", "c"].map((name) => expected(path.join(root, name))));
    let now = 0;
    test.mock.method(performance, "now", () => (now += 10));
    const { realPaths } = readFiles({ files, milliseconds: 25 }, whereIsOpen, isSameFile);
    assert.deepEqual(realPaths, [path.join(root, "a"), path.join(root, "b"), ""]);
  });

  const oddities: readonly [rule: string, change: (file: string) => Promise<unknown>][] = [
    ["has grown", (file) => writeFile(file, "longer than it was")],
    ["has grown and kept its date", (file) => writeFile(file, "longer than it was").then(() => setDate(file))],
    ["is shorter", (file) => truncate(file, 1)],
    ["has another date", (file) => utimes(file, 1, 1)],
    ["is gone", (file) => removed(file, () => Promise.resolve())],
    ["is a folder now", (file) => removed(file, () => mkdir(file))],
    ["leads nowhere now", (file) => removed(file, () => symlink("nothing", file))],
    ["leads to itself now", (file) => removed(file, () => symlink(path.basename(file), file))],
    ["is a FIFO now", (file) => removed(file, () => Promise.resolve(execFileSync("mkfifo", [file])))],
  ];
  for (const [rule, change] of oddities) {
    it(`one that ${rule} is left to whoever opens it, and the others are read`, async (test) => {
      const { path: root } = await plantRoot(test, { a: "one", b: "two", c: "three" });
      const [a, b, c] = ["a", "b", "c"].map((name) => path.join(root, name)) as [string, string, string];
      await Promise.all([a, b, c].map(setDate));
      const files = await Promise.all([a, b, c].map(expected));
      await change(b);
      const { bytes, realPaths } = readFiles({ files, milliseconds }, whereIsOpen, isSameFile);
      assert.deepEqual(realPaths, [a, "", c]);
      assert.equal(Buffer.from(bytes.subarray(0, 3)).toString(), "one");
      assert.equal(Buffer.from(bytes.subarray(6)).toString(), "three");
      assert.deepEqual(openFiles(root), [], "none stays open");
    });
  }
});

describe("small files of a Windows drive", () => {
  const oddities: readonly [rule: string, mock: (test: TestContext) => void][] = [
    [
      "has a longer number by its path than where it is open",
      ({ mock }) => {
        const really = fs.statSync;
        mock.method(fs, "statSync", (name: string, options: { bigint: true }) => {
          const stats = really(name, options);
          return Object.assign(stats, { dev: stats.dev + 2n ** 40n });
        });
      },
    ],
    [
      "tells nobody where a path leads",
      ({ mock }) =>
        mock.method(fs.realpathSync, "native", () => {
          throw Object.assign(new Error("illegal operation on a directory"), { code: "EISDIR" });
        }),
    ],
  ];
  for (const [rule, mock] of oddities) {
    it(`are read also where it ${rule}`, async (test) => {
      const { path: root } = await plantRoot(test, { a: "one", b: "two", "to-a": { symlink: "a" } });
      const files = await Promise.all(["a", "b", "to-a"].map((name) => expected(path.join(root, name))));
      poseAs(test, "win32");
      mock(test);
      const { realPaths } = readFiles({ files, milliseconds }, whereIsOpen, isSameFile);
      assert.deepEqual(
        realPaths,
        ["a", "b", "a"].map((name) => path.join(root, name)),
      );
    });
  }
});

function setDate(file: string): Promise<void> {
  return utimes(file, 1000, 1000);
}

async function removed(file: string, then: () => Promise<unknown>): Promise<void> {
  execFileSync("rm", [file]);
  await then();
}
