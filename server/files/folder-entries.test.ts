import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  checkReadable,
  compareEntries,
  listFolder,
  withDetails,
  type DetailedEntry,
  type FolderEntry,
} from "./folder-entries.ts";
import { StatThread } from "./stat-thread.ts";
import { allClosed, plant, plantRoot, refusalOf, temporaryFolder, withoutPrivilege } from "./testing.ts";

function namesOf(entries: readonly FolderEntry[]): string[] {
  return entries.map(({ name, kind }) => (kind === "folder" ? `${name}/` : name));
}

async function detailsOf(
  folder: string,
  entries: readonly FolderEntry[],
  thread = new StatThread(),
): Promise<DetailedEntry[]> {
  const all: DetailedEntry[] = [];
  for await (const batch of withDetails(thread, folder, entries)) all.push(...batch);
  return all;
}

describe("the order of a listing", () => {
  it("has folders first, then names, numbers by their value", () => {
    const entries = ["b", "a10", "a9", "Z/", "A", "c/", "10", "9", "ä", "_"].map((name): FolderEntry => {
      return name.endsWith("/") ? { name: name.slice(0, -1), kind: "folder" } : { name, kind: "file" };
    });
    assert.deepEqual(namesOf(entries.sort(compareEntries)), ["c/", "Z/", "_", "9", "10", "A", "ä", "a9", "a10", "b"]);
  });

  it("is one order: of any two names one comes first, and three make no circle", () => {
    const entry = fc.record({
      name: fc.string({ unit: "binary" }),
      kind: fc.constantFrom("file" as const, "folder" as const),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(entry, { minLength: 3, maxLength: 3, selector: ({ name, kind }) => kind + name }),
        (entries) => {
          const [a, b, c] = entries as [FolderEntry, FolderEntry, FolderEntry];
          assert.equal(Math.sign(compareEntries(a, b)), -Math.sign(compareEntries(b, a)));
          if (compareEntries(a, b) < 0 && compareEntries(b, c) < 0) assert.ok(compareEntries(a, c) < 0);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("a listing", () => {
  it("has what visitors can get, and nothing else", async (t) => {
    const root = await plantRoot(t, {
      ...{ "a.txt": "", "folder/b": "", ".hidden": "", ".folder/c": "" },
      ...{ "to-file": { symlink: "a.txt" }, "to-folder": { symlink: "folder" }, chain: { symlink: "to-file" } },
      ...{ dangling: { symlink: "nothing" }, loop: { symlink: "loop" }, "to-hidden": { symlink: ".hidden" } },
      ...{ out: { symlink: "../.." }, "out-file": { symlink: "/etc/passwd" }, "to-self": { symlink: "." } },
    });
    execFileSync("mkfifo", [path.join(root.path, "fifo")]);
    await symlinkTo("fifo", path.join(root.path, "to-fifo"));
    const { entries, isCut } = await listFolder(root, root.path, 100);
    assert.deepEqual(namesOf(entries), ["folder/", "to-folder/", "to-self/", "a.txt", "chain", "to-file"]);
    assert.equal(isCut, false);
  });

  it("has dotfiles where the owner asked for it", async (t) => {
    const root = await plantRoot(t, { ".a": "", b: "", ".porchlight/x": "" }, true);
    assert.deepEqual(namesOf((await listFolder(root, root.path, 9)).entries), [".a", "b"]);
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
    const { entries } = await listFolder(root, root.path, 99);
    assert.deepEqual(new Set(namesOf(entries)), new Set(names));
  });

  it("leaves out a name that is no UTF-8: no URL leads to it", async (t) => {
    const root = await plantRoot(t, { a: "" });
    await writeFile(Buffer.concat([Buffer.from(`${root.path}/b`), Buffer.from([0xff, 0xfe])]), "");
    assert.deepEqual(namesOf((await listFolder(root, root.path, 9)).entries), ["a"]);
  });

  it("is cut at its limit, and says so", async (t) => {
    const root = await plantRoot(t, { a: "", b: "", c: "" });
    const listed = await Promise.all([2, 3].map((most) => listFolder(root, root.path, most)));
    assert.deepEqual(
      listed.map(({ entries, isCut }) => [entries.length, isCut]),
      [
        [2, true],
        [3, false],
      ],
    );
  });

  it("is not cut by names that are not shown", async (t) => {
    const hidden = Array.from({ length: 50 }, (_, index) => [`.${index}`, ""] as const);
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
    let turns = 0;
    const count = () => {
      turns++;
      waiting = setImmediate(count);
    };
    let waiting = setImmediate(count);
    const { entries } = await listFolder(root, root.path, 100_000);
    clearImmediate(waiting);
    assert.deepEqual(namesOf(entries), names);
    assert.ok(turns > 10);
  });

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

describe("the details of a listing", () => {
  it("are a file's size and when it changed", async (t) => {
    const root = await plantRoot(t, { "a.txt": "hello", "folder/": "" });
    const { entries } = await listFolder(root, root.path, 9);
    const [folder, file] = await detailsOf(root.path, entries);
    assert.deepEqual([folder?.size, file?.size], [undefined, 5]);
    assert.ok(typeof file?.modified === "number" && typeof folder?.modified === "number");
  });

  it("leave out what has vanished meanwhile", async (t) => {
    const root = await plantRoot(t, { a: "", b: "", "folder/c": "" });
    const { entries } = await listFolder(root, root.path, 9);
    await rm(path.join(root.path, "a"));
    await rm(path.join(root.path, "folder"), { recursive: true });
    assert.deepEqual(namesOf(await detailsOf(root.path, entries)), ["b"]);
  });

  it("are not known where the disk does not tell", async (t) => {
    const root = await plantRoot(t, { "folder/a": "" });
    const entry = { name: "folder/a/x", kind: "file" } as const;
    assert.deepEqual(await detailsOf(root.path, [entry]), [{ ...entry, size: undefined, modified: undefined }]);
  });

  it("come in batches, in the listing's order", async (t) => {
    const names = Array.from({ length: 300 }, (_, index) => `f${index}`);
    const root = await plantRoot(t, Object.fromEntries(names.map((name) => [name, name])));
    const { entries } = await listFolder(root, root.path, 999);
    assert.deepEqual(
      (await detailsOf(root.path, entries)).map(({ name, size }) => [name, size]),
      names.map((name) => [name, name.length]),
    );
  });
});

async function symlinkTo(target: string, link: string): Promise<void> {
  await plant(path.dirname(link), { [path.basename(link)]: { symlink: target } });
}
