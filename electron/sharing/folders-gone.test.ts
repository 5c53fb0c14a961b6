import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import { FoldersGone } from "./folders-gone.ts";

const here = import.meta.dirname;
const noneHere = path.join(here, "none");

describe("folders that are gone", () => {
  it("are those that are not there, or are no folders", async () => {
    const file = path.join(here, "folders-gone.ts");
    const gone = await new FoldersGone().among([here, noneHere, file, path.join(file, "in it")]);
    assert.deepEqual(gone, [noneHere, file, path.join(file, "in it")]);
  });

  it("are it no longer once they are there again", async () => {
    const isGone = new Map([["/stick", true]]);
    const folders = new FoldersGone((folder) => Promise.resolve(isGone.get(folder) ?? false));
    assert.deepEqual(await folders.among(["/stick", here]), ["/stick"]);
    isGone.clear();
    assert.deepEqual(await folders.among(["/stick", here]), []);
  });

  it("are not those that only cannot be looked at", async () => {
    assert.deepEqual(await new FoldersGone().among([path.join(here, "x".repeat(5000))]), []);
  });

  it("are found without waiting for a drive that does not answer, which is asked only once", async () => {
    let answer: (isGone: boolean) => void = () => undefined;
    const asked: string[] = [];
    const lookAt = (folder: string) => {
      asked.push(folder);
      return folder === "/dead" ? new Promise<boolean>((resolve) => (answer = resolve)) : Promise.resolve(true);
    };
    const folders = new FoldersGone(lookAt, 1);
    assert.deepEqual(await folders.among(["/one", "/dead", "/two"]), ["/one"]);
    assert.deepEqual(await folders.among(["/one", "/dead", "/two"]), ["/one"]);
    assert.deepEqual(asked, ["/one", "/dead"]);
    answer(false);
    while (asked.length < 3) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(asked, ["/one", "/dead", "/two"]);
  });
});
