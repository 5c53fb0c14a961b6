import assert from "node:assert/strict";
import files, { readdir, readFile, rmdir, symlink } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { describe, it } from "node:test";
import { plantRoot, refusalOf } from "../files/testing.ts";
import { MadeFolders } from "./made-folders.ts";
import { findTargetFolder, openTargetFolder } from "./target-folder.ts";

/** A disk that leads to a folder also by a name that it has made up. */
const madeUp = (_: string, names: readonly string[]) =>
  Promise.resolve(new Set(names.filter((name) => name.includes("~"))));

describe("the folder that a visitor sends a file to", () => {
  it("is none that is only called so by a disk, which may lead into a hidden one", async (t) => {
    const root = await plantRoot(t, { "GIT~1/config": "" });
    const refusal = [400, "no folder may have that name"];
    const made = new MadeFolders();
    assert.deepEqual(await refusalOf(openTargetFolder(root, ["GIT~1", "hooks"], made, madeUp)), refusal);
    assert.deepEqual(await refusalOf(findTargetFolder(root, ["GIT~1"], madeUp)), refusal);
    assert.deepEqual(await readdir(path.join(root.path, "GIT~1")), ["config"]);
  });

  it("is no hidden one, which HFS+ finds behind characters that it passes over as well", async (t) => {
    const root = { ...(await plantRoot(t, { ".ssh/config": "", "\u200c.ssh/config": "" })), dotfiles: true };
    for (const name of [".ssh", "\u200c.ssh"]) {
      const refusal = [400, "no folder may have that name"];
      assert.deepEqual(await refusalOf(openTargetFolder(root, [name], new MadeFolders())), refusal);
      assert.deepEqual(await refusalOf(findTargetFolder(root, [name])), refusal);
    }
  });

  it("is none of the system, also where its disk has one", async (t) => {
    const root = await plantRoot(t, { "$RECYCLE.BIN/a": "" });
    const refusal = [400, "no folder may have that name"];
    assert.deepEqual(await refusalOf(openTargetFolder(root, ["$RECYCLE.BIN"], new MadeFolders())), refusal);
    assert.deepEqual(await refusalOf(findTargetFolder(root, ["$RECYCLE.BIN"])), refusal);
  });

  it("is made by no name that no file may have", async (t) => {
    const root = await plantRoot(t, {});
    const refusal = [400, "a name that a file manager acts on when it shows the folder"];
    assert.deepEqual(await refusalOf(openTargetFolder(root, ["new", "a.lnk"], new MadeFolders())), refusal);
    assert.deepEqual(await readdir(root.path), []);
  });

  it("is none that is too deep, whatever the names are", async (t) => {
    const root = await plantRoot(t, {});
    const names = Array.from({ length: 33 }, () => "a");
    const refusal = [414, "more than 32 folders in one another"];
    assert.deepEqual(await refusalOf(openTargetFolder(root, names, new MadeFolders())), refusal);
    const deepest = names.slice(1);
    assert.equal(await openTargetFolder(root, deepest, new MadeFolders()), path.join(root.path, ...deepest));
  });

  it("is none that a symlink leads to, not even to another one of the share", async (t) => {
    const root = await plantRoot(t, { "sub/": "", link: { symlink: "sub" } });
    for (const names of [["link"], ["link", "new"]]) {
      const refusal = [403, "nothing is saved through a symlink"];
      assert.deepEqual(await refusalOf(openTargetFolder(root, names, new MadeFolders())), refusal);
      assert.deepEqual(await refusalOf(findTargetFolder(root, names)), [404, "the folder is not there"]);
    }
    assert.deepEqual(await readdir(path.join(root.path, "sub")), []);
  });

  it("is no file, which stays", async (t) => {
    const root = await plantRoot(t, { a: "one" });
    const refusal = [409, "a file is in the folder's place"];
    for (const names of [["a"], ["a", "new"]]) {
      assert.deepEqual(await refusalOf(openTargetFolder(root, names, new MadeFolders())), refusal);
      assert.deepEqual(await refusalOf(findTargetFolder(root, names)), [404, "the folder is not there"]);
    }
    assert.equal(await readFile(path.join(root.path, "a"), "utf8"), "one");
  });

  it("is none whose place a symlink that leads out has taken after it was looked at", async (t) => {
    const root = await plantRoot(t, { "../outside/": "", "sub/": "" });
    const swap = async (parent: string, [name = ""]: readonly string[]) => {
      await rmdir(path.join(parent, name));
      await symlink("../outside", path.join(parent, name));
      return new Set<string>();
    };
    for (const name of ["sub", "new"]) {
      const refusal = [403, "nothing is saved through a symlink"];
      assert.deepEqual(await refusalOf(openTargetFolder(root, [name], new MadeFolders(), swap)), refusal);
    }
  });

  it("cannot be made where the disk says no, and that is told at once", async (t) => {
    const root = await plantRoot(t, {});
    const error = Object.assign(new Error("no space"), { code: "ENOSPC" });
    const making = t.mock.method(files, "mkdir", () => Promise.reject(error));
    syncBuiltinESMExports();
    try {
      await assert.rejects(openTargetFolder(root, ["new"], new MadeFolders()), error);
    } finally {
      making.mock.restore();
      syncBuiltinESMExports();
    }
  });

  it("may have a name like those where it is its own", async (t) => {
    const root = await plantRoot(t, { "old~1/": "" });
    for (const name of ["old~1", "new~2"]) {
      assert.equal(await openTargetFolder(root, [name], new MadeFolders()), path.join(root.path, name));
    }
  });
});
