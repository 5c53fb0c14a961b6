import assert from "node:assert/strict";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import { openRoot } from "../files/root.ts";
import { planZip } from "./zip-plan.ts";
import { ZipPlans } from "./zip-plans.ts";

describe("the plans of zips", () => {
  it("are in memory once while the tree stays as it is, however many visitors come one after the other", async (test) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
    test.after(() => rm(folder, { recursive: true }));
    await writeFile(path.join(folder, "a.txt"), "one");
    const root = await openRoot(folder, false);
    const plans = new ZipPlans();
    const find = () =>
      plans.find(
        "top",
        () => false,
        (isAbandoned) => planZip(root, { path: root.path, name: "top/" }, undefined, { entries: 9, isAbandoned }),
      );
    const first = await find();
    assert.equal(await find(), first);
    await writeFile(path.join(folder, "a.txt"), "three");
    const changed = await find();
    assert.notEqual(changed.etag, first.etag);
    assert.equal(await find(), changed);
  });

  it("lead to where the files are now, also when their folder was moved", async (test) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
    test.after(() => rm(folder, { recursive: true }));
    const root = await openRoot(folder, false);
    const [before, after] = [path.join(root.path, "before"), path.join(root.path, "after")];
    await mkdir(before);
    await writeFile(path.join(before, "a.txt"), "one");
    const plans = new ZipPlans();
    const bounds = { entries: 9, isAbandoned: () => false };
    const find = (at: string) =>
      plans.find(at, bounds.isAbandoned, () => planZip(root, { path: at, name: "" }, ["a.txt"], bounds));
    const first = await find(before);
    await rename(before, after);
    assert.deepEqual([first.folder.path, (await find(after)).folder.path], [before, after]);
  });
});
