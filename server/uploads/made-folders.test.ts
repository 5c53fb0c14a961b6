import assert from "node:assert/strict";
import { mkdir, readdir, rmdir } from "node:fs/promises";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { temporaryFolder } from "../files/testing.ts";
import { MadeFolders } from "./made-folders.ts";

/** A folder and one in it, both made for an upload. */
async function madeIn(test: TestContext) {
  const top = await temporaryFolder(test);
  const [outer, inner] = [path.join(top, "outer"), path.join(top, "outer", "inner")];
  const made = new MadeFolders();
  for (const folder of [outer, inner]) {
    await mkdir(folder);
    made.add(folder);
  }
  return { top, outer, inner, made };
}

describe("folders that were made for an upload of which nothing came", () => {
  it("are the owner's where the owner makes them anew, and stay then", async (test) => {
    const { top, outer, inner, made } = await madeIn(test);
    await made.remove(inner);
    assert.deepEqual(await readdir(top), []);
    await mkdir(inner, { recursive: true });
    await made.remove(inner);
    assert.deepEqual(await readdir(outer), ["inner"]);
  });

  it("go also where the owner has taken the innermost one away", async (test) => {
    const { top, inner, made } = await madeIn(test);
    await rmdir(inner);
    await made.remove(inner);
    assert.deepEqual(await readdir(top), []);
  });
});
