import assert from "node:assert/strict";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { openRoot } from "../files/root.ts";
import { planZip } from "./zip-plan.ts";
import { ZipPlans } from "./zip-plans.ts";

async function emptyFolder(test: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
  test.after(() => rm(folder, { recursive: true }));
  return folder;
}

const here = { address: "10.0.0.1", hasLeft: () => false };

describe("the plans of zips", () => {
  it("are in memory once while the tree stays as it is, however many visitors come one after the other", async (test) => {
    const folder = await emptyFolder(test);
    await writeFile(path.join(folder, "a.txt"), "one");
    const root = await openRoot(folder, false);
    const plans = new ZipPlans();
    const find = () =>
      plans.find("top", here, (isAbandoned) =>
        planZip(root, { path: root.path, name: "top/" }, undefined, { entries: 9, isAbandoned }),
      );
    const first = await find();
    assert.equal(await find(), first);
    await writeFile(path.join(folder, "a.txt"), "three");
    const changed = await find();
    assert.notEqual(changed.etag, first.etag);
    assert.equal(await find(), changed);
  });

  it("lead to where the files are now, also when their folder was moved", async (test) => {
    const folder = await emptyFolder(test);
    const root = await openRoot(folder, false);
    const [before, after] = [path.join(root.path, "before"), path.join(root.path, "after")];
    await mkdir(before);
    await writeFile(path.join(before, "a.txt"), "one");
    const plans = new ZipPlans();
    const bounds = { entries: 9, isAbandoned: () => false };
    const find = (at: string) => plans.find(at, here, () => planZip(root, { path: at, name: "" }, ["a.txt"], bounds));
    const first = await find(before);
    await rename(before, after);
    assert.deepEqual([first.folder.path, (await find(after)).folder.path], [before, after]);
  });

  it("are made once for all who ask meanwhile, and go on as long as one of them is there", async (test) => {
    const root = await openRoot(await emptyFolder(test), false);
    const plans = new ZipPlans();
    let made = 0;
    const gone = [true, false];
    const abandoned: boolean[] = [];
    const make = async (isAbandoned: () => boolean) => {
      made++;
      await new Promise(setImmediate);
      abandoned.push(isAbandoned());
      gone[1] = true;
      abandoned.push(isAbandoned());
      return planZip(root, { path: root.path, name: "top/" }, undefined, { entries: 9, isAbandoned: () => false });
    };
    const [one, other] = await Promise.all(
      gone.map((_, at) => plans.find("top", { ...here, hasLeft: () => gone[at] === true }, make)),
    );
    assert.deepEqual([made, one === other, abandoned], [1, true, [false, true]]);
    await plans.find("top", here, make);
    assert.equal(made, 2, "another look at the disk for who comes later");
  });

  it("are looked for among the last 64 that somebody asked for", async (test) => {
    const root = await openRoot(await emptyFolder(test), false);
    const bounds = { entries: 9, isAbandoned: () => false };
    const plan = await planZip(root, { path: root.path, name: "top/" }, undefined, bounds);
    const plans = new ZipPlans();
    const find = (identity: string) => plans.find(identity, here, () => Promise.resolve({ ...plan, identity }));
    const [first, second] = [await find("0"), await find("1")];
    for (let other = 2; other < 64; other++) await find(`${other}`);
    assert.equal(await find("0"), first, "which makes the second the oldest");
    await find("64");
    assert.equal(await find("0"), first);
    assert.notEqual(await find("1"), second);
  });

  it("are made two at a time, also behind one that failed", async () => {
    const plans = new ZipPlans();
    const failures: ((error: Error) => void)[] = [];
    const asked = ["a", "b", "c", "d"].map((key) =>
      plans.find(key, here, () => new Promise((_, reject) => failures.push(reject))),
    );
    for (const [at, plan] of asked.entries()) {
      assert.equal(failures.length, Math.min(at + 2, asked.length));
      failures[at]?.(new Error("gone"));
      await assert.rejects(plan, /gone/);
    }
    assert.equal(failures.length, asked.length);
  });

  it("are made in turn for all addresses: who asks for many has nobody else wait for all of them", async () => {
    const plans = new ZipPlans();
    const made: string[] = [];
    const ends: (() => void)[] = [];
    const asked: Promise<unknown>[] = [];
    const ask = (key: string, address: string) => {
      const plan = plans.find(key, { ...here, address }, () => {
        made.push(key);
        return new Promise((_, reject) => ends.push(() => reject(new Error(key))));
      });
      asked.push(plan.catch(() => undefined));
    };
    for (const key of ["a1", "a2", "a3", "a4", "a5", "a6", "a7"]) ask(key, "10.0.0.1");
    ask("b1", "10.0.0.2");
    ask("b2", "10.0.0.2");
    ask("a6", "10.0.0.3"); // by the same plan, as soon as that is due to either of them
    for (let at = 0; at < made.length; at++) {
      ends[at]?.();
      await asked[["a1", "a2", "a3", "a4", "a5", "a6", "a7", "b1", "b2"].indexOf(made[at] ?? "")];
    }
    assert.deepEqual(made, ["a1", "a2", "a3", "b1", "a6", "a4", "b2", "a5", "a7"]);
  });
});
