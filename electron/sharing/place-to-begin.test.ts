import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import { placeToBegin } from "./place-to-begin.ts";

describe("the place where a dialog for folders begins", () => {
  it("is the folder that it is about, or home where that is none, or gone", async (test) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
    test.after(() => rm(folder, { recursive: true }));
    const file = path.join(folder, "file");
    await writeFile(file, "");
    assert.equal(await placeToBegin(folder), folder);
    for (const other of [undefined, file, path.join(folder, "gone")]) {
      assert.equal(await placeToBegin(other), os.homedir());
    }
  });

  it("is home where the folder's drive does not answer soon", async () => {
    const never = () => new Promise<boolean>(() => undefined);
    assert.equal(await placeToBegin("/mnt/nas", never, 1), os.homedir());
  });
});
