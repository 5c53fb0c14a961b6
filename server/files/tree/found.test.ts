import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import { plantRoot } from "../testing.ts";
import { identityOf, look } from "./found.ts";

function refuseWith(code: string) {
  return () => Promise.reject(Object.assign(new Error(code), { code }));
}

describe("a file that is to go into a zip", () => {
  it("is left out on Windows, where only opening it tells that it cannot be read", async (t) => {
    const root = { ...(await plantRoot(t, { "mail.pst": "mail" })), platform: "win32" } as const;
    const file = path.join(root.path, "mail.pst");
    for (const [code, reason] of [
      ["EBUSY", "another program keeps it to itself"],
      ["EPERM", "the disk does not allow reading it"],
      ["UNKNOWN", "the disk or the cloud that it is kept in does not give it"],
      ["EXDEV", "the disk cannot read it (EXDEV)"],
    ] as const) {
      assert.deepEqual(await look(root, file, false, refuseWith(code)), { kind: "left out", reason });
    }
    assert.equal((await look(root, file, false)).kind, "file");
  });

  it("is left out where a symlink leads to nothing, and is not told of where it has just gone", async (t) => {
    const root = await plantRoot(t, {});
    const gone = path.join(root.path, "gone");
    assert.deepEqual(await look(root, gone, true), { kind: "left out", reason: "nothing is there" });
    assert.deepEqual(await look(root, gone, false), { kind: "gone" });
  });

  it("is not opened for that elsewhere, nor is a folder", async (t) => {
    const root = await plantRoot(t, { "a.txt": "a", "b/": "" });
    const kinds = [
      await look({ ...root, platform: "linux" }, path.join(root.path, "a.txt"), false, refuseWith("EBUSY")),
      await look({ ...root, platform: "win32" }, path.join(root.path, "b"), false, refuseWith("EBUSY")),
    ].map(({ kind }) => kind);
    assert.deepEqual(kinds, ["file", "folder"]);
  });
});

describe("a folder in a tree", () => {
  it("is known again by its number, whatever path leads to it", () => {
    const folder = { dev: 1n, ino: 2n };
    assert.equal(identityOf("/a", folder), identityOf("/b/link", folder));
    assert.notEqual(identityOf("/a", folder), identityOf("/a", { ...folder, ino: 3n }));
  });

  it("is not taken for the one that it is in where the drive gives none a number", () => {
    const folder = { dev: 1n, ino: 0n };
    assert.notEqual(identityOf("/a", folder), identityOf("/a/b", folder));
  });
});
