import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import { plant, temporaryFolder } from "../files/testing.ts";
import { giveName, thisDisk, type Disk } from "./give-name.ts";

const part = path.resolve("part");

/** So many files of one name. */
const namesakes = (count: number) =>
  new Map(Array.from({ length: count }, (_, at) => [at === 0 ? "a.txt" : `a (${at + 1}).txt`, "old"]));

/** A disk in memory that refuses some of what it is asked for with these codes. */
function diskWith(names: Map<string, string>, refused: Partial<Record<keyof Disk, string>>): Disk {
  const refuse = (code: string): never => {
    throw Object.assign(new Error(code), { code });
  };
  const work = (action: keyof Disk, run: (file: string, target: string) => void) => (file: string, target?: string) => {
    const to = path.basename(target ?? file);
    return Promise.resolve().then(() => {
      const code = refused[action];
      if (code !== undefined) refuse(code);
      if ((action === "link" || action === "reserve") && names.has(to)) refuse("EEXIST");
      run(path.basename(file), to);
    });
  };
  return {
    has: (target) => Promise.resolve(names.has(path.basename(target))),
    link: work("link", (file, target) => names.set(target, names.get(file) ?? "")),
    unlink: work("unlink", (file) => names.delete(file)),
    reserve: work("reserve", (file) => names.set(file, "")),
    rename: work("rename", (file, target) => names.set(target, names.get(file) ?? "").delete(file)),
  };
}

describe("a file that is whole", () => {
  for (const link of [undefined, "EISDIR", "EPERM", "ENOTSUP", "EINVAL", "EMLINK"]) {
    const how = link === undefined ? "by a link" : `by a rename where the disk answers a link with ${link}`;

    it(`gets its name ${how}, and the next one where that is taken`, async () => {
      const names = new Map([
        ["part", "new"],
        ["a.txt", "old"],
      ]);
      const disk = diskWith(names, link === undefined ? {} : { link });
      assert.equal(await giveName(part, "a.txt", disk), "a (2).txt");
      assert.deepEqual([...names].sort(), [
        ["a (2).txt", "new"],
        ["a.txt", "old"],
      ]);
    });
  }

  for (const link of [undefined, "EPERM"]) {
    it(`never takes another one's place on the disk itself, ${link === undefined ? "by a link" : "without links"}`, async (t) => {
      const folder = await temporaryFolder(t);
      await plant(folder, { part: "new", "a.txt": "old" });
      const refuse = () => Promise.reject(Object.assign(new Error(link), { code: link }));
      const disk = link === undefined ? thisDisk : { ...thisDisk, link: refuse };
      assert.equal(await giveName(path.join(folder, "part"), "a.txt", disk), "a (2).txt");
      assert.deepEqual((await readdir(folder)).sort(), ["a (2).txt", "a.txt"]);
      assert.equal(await readFile(path.join(folder, "a.txt"), "utf8"), "old");
      assert.equal(await readFile(path.join(folder, "a (2).txt"), "utf8"), "new");
    });
  }

  it("is saved, also where its first name cannot be taken away now", async () => {
    const names = new Map([["part", "new"]]);
    assert.equal(await giveName(part, "a.txt", diskWith(names, { unlink: "EBUSY" })), "a.txt");
    assert.equal(names.get("a.txt"), "new");
  });

  it("asks for few of the numbers before its own", async () => {
    const names = namesakes(1000);
    const disk = diskWith(names, {});
    let asked = 0;
    const has = (target: string) => {
      asked++;
      return disk.has(target);
    };
    assert.equal(await giveName(part, "a.txt", { ...disk, has }), "a (1001).txt");
    assert.ok(asked <= 20, `asked for ${asked} of them`);
  });

  it("gets another number where one that was free is taken meanwhile", async () => {
    const names = namesakes(3);
    const disk = diskWith(names, {});
    const has = async (target: string) => {
      const isTaken = await disk.has(target);
      if (target.endsWith("a (4).txt")) names.set("a (4).txt", "another's").set("a (5).txt", "another's");
      return isTaken;
    };
    assert.equal(await giveName(part, "a.txt", { ...disk, has }), "a (6).txt");
    assert.equal(names.get("a (4).txt"), "another's");
  });

  it("is refused where there are ten thousand of its name", async () => {
    const names = namesakes(10_000);
    await assert.rejects(giveName(part, "a.txt", diskWith(names, {})), { name: "HttpError", status: 409 });
    names.delete("a (10000).txt");
    assert.equal(await giveName(part, "a.txt", diskWith(names, {})), "a (10000).txt");
  });

  it("gets its name also where Windows has a virus scanner look at it first", async () => {
    const names = new Map([["part", "new"]]);
    const refused: Partial<Record<keyof Disk, string>> = { link: "EISDIR", rename: "EPERM" };
    const pause = () => {
      delete refused.rename;
      return Promise.resolve();
    };
    assert.equal(await giveName(part, "a.txt", diskWith(names, refused), { platform: "win32", pause }), "a.txt");
    assert.deepEqual([...names], [["a.txt", "new"]]);
  });

  it("leaves no empty file behind where it cannot be moved", async () => {
    const names = new Map([["part", "new"]]);
    const disk = diskWith(names, { link: "EISDIR", rename: "EBUSY" });
    await assert.rejects(giveName(part, "a.txt", disk), { code: "EBUSY" });
    assert.deepEqual([...names.keys()], ["part"]);
  });

  it("is refused with what the disk says where nothing can be made", async () => {
    const disk = diskWith(new Map([["part", "new"]]), { link: "EACCES", reserve: "EACCES" });
    await assert.rejects(giveName(part, "a.txt", disk), { code: "EACCES" });
  });
});
