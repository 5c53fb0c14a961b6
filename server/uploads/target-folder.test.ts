import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
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
  });

  it("may have a name like those where it is its own", async (t) => {
    const root = await plantRoot(t, { "old~1/": "" });
    for (const name of ["old~1", "new~2"]) {
      assert.equal(await openTargetFolder(root, [name], new MadeFolders()), path.join(root.path, name));
    }
  });
});
