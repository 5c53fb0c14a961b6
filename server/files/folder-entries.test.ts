import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmod, mkdir, symlink, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, describe, it } from "node:test";
import { DiskThread } from "./disk-thread.ts";
import { checkReadable, listFolder as list, type FolderEntry, type Listing } from "./folder-entries.ts";
import { FolderReader } from "./folder-reader.ts";
import type { ListingOrder } from "./listing-order.ts";
import type { Root } from "./root.ts";
import { allClosed, plant, plantRoot, refusalOf, temporaryFolder, withoutPrivilege } from "./testing.ts";

const disk = new DiskThread();
const reader = new FolderReader(disk);
after(() => disk.close());

const byName = { by: "name", descending: false } as const;

const onLinux = { skip: process.platform !== "linux" && "only Linux tells where an open folder is" };

function listFolder(root: Root, folder: string, most: number, order: ListingOrder = byName): Promise<Listing> {
  return list(reader, root, folder, { most, order });
}

async function entriesOf(listing: Listing): Promise<FolderEntry[]> {
  const entries: FolderEntry[] = [];
  for await (const batch of listing.batches()) entries.push(...batch);
  assert.equal(listing.count, entries.length);
  assert.equal(listing.folderCount, entries.filter(({ kind }) => kind === "folder").length);
  return entries;
}

async function namesOf(listing: Listing): Promise<string[]> {
  return (await entriesOf(listing)).map(({ name, kind }) => (kind === "folder" ? `${name}/` : name));
}

describe("a listing", () => {
  it("has what visitors can get, and nothing else", async (t) => {
    const root = await plantRoot(t, {
      ...{ "a.txt": "", "folder/b": "", ".hidden": "", ".folder/c": "" },
      ...{ "to-file": { symlink: "a.txt" }, "to-folder": { symlink: "folder" }, chain: { symlink: "to-file" } },
      ...{ dangling: { symlink: "nothing" }, loop: { symlink: "loop" }, "to-hidden": { symlink: ".hidden" } },
      ...{ out: { symlink: "../.." }, "out-file": { symlink: "/etc/passwd" }, "to-self": { symlink: "." } },
    });
    execFileSync("mkfifo", [path.join(root.path, "fifo")]);
    await symlink("fifo", path.join(root.path, "to-fifo"));
    const listing = await listFolder(root, root.path, 100);
    assert.deepEqual(await namesOf(listing), ["folder/", "to-folder/", "to-self/", "a.txt", "chain", "to-file"]);
    assert.equal(listing.isCut, false);
  });

  it("has dotfiles where the owner asked for it", async (t) => {
    const root = await plantRoot(t, { ".a": "", b: "", ".porchlight/x": "" }, true);
    assert.deepEqual(await namesOf(await listFolder(root, root.path, 9)), [".a", "b"]);
  });

  it("has names of any kind", async (t) => {
    const names = [
      "a b",
      "a\nb",
      "a\\b",
      '"',
      "<i>",
      "&amp;",
      "%41",
      "#?",
      " ",
      "a:b",
      "😀",
      "caf\u00e9",
      "cafe\u0301",
      "\x1b[2J",
      "\u202e",
    ];
    const root = await plantRoot(t, Object.fromEntries(names.map((name) => [name, ""])));
    assert.deepEqual(new Set(await namesOf(await listFolder(root, root.path, 99))), new Set(names));
  });

  it("leaves out a name that is no UTF-8: no URL leads to it", async (t) => {
    const root = await plantRoot(t, { a: "" });
    await writeFile(Buffer.concat([Buffer.from(`${root.path}/b`), Buffer.from([0xff, 0xfe])]), "");
    await symlink(Buffer.concat([Buffer.from("b"), Buffer.from([0xff, 0xfe])]), path.join(root.path, "link"));
    assert.deepEqual(await namesOf(await listFolder(root, root.path, 9)), ["a"]);
  });

  it("shows a name that has the sign for what is no UTF-8 in it", async (t) => {
    const root = await plantRoot(t, { "\ufffd": "" });
    assert.deepEqual(await namesOf(await listFolder(root, root.path, 9)), ["\ufffd"]);
  });

  it("is cut at its limit, and says so", async (t) => {
    const root = await plantRoot(t, { a: "", b: "", c: "" });
    const listed = await Promise.all([2, 3].map((most) => listFolder(root, root.path, most)));
    assert.deepEqual(
      listed.map(({ count, isCut }) => [count, isCut]),
      [
        [2, true],
        [3, false],
      ],
    );
  });

  it("is not cut by names that are not shown", async (t) => {
    const hidden = Array.from({ length: 1500 }, (_, index) => [`.${index}`, ""] as const);
    const root = await plantRoot(t, { a: "", b: "", ...Object.fromEntries(hidden) });
    assert.equal((await listFolder(root, root.path, 2)).isCut, false);
  });

  it("lets go of the folder, cut or not", async (t) => {
    const root = await plantRoot(t, { "folder/a": "", "folder/b": "" });
    for (const most of [1, 9]) await listFolder(root, path.join(root.path, "folder"), most);
    await allClosed(root.path);
  });

  it("of thousands of entries has all of them, and lets others go first meanwhile", async (t) => {
    const root = await plantRoot(t, {});
    const names = Array.from({ length: 3000 }, (_, index) => `file-${index}`);
    await Promise.all(names.map((name) => writeFile(path.join(root.path, name), "")));
    let now = 0;
    t.mock.method(performance, "now", () => now++); // every look at the clock finds a slice at its end
    let turns = 0;
    const count = () => {
      turns++;
      waiting = setImmediate(count);
    };
    let waiting = setImmediate(count);
    const listed = await namesOf(await listFolder(root, root.path, 100_000));
    clearImmediate(waiting);
    assert.deepEqual(listed, names);
    assert.ok(turns > 10);
  });

  it(
    "is refused where a symlink that leads out has come in the folder's place since it was found",
    onLinux,
    async (t) => {
      const root = await plantRoot(t, {
        "../out/secret/": "",
        "folder/a": "",
        ".hidden/b": "",
        now: { symlink: "folder" },
      });
      for (const [name, target] of [
        ["to-out", "../out"],
        ["to-hidden", ".hidden"],
      ] as const) {
        const folder = path.join(root.path, name);
        await symlink(target, folder);
        assert.equal((await refusalOf(listFolder(root, folder, 9)))[0], 404, name);
      }
      assert.deepEqual(await namesOf(await listFolder(root, path.join(root.path, "now"), 9)), ["a"]);
    },
  );

  for (const [name, status] of [
    ["nothing", 404],
    ["a.txt", 404],
  ] as const) {
    it(`is refused with ${status} where there is no folder: ${name}`, async (t) => {
      const root = await plantRoot(t, { "a.txt": "" });
      assert.equal((await refusalOf(listFolder(root, path.join(root.path, name), 9)))[0], status);
      assert.equal((await refusalOf(checkReadable(path.join(root.path, "nothing"))))[0], 404);
      await writeFile(path.join(root.path, "file"), "");
      assert.equal((await refusalOf(checkReadable(path.join(root.path, "file"))))[0], 404, "permission is not enough");
    });
  }

  it("is refused with 403 where the disk does not allow reading", async (t) => {
    const folder = await temporaryFolder(t);
    const closed = path.join(folder, "closed");
    await mkdir(closed);
    await chmod(folder, 0o755);
    await chmod(closed, 0);
    const root = { path: folder, dotfiles: false, platform: process.platform };
    const isTried = await withoutPrivilege(async () => {
      assert.equal((await refusalOf(listFolder(root, closed, 9)))[0], 403);
    });
    if (!isTried) t.skip("there are no users here");
  });

  it("is refused with 403 before it has begun, where the disk does not allow reading", async (t) => {
    const folder = await temporaryFolder(t);
    await chmod(folder, 0o755);
    const closed = path.join(folder, "closed");
    await mkdir(closed);
    await chmod(closed, 0);
    const isTried = await withoutPrivilege(async () => {
      assert.equal((await refusalOf(checkReadable(closed)))[0], 403);
    });
    if (!isTried) t.skip("there are no users here");
  });
});

describe("the entries of a listing", () => {
  it("have a file's size, and when they changed", async (t) => {
    const root = await plantRoot(t, { "a.txt": "hello", "folder/": "", link: { symlink: "a.txt" } });
    for (const name of ["a.txt", "folder"]) await utimes(path.join(root.path, name), 1, 1.5);
    const modified = 1500;
    assert.deepEqual(await entriesOf(await listFolder(root, root.path, 9)), [
      { name: "folder", kind: "folder", size: undefined, modified },
      { name: "a.txt", kind: "file", size: 5, modified },
      { name: "link", kind: "file", size: 5, modified },
    ]);
  });

  it("have neither where the disk does not tell", async (t) => {
    const folder = await temporaryFolder(t);
    await plant(folder, { "a.txt": "", "folder/": "", link: { symlink: "a.txt" } });
    await chmod(folder, 0o744);
    const root = { path: folder, dotfiles: false, platform: process.platform };
    const isTried = await withoutPrivilege(async () => {
      assert.deepEqual(await entriesOf(await listFolder(root, folder, 9)), [
        { name: "folder", kind: "folder", size: undefined, modified: undefined },
        { name: "a.txt", kind: "file", size: undefined, modified: undefined },
      ]);
    });
    if (!isTried) t.skip("there are no users here");
  });

  it("come in batches, in the listing's order", async (t) => {
    const names = Array.from({ length: 300 }, (_, index) => `f${index}`);
    const root = await plantRoot(t, Object.fromEntries(names.map((name) => [name, name])));
    const lengths: number[] = [];
    const listing = await listFolder(root, root.path, 999);
    for await (const batch of listing.batches()) lengths.push(batch.length);
    assert.deepEqual(lengths, [120, 120, 60]);
    assert.deepEqual(
      (await entriesOf(listing)).map(({ name, size }) => [name, size]),
      names.map((name) => [name, name.length]),
    );
  });

  it("are looked through for the first file of a name", async (t) => {
    const root = await plantRoot(t, { "README/": "", "readme.txt": "", "Readme.md": "", z: "" });
    const listing = await listFolder(root, root.path, 9);
    assert.equal(
      listing.findFile((name) => /^readme/i.test(name)),
      "Readme.md",
    );
    assert.equal(
      listing.findFile((name) => name === "README"),
      undefined,
    );
  });
});

describe("the order of a listing", () => {
  const rules = [
    { by: "name", descending: false, names: "Y/ Z/ a9 a10 b c", rule: "folders first, numbers by value" },
    { by: "name", descending: true, names: "Z/ Y/ c b a10 a9", rule: "folders first the other way round, too" },
    { by: "size", descending: false, names: "Y/ Z/ a9 a10 b c", rule: "equal sizes by name" },
    { by: "size", descending: true, names: "Y/ Z/ c b a9 a10", rule: "folders have no size" },
    { by: "date", descending: false, names: "Z/ Y/ b a10 a9 c", rule: "the oldest first" },
    { by: "date", descending: true, names: "Y/ Z/ c a9 a10 b", rule: "the newest first" },
  ] as const;
  for (const { by, descending, names, rule } of rules) {
    it(`${rule}: by ${by}${descending ? ", descending" : ""}`, async (t) => {
      const sizes = { b: 3, a10: 2, a9: 2, c: 9 };
      const files = Object.entries(sizes).map(([name, size]) => [name, "x".repeat(size)] as const);
      const root = await plantRoot(t, { "Z/": "", "Y/": "", ...Object.fromEntries(files) });
      for (const [index, [name]] of files.entries()) await utimes(path.join(root.path, name), 9, 1000 + index);
      for (const [name, date] of [
        ["Z", 1],
        ["Y", 2],
      ] as const)
        await utimes(path.join(root.path, name), 9, date);
      const listing = await listFolder(root, root.path, 99, { by, descending });
      assert.equal((await namesOf(listing)).join(" "), names);
    });
  }
});
