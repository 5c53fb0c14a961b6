import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import {
  chmod,
  chown,
  link,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  unlink,
  writeFile,
} from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import fc from "fast-check";
import { openFiles } from "../testing/leftovers.ts";
import { poseAs } from "../testing/pose-as.ts";
import { EarlySyncs } from "./early-sync.ts";
import { PartialFile, partialPath } from "./partial-file.ts";
import { mockFiles } from "./testing.ts";

/** A user without rights, on most systems. */
const nobody = 65_534;

async function emptyFolder(test: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
  test.after(() => rm(folder, { recursive: true }));
  return folder;
}

function place(folder: string): string {
  return partialPath(folder, randomBytes(16).toString("base64url"));
}

describe("a file on its way in", () => {
  it("holds what was given, in order, whoever waits for the disk and who does not", async (test) => {
    const folder = await emptyFolder(test);
    const anyPieces = fc.array(fc.tuple(fc.integer({ min: 0, max: 300_000 }), fc.boolean(), fc.boolean()), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(anyPieces, async (pieces) => {
        const file = await PartialFile.create(place(folder), "sha256", new EarlySyncs());
        const parts = pieces.map(([length], index) => Buffer.alloc(length, index + 1));
        for (const [index, [, isAwaited, isFlushed]] of pieces.entries()) {
          const appended = file.append(Buffer.from(parts[index] ?? ""));
          if (isAwaited) await appended;
          if (isFlushed) await file.flush();
        }
        await file.flush();
        const content = Buffer.concat(parts);
        assert.equal(file.length, content.length);
        assert.deepEqual(file.digest(), createHash("sha256").update(content).digest());
        const name = await file.publish("a");
        assert.ok((await readFile(path.join(folder, name))).equals(content));
      }),
      { numRuns: 40 },
    );
  });

  it("is marked as one from elsewhere before it has its name: nobody can open it without the mark", async (test) => {
    const folder = await emptyFolder(test);
    const file = await PartialFile.create(place(folder), undefined, new EarlySyncs());
    const marked: string[][] = [];
    await file.publish("a.exe", async (marking) => {
      marked.push([marking, ...(await readdir(folder))]);
    });
    assert.deepEqual(marked, [[file.path, path.basename(file.path)]]);
  });

  it("is on the disk before it has its name, and its name is before that is told; nothing stays open", async (test) => {
    if (process.platform !== "linux") {
      test.skip("no other system tells what a descriptor stands for");
      return;
    }
    const folder = await emptyFolder(test);
    const file = await PartialFile.create(place(folder), undefined, new EarlySyncs());
    const synced: (readonly string[])[] = [];
    await mockFiles(test, "sync", async ({ fd }) => {
      synced.push([await readlink(`/proc/self/fd/${fd}`), ...(await readdir(folder))]);
    });
    await file.append(Buffer.from("content"));
    await file.publish("a");
    assert.deepEqual(synced, [
      [file.path, path.basename(file.path)],
      [folder, "a"],
    ]);
    const opened = openFiles(path.dirname(folder)).filter((name) => name.startsWith(path.basename(folder)));
    assert.deepEqual(opened, []);
  });

  it("is not closed while it is written, also where it is taken back: its descriptor is another file's then", async (test) => {
    const folder = await emptyFolder(test);
    const file = await PartialFile.create(place(folder), undefined, new EarlySyncs());
    const [begun, written] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    let isOpen: boolean | undefined;
    await mockFiles(test, "writev", async (handle) => {
      begun.resolve(undefined);
      await written.promise;
      isOpen = handle.fd !== -1;
      return { bytesWritten: 300_000 };
    });
    await file.append(Buffer.alloc(300_000));
    await begun.promise;
    const discarded = file.discard();
    written.resolve(undefined);
    await discarded;
    assert.equal(isOpen, true);
  });

  it("does not go on where it becomes shorter while its sum is made, and is closed", async (test) => {
    const folder = await emptyFolder(test);
    const location = place(folder);
    await writeFile(location, "abc");
    await mockFiles(test, "read", () => Promise.resolve({ bytesRead: 0 }));
    await assert.rejects(PartialFile.reopen(location, "sha256", new EarlySyncs()), { status: 409 });
    if (process.platform === "linux") assert.deepEqual(openFiles(folder), []);
  });

  it("is saved also in a folder that may be written and not read", async (test) => {
    const folder = await emptyFolder(test);
    const isRoot = process.getuid?.() === 0; // who may read everything
    if (isRoot) await chown(folder, nobody, nobody);
    await chmod(folder, 0o300);
    try {
      if (isRoot) process.seteuid?.(nobody);
      const file = await PartialFile.create(place(folder), undefined, new EarlySyncs());
      await file.append(Buffer.from("content"));
      assert.equal(await file.publish("a"), "a");
    } finally {
      if (isRoot) process.seteuid?.(0);
      await chmod(folder, 0o700);
    }
    assert.deepEqual(await readdir(folder), ["a"]);
  });

  it("is let go of also where the disk does not take it", async (test) => {
    const folder = await emptyFolder(test);
    await mockFiles(test, "sync", () => Promise.reject(new Error("EIO")));
    const file = await PartialFile.create(place(folder), undefined, new EarlySyncs());
    await assert.rejects(file.park(), { message: "EIO" });
    if (process.platform === "linux") assert.deepEqual(openFiles(folder), []);
  });

  it("goes on where an earlier run left it, and its digest does too", async (test) => {
    const folder = await emptyFolder(test);
    const location = place(folder);
    const [first, rest] = [randomBytes(600_000), randomBytes(10)];
    const file = await PartialFile.create(location, undefined, new EarlySyncs());
    await file.append(Buffer.from(first));
    await file.park();
    const again = await PartialFile.reopen(location, "sha256", new EarlySyncs());
    assert.ok(again !== undefined);
    assert.deepEqual([again.length, again.digest()], [first.length, createHash("sha256").update(first).digest()]);
    await again.append(Buffer.from(rest));
    await again.flush();
    const content = Buffer.concat([first, rest]);
    assert.deepEqual(again.digest(), createHash("sha256").update(content).digest());
    assert.ok((await readFile(path.join(folder, await again.publish("a")))).equals(content));
  });

  it("does not go on where it has another name already, leads elsewhere or is not there, and stays closed", async (test) => {
    const folder = await emptyFolder(test);
    const [saved, linked, gone] = [place(folder), place(folder), place(folder)];
    await writeFile(saved, "a");
    await link(saved, path.join(folder, "a"));
    assert.equal(await PartialFile.reopen(saved, undefined, new EarlySyncs()), undefined);
    await unlink(saved);
    if (process.platform !== "win32") {
      await symlink("a", linked);
      await assert.rejects(PartialFile.reopen(linked, undefined, new EarlySyncs()), { code: "ELOOP" });
    }
    await assert.rejects(PartialFile.reopen(gone, undefined, new EarlySyncs()), { code: "ENOENT" });
    if (process.platform === "linux") assert.deepEqual(openFiles(folder), []);
  });

  it("has a temporary name until it is published, and none when it is discarded", async (test) => {
    const folder = await emptyFolder(test);
    const one = await PartialFile.create(place(folder), undefined, new EarlySyncs());
    const other = await PartialFile.create(place(folder), undefined, new EarlySyncs());
    for (const name of await readdir(folder)) assert.match(name, /^\.porchlight-[\w-]{22}\.part$/);
    await one.append(Buffer.from("one"));
    assert.equal(await one.publish("a.txt"), "a.txt");
    await other.append(Buffer.from("other"));
    await other.discard();
    assert.deepEqual(await readdir(folder), ["a.txt"]);
  });

  for (const platform of ["darwin", "win32"] as const) {
    it(`goes on and is saved on ${platform} too, where no path holds a folder`, async (test) => {
      const folder = await emptyFolder(test);
      poseAs(test, platform);
      const location = place(folder);
      const begun = await PartialFile.create(location, undefined, new EarlySyncs());
      await begun.append(Buffer.from("one "));
      await begun.park();
      const again = await PartialFile.reopen(location, undefined, new EarlySyncs());
      assert.equal(again?.length, 4);
      await again.append(Buffer.from("and other"));
      await again.flush();
      assert.equal(await again.publish("a.txt", () => Promise.resolve()), "a.txt");
      assert.equal(await readFile(path.join(folder, "a.txt"), "utf8"), "one and other");
      assert.deepEqual(await readdir(folder), ["a.txt"]);
    });
  }
});
