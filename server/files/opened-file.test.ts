import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import promises, { appendFile, rename, rm, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { Response } from "../http/response.ts";
import { openFiles } from "../testing/leftovers.ts";
import { reasonOf } from "./disk-error.ts";
import { OpenedFile } from "./opened-file.ts";
import type { Root } from "./root.ts";
import { allClosed, breakReading, contentOf, plantRoot, refusalOf } from "./testing.ts";

async function opened(t: TestContext, content = "hello"): Promise<{ root: Root; full: string; file: OpenedFile }> {
  const root = await plantRoot(t, { "a.txt": content });
  const full = path.join(root.path, "a.txt");
  return { root, full, file: await OpenedFile.open(root, full) };
}

/** What a response of so many bytes of the file sends. */
function send(file: OpenedFile, length: number, first = 0): Promise<string> {
  return contentOf(new Response({ status: 200, body: { kind: "file", file: file.lease(), first, length } }));
}

describe("an open file", () => {
  it("is open once for all who lease it, and closed when the last gives it back", async (t) => {
    const { root, file } = await opened(t);
    const lease = file.lease();
    file.release();
    assert.deepEqual(openFiles(root.path), ["a.txt"]);
    lease.release();
    await allClosed(root.path);
  });

  it("cannot be leased once it is closed: its number may mean another file", async (t) => {
    const { file } = await opened(t);
    file.release();
    assert.equal((await refusalOf(Promise.resolve().then(() => file.lease())))[0], 503);
  });

  it("is read by offset, so that several may share it", async (t) => {
    const { file } = await opened(t, "0123456789");
    assert.deepEqual(await Promise.all([send(file, 10), send(file, 3, 4)]), ["0123456789", "456"]);
    file.release();
  });

  it("is sent as it was promised when it grows", async (t) => {
    const { full, file } = await opened(t);
    await appendFile(full, " and more");
    assert.deepEqual([file.size, await send(file, file.size), await file.isUnchanged()], [5, "hello", false]);
    assert.equal((await file.readWhole())?.toString(), "hello");
    file.release();
  });

  it("ends early when it shrinks, and never gives what is not there", async (t) => {
    const { full, file } = await opened(t);
    await truncate(full, 2);
    assert.equal(await send(file, file.size), "he");
    assert.equal(await file.readWhole(), undefined);
    file.release();
  });

  for (const { what, change } of [
    { what: "as long as before, and later", change: (full: string) => writeFile(full, "HELLO") },
    {
      what: "longer, and of the same moment",
      change: async (full: string) => {
        await appendFile(full, "!");
        await utimes(full, 1, 1);
      },
    },
  ]) {
    it(`has changed where it is written to meanwhile, and is ${what}`, async (t) => {
      const { root, full, file: asPlanted } = await opened(t);
      asPlanted.release();
      await utimes(full, 1, 1);
      const file = await OpenedFile.open(root, full);
      assert.equal(await file.isUnchanged(), true);
      await change(full);
      assert.equal(await file.isUnchanged(), false);
      file.release();
    });
  }

  it("stays what it was when another takes its place, or it is deleted", async (t) => {
    const { full, file } = await opened(t);
    await writeFile(`${full}.new`, "other");
    await rename(`${full}.new`, full);
    assert.equal(await send(file, 5), "hello");
    await rm(full);
    assert.deepEqual([await send(file, 5), await file.isUnchanged()], ["hello", true]);
    file.release();
  });

  for (const code of ["EBUSY", "UNKNOWN", "ETIMEDOUT", "EACCES"]) {
    it(`says by an answer's status why it cannot be read: ${code}`, async (t) => {
      const { file } = await opened(t);
      breakReading(t, code);
      const [status, reason] = await refusalOf(file.readWhole());
      assert.deepEqual([status, reason], [code === "EACCES" ? 403 : 503, reasonOf(code)]);
      file.release();
    });
  }

  it("may be empty", async (t) => {
    const { file } = await opened(t, "");
    assert.equal((await file.readWhole())?.length, 0);
    file.release();
  });
});

describe("what took a file's place before it was opened", () => {
  it("is refused where it is a FIFO, without waiting for its writer", async (t) => {
    const root = await plantRoot(t, {});
    const fifo = path.join(root.path, "fifo");
    execFileSync("mkfifo", [fifo]);
    assert.deepEqual(await refusalOf(OpenedFile.open(root, fifo)), [403, "only regular files are shared"]);
    await allClosed(root.path);
  });

  it("is refused where it is a folder", async (t) => {
    const root = await plantRoot(t, { "folder/": "" });
    assert.equal((await refusalOf(OpenedFile.open(root, path.join(root.path, "folder"))))[0], 403);
    await allClosed(root.path);
  });

  it("is refused where it is a symlink that leads out", async (t) => {
    const root = await plantRoot(t, { "a.txt": "inside" });
    const outside = path.join(path.dirname(root.path), "secret.txt");
    await writeFile(outside, "outside");
    const full = path.join(root.path, "a.txt");
    await rm(full);
    await symlink(outside, full);
    assert.deepEqual(await refusalOf(OpenedFile.open(root, full)), [404, "the symlink leads out of the share"]);
    await allClosed(path.dirname(root.path));
  });

  it("is refused where the folder before it became a symlink that leads out", async (t) => {
    const root = await plantRoot(t, { "folder/a.txt": "inside" });
    const outside = path.join(path.dirname(root.path), "outside");
    await rename(path.join(root.path, "folder"), outside);
    await symlink(outside, path.join(root.path, "folder"));
    const opening = OpenedFile.open(root, path.join(root.path, "folder", "a.txt"));
    assert.equal((await refusalOf(opening))[0], 404);
  });

  it("is refused where it is gone", async (t) => {
    const root = await plantRoot(t, {});
    assert.equal((await refusalOf(OpenedFile.open(root, path.join(root.path, "a"))))[0], 404);
  });

  for (const platform of ["darwin", "win32"] as const) {
    const plantElsewhere = async (t: TestContext) => {
      const root = await plantRoot(t, { "folder/a.txt": "inside", "b.txt": "other" });
      return { root: { ...root, platform }, full: path.join(root.path, "folder", "a.txt") };
    };

    it(`is known by its path alone on ${platform}, and opened where it is what it was`, async (t) => {
      const { root, full } = await plantElsewhere(t);
      const file = await OpenedFile.open(root, full);
      assert.equal((await file.readWhole())?.toString(), "inside");
      file.release();
    });

    it(`is refused where a folder before it became a symlink that leads out, on ${platform} too`, async (t) => {
      const { root, full } = await plantElsewhere(t);
      const outside = path.join(path.dirname(root.path), "outside");
      await rename(path.dirname(full), outside);
      await symlink(outside, path.dirname(full));
      const refusal = [404, "the symlink leads out of the share"];
      assert.deepEqual(await refusalOf(OpenedFile.open(root, full)), refusal);
      await allClosed(path.dirname(root.path));
    });

    it(`is refused where another came between its opening and the look at its path, on ${platform}`, async (t) => {
      const { root, full } = await plantElsewhere(t);
      const { realpath } = promises;
      t.mock.method(promises, "realpath", async (asked: string) => {
        await rename(path.join(root.path, "b.txt"), full);
        return realpath(asked);
      });
      syncBuiltinESMExports();
      const refusal = await refusalOf(OpenedFile.open(root, full)).finally(() => {
        t.mock.restoreAll();
        syncBuiltinESMExports();
      });
      assert.deepEqual(refusal, [404, "the file was exchanged meanwhile"]);
      await allClosed(root.path);
    });
  }
});
