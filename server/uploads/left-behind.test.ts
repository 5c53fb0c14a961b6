import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import { markEntries } from "../testing/marked-entries.ts";
import { removeLeftBehind } from "./left-behind.ts";
import { bootedAt, writeRecord } from "./upload-record.ts";

const temporary = `.porchlight-${"A".repeat(22)}.part`;
const minute = 60_000;

describe("what an earlier run left behind", () => {
  it("is removed when it is old, ours and nobody's; nothing else is", async (test) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
    test.after(() => rm(folder, { recursive: true }));
    await mkdir(path.join(folder, "sub/deep"), { recursive: true });
    await mkdir(path.join(folder, "other"));
    await symlink(path.join(folder, "other"), path.join(folder, "sub/link"));
    const old = new Date(Date.now() - 10 * minute);
    const left = [temporary, `sub/deep/${temporary}`];
    const stay = [".porchlight-short.part", "a.part", `sub/${temporary}`, `other/${temporary}`];
    for (const name of [...left, ...stay]) await writeFile(path.join(folder, name), "x");
    for (const name of [...left, stay[0] ?? "", stay[1] ?? ""]) await utimes(path.join(folder, name), old, old);
    const owned = path.join(folder, `other/${temporary}`);
    await utimes(owned, old, old);
    const options = {
      owns: (file: string) => file === owned,
      age: 5 * minute,
      resumableAge: 20 * minute,
      isStopped: () => false,
    };
    assert.equal(await removeLeftBehind(folder, options), left.length);
    const names = await readdir(folder, { recursive: true });
    for (const name of left) assert.ok(!names.includes(name), name);
    for (const name of [...stay, "sub/deep"]) assert.ok(names.includes(name), name); // no record says who made it
  });

  it("is kept longer where its visitor may go on with it, which is what a record says", async (test) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
    test.after(() => rm(folder, { recursive: true }));
    const agesOf: Readonly<Record<string, number>> = {
      [`.porchlight-${"A".repeat(22)}.part`]: 10,
      [`.porchlight-${"A".repeat(22)}.upload`]: 100, // begun long ago, and gone on with since
      [`.porchlight-${"B".repeat(22)}.part`]: 21,
      [`.porchlight-${"B".repeat(22)}.upload`]: 100,
      [`.porchlight-${"C".repeat(22)}.upload`]: 10, // its file was saved
    };
    for (const [name, age] of Object.entries(agesOf)) {
      await writeFile(path.join(folder, name), "x");
      const date = new Date(Date.now() - age * minute);
      await utimes(path.join(folder, name), date, date);
    }
    const options = { owns: () => false, age: 5 * minute, resumableAge: 20 * minute, isStopped: () => false };
    assert.equal(await removeLeftBehind(folder, options), 3);
    assert.deepEqual((await readdir(folder)).sort(), Object.keys(agesOf).slice(0, 2));
  });

  it("goes with the folders that were made for it, where nothing else is in them", async (test) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
    test.after(() => rm(folder, { recursive: true }));
    const rest = { length: 9, digest: undefined, bootedAt: bootedAt(), synced: 0 };
    for (const [place, madeFolders] of [
      ["there/made/deep", 2],
      ["used/made", 2],
      ["moved", 9],
    ] as const) {
      await mkdir(path.join(folder, place), { recursive: true });
      await writeFile(path.join(folder, place, temporary), "x");
      await writeRecord(path.join(folder, place, temporary), { ...rest, name: "a", madeFolders });
    }
    await writeFile(path.join(folder, "used", "b"), "x");
    const options = { owns: () => false, age: 0, resumableAge: 0, isStopped: () => false };
    assert.equal(await removeLeftBehind(folder, options), 6);
    assert.deepEqual((await readdir(folder, { recursive: true })).sort(), ["there", "used", "used/b"]);
  });

  it("never takes the shared folder with it, whatever its record says", async (test) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
    test.after(() => rm(folder, { recursive: true }));
    await writeFile(path.join(folder, temporary), "x");
    const record = { name: "a", length: 9, digest: undefined, madeFolders: 9, bootedAt: bootedAt(), synced: 0 };
    await writeRecord(path.join(folder, temporary), record);
    const options = { owns: () => false, age: 0, resumableAge: 0, isStopped: () => false };
    assert.equal(await removeLeftBehind(folder, options), 2);
    assert.deepEqual(await readdir(folder), []);
  });

  it("is looked for in no hidden folder, nor once sharing has stopped; a folder of such a name is none", async (test) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
    test.after(() => rm(folder, { recursive: true }));
    for (const place of [".hidden", "sub", `sub/${temporary}`]) {
      await mkdir(path.join(folder, place));
      await writeFile(path.join(folder, place, temporary.replace("A", "B")), "x");
    }
    const options = { owns: () => false, age: 0, resumableAge: 0, isStopped: () => true };
    assert.equal(await removeLeftBehind(folder, options), 0);
    assert.equal(await removeLeftBehind(folder, { ...options, isStopped: () => false }), 1);
    assert.deepEqual(await readdir(path.join(folder, "sub")), [temporary]);
  });

  it("is found also where OneDrive keeps it on Windows, whose files and folders look like links there", async (test) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
    const elsewhere = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
    test.after(() => Promise.all([folder, elsewhere].map((one) => rm(one, { recursive: true }))));
    await mkdir(path.join(folder, "sub"));
    await symlink(elsewhere, path.join(folder, "link"));
    for (const place of [folder, path.join(folder, "sub"), elsewhere]) {
      await writeFile(path.join(place, temporary), "x");
    }
    markEntries(test);
    const options = { owns: () => false, age: 0, resumableAge: 0, isStopped: () => false };
    assert.equal(await removeLeftBehind(folder, options), 2);
    assert.deepEqual((await readdir(folder)).sort(), ["link", "sub"]);
    assert.deepEqual(await readdir(path.join(folder, "sub")), []);
    assert.deepEqual(await readdir(elsewhere), [temporary]);
  });

  it("costs nothing where the folder is gone", async () => {
    const options = { owns: () => false, age: 0, resumableAge: 0, isStopped: () => false };
    assert.equal(await removeLeftBehind(path.join(os.tmpdir(), "porchlight-nowhere"), options), 0);
  });
});
