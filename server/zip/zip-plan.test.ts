import assert from "node:assert/strict";
import { Dir, lstatSync, type Dirent } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { openRoot } from "../files/root.ts";
import { ZipLayout } from "./zip-layout.ts";
import { planZip, type ZipBounds, type ZipPlan } from "./zip-plan.ts";

const onLinux = { skip: process.platform !== "linux" && "only Linux tells where an open folder is" };
const usual: ZipBounds = { entries: 1000, isAbandoned: () => false };

async function folderOf(test: TestContext, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
  test.after(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return folder;
}

async function planOf(folder: string, names?: readonly string[], bounds = usual, dotfiles = false): Promise<ZipPlan> {
  const root = await openRoot(folder, dotfiles);
  return planZip(root, { path: root.path, name: names === undefined ? "top/" : "" }, names, bounds);
}

function namesOf({ layout }: ZipPlan): string[] {
  return Array.from({ length: layout.count }, (_, index) => layout.entry(index).name);
}

function noteOf({ layout, note, noteIndex }: ZipPlan): string {
  assert.equal(noteIndex, layout.count - 1);
  return note.toString();
}

/** Lets what is read of folders pass through this, which is told the path each was opened by. */
function readFoldersBy(test: TestContext, look: (opened: string, entry: Dirent) => void): void {
  const usually = Dir.prototype[Symbol.asyncIterator];
  test.after(() => (Dir.prototype[Symbol.asyncIterator] = usually));
  Dir.prototype[Symbol.asyncIterator] = async function* (this: Dir) {
    for (const entry of await readdir(this.path, { withFileTypes: true })) {
      look(this.path, entry);
      yield entry;
    }
    await this.close();
    return undefined;
  };
}

describe("what goes into a folder's zip", () => {
  it("is all that is shared, folders before what is in them, names in order", async (test) => {
    const folder = await folderOf(test, { "b/2": "", "b/10": "", "a/é.txt": "x", "B.txt": "" });
    await mkdir(path.join(folder, "c"));
    const names = ["top/", "top/B.txt", "top/a/", "top/a/é.txt", "top/b/", "top/b/10", "top/b/2", "top/c/"];
    assert.deepEqual(namesOf(await planOf(folder)), names);
  });

  it(
    "is nothing where a symlink that leads out has come in the folder's place since it was found",
    onLinux,
    async (test) => {
      const folder = await folderOf(test, { "share/a": "", "out/secret": "" });
      await symlink("../out", path.join(folder, "share/swapped"));
      const root = await openRoot(path.join(folder, "share"), false);
      const swapped = { path: path.join(root.path, "swapped"), name: "swapped/" };
      await assert.rejects(planZip(root, swapped, undefined, usual), { status: 404 });
    },
  );

  it("also where Node.js has to ask the disk for the kind of each, by the way that the folder was opened", async (test) => {
    const folder = await folderOf(test, { "a/b.txt": "" });
    readFoldersBy(test, (opened, { name }) => lstatSync(path.join(opened, name)));
    assert.deepEqual(namesOf(await planOf(folder)), ["top/", "top/a/", "top/a/b.txt"]);
  });

  for (const [code, status, reason] of [
    ["EMFILE", 503, "too many files are open"],
    ["EIO", 500, "the disk cannot read it: it is damaged, or was pulled out"],
    ["EACCES", 403, "the disk does not allow reading it"],
  ] as const) {
    it(`is refused, or does without a folder in it, for the reason that the disk gives: ${code}`, async (test) => {
      const folder = await folderOf(test, { "a/b.txt": "" });
      readFoldersBy(test, (_, { name }) => {
        if (name === "b.txt") throw Object.assign(new Error(code), { code });
      });
      await assert.rejects(planOf(path.join(folder, "a")), { name: "HttpError", status, message: reason });
      assert.match(noteOf(await planOf(folder)), new RegExp(`^top/a/: ${reason}\r$`, "m"));
    });
  }

  it("with the size and the time of each, and of the note the newest time", async (test) => {
    const folder = await folderOf(test, { "a/b.txt": "12345", ".hidden": "" });
    const [older, newer] = [new Date("2020-01-02T03:04:05Z"), new Date("2021-01-02T03:04:05Z")];
    for (const name of ["a/b.txt", "."]) await utimes(path.join(folder, name), older, older);
    await utimes(path.join(folder, "a"), newer, newer);
    const { layout, states, note } = await planOf(folder);
    const entries = [0, 1, 2, 3].map((index) => layout.entry(index));
    assert.deepEqual(
      entries.map(({ name, size, modified }) => [name, size, modified]),
      [
        ["top/", 0, older.getTime()],
        ["top/a/", 0, newer.getTime()],
        ["top/a/b.txt", 5, older.getTime()],
        ["top/_not included.txt", note.length, newer.getTime()],
      ],
    );
    assert.deepEqual([states.at(2), states.at(3)], [BigInt(older.getTime()) * 1_000_000n, 0n]);
  });

  it("or what was chosen, with all that is in it, once", async (test) => {
    const folder = await folderOf(test, { "b/2": "", "a.txt": "", "c.txt": "" });
    assert.deepEqual(namesOf(await planOf(folder, ["b", "a.txt", "b"])), ["a.txt", "b/", "b/2"]);
  });

  it("a choice of which nothing is there is 404, and names lead nowhere else", async (test) => {
    const folder = await folderOf(test, { "sub/a": "", ".hidden": "" });
    const chosen = ["gone", ".hidden", "..", ".", "", "../etc", "sub/a", "/etc/passwd", "a\0b"];
    await assert.rejects(planOf(path.join(folder, "sub"), chosen), { status: 404 });
    const plan = await planOf(folder, chosen, usual, true);
    assert.deepEqual(namesOf(plan), [".hidden", "_not included.txt"]);
    assert.match(noteOf(plan), /^gone: nothing is there\r$/m);
    assert.doesNotMatch(noteOf(plan), /^[./a]/m);
  });

  it("a choice of very many names is gone through a part at a time: others get their turn meanwhile", async (test) => {
    const folder = await folderOf(test, { a: "" });
    let turns = 0;
    const count = () => {
      turns++;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    const hidden = Array.from({ length: 100_000 }, (_, index) => `.${index}`);
    assert.deepEqual(namesOf(await planOf(folder, [...hidden, "a"])), ["a"]);
    clearImmediate(next);
    assert.ok(turns >= 40, `${turns} turns`);
  });

  it("a folder that was taken away a moment ago is 404, and so is one that has become a file", async (test) => {
    const folder = await folderOf(test, { "file/in": "" });
    const root = await openRoot(folder, false);
    await rm(path.join(folder, "file"), { recursive: true });
    await writeFile(path.join(folder, "file"), "");
    for (const name of ["gone", "file/in"]) {
      const plan = planZip(root, { path: path.join(root.path, name), name: "top/" }, undefined, usual);
      await assert.rejects(plan, { name: "HttpError", status: 404 });
    }
  });

  it("links that stay inside are followed; what cannot be sent is named in a note, what is hidden is counted", async (test) => {
    const folder = await folderOf(test, {
      "a/b.txt": "x",
      ".hidden": "",
      "a/.git/config": "",
      "_not included.txt": "",
    });
    await symlink("a", path.join(folder, "in"));
    await symlink("/etc/passwd", path.join(folder, "out"));
    await symlink("gone", path.join(folder, "dangling"));
    await symlink(".hidden", path.join(folder, "shown"));
    await symlink("..", path.join(folder, "a/up"));
    await symlink("self", path.join(folder, "self"));
    const plan = await planOf(folder);
    const names = namesOf(plan);
    assert.ok(names.includes("top/in/b.txt"));
    assert.equal(names.at(-1), "top/_not included (2).txt");
    const lines = noteOf(plan).trimEnd().split("\r\n");
    for (const name of ["out", "dangling", "shown", "self", "a/up/", "in/up/"]) {
      assert.ok(
        lines.some((line) => line.startsWith(`top/${name}: `)),
        `${name}\n${lines.join("\n")}`,
      );
    }
    assert.equal(lines.at(-1), "3 names that start with a dot are hidden");
    assert.doesNotMatch(noteOf(plan), /\.git/);
  });

  it("the note gets a name that is free without a look back at all others, of which there may be 200,000", async (test) => {
    const folder = await folderOf(test, { ".hidden": "", "_not included.txt": "", "_not included (2).txt": "", z: "" });
    const lookedBack = test.mock.method(ZipLayout.prototype, "entry");
    const plan = await planOf(folder);
    assert.equal(lookedBack.mock.callCount(), 0);
    assert.equal(namesOf(plan).at(-1), "top/_not included (3).txt");
  });

  it("what nobody may read is named in the note", async (test) => {
    if (process.getuid?.() === 0) {
      test.skip("root reads everything");
      return;
    }
    const folder = await folderOf(test, { "secret.txt": "x", "locked/a": "", "a.txt": "" });
    await chmod(path.join(folder, "secret.txt"), 0);
    await chmod(path.join(folder, "locked"), 0);
    const plan = await planOf(folder).finally(() => chmod(path.join(folder, "locked"), 0o700));
    assert.deepEqual(namesOf(plan), ["top/", "top/a.txt", "top/_not included.txt"]);
    assert.match(noteOf(plan), /secret\.txt: the disk[^]*locked|locked[^]*secret\.txt: the disk/);
  });

  it("is bounded: more is 413, and nothing is planned for a visitor who has left", async (test) => {
    const folder = await folderOf(test, { a: "", b: "", c: "" });
    await assert.rejects(planOf(folder, undefined, { ...usual, entries: 3 }), { status: 413 });
    assert.equal(namesOf(await planOf(folder, undefined, { ...usual, entries: 4 })).length, 4);
    await assert.rejects(planOf(folder, undefined, { ...usual, isAbandoned: () => true }), { status: 503 });
  });

  it("is refused as well where a folder has many more names than that, before all of them are kept", async (test) => {
    const folder = await folderOf(test, {});
    for (const name of ["a", "b", "c", "d", "e"]) await symlink("nowhere", path.join(folder, name));
    await assert.rejects(planOf(folder, undefined, { ...usual, entries: 2 }), { status: 413 });
    assert.match(noteOf(await planOf(folder, undefined, { ...usual, entries: 3 })), /^top\/a: nothing is there\r$/m);
  });

  it("is given up also while nothing is found of what was chosen", async (test) => {
    const folder = await folderOf(test, {});
    let looks = 0;
    const isAbandoned = () => ++looks > 2;
    const names = Array.from({ length: 200 }, (_, at) => `missing ${at}`);
    await assert.rejects(planOf(folder, names, { ...usual, isAbandoned }), { status: 503 });
    assert.equal(looks, 3);
  });

  it("is not begun for nobody", async (test) => {
    const root = await openRoot(await folderOf(test, {}), false);
    const gone = { path: path.join(root.path, "gone"), name: "" };
    await assert.rejects(planZip(root, gone, ["a"], { ...usual, isAbandoned: () => true }), { status: 503 });
  });
});

describe("the tag of a zip", () => {
  const past = new Date("2020-01-02T03:04:05.678Z");

  async function tree(test: TestContext): Promise<string> {
    const folder = await folderOf(test, { "a.txt": "one", "sub/b.txt": "two" });
    for (const name of ["a.txt", "sub/b.txt", "sub", "."]) await utimes(path.join(folder, name), past, past);
    return folder;
  }

  it("stays while the tree does, and tells every change of it", async (test) => {
    const folder = await tree(test);
    const tags = [(await planOf(folder)).etag];
    assert.match(tags[0] ?? "", /^"zip-[\w-]{43}"$/);
    assert.equal((await planOf(folder)).etag, tags[0]);
    const changes: (() => Promise<unknown>)[] = [
      () => utimes(path.join(folder, "a.txt"), past, new Date(past.getTime() + 1)),
      () => writeFile(path.join(folder, "a.txt"), "three"),
      () => rename(path.join(folder, "sub/b.txt"), path.join(folder, "sub/c.txt")),
      () => writeFile(path.join(folder, "sub/new"), ""),
      () => symlink("/etc", path.join(folder, "sub/out")),
      () => rm(path.join(folder, "sub"), { recursive: true }),
    ];
    for (const change of changes) {
      await change();
      const { etag } = await planOf(folder);
      assert.ok(!tags.includes(etag));
      tags.push(etag);
    }
  });

  it("may be the same for other files, whose identity tells them apart", async (test) => {
    const [one, other] = [await planOf(await tree(test)), await planOf(await tree(test))];
    assert.equal(other.etag, one.etag);
    assert.notEqual(other.identity, one.identity);
    for (const { etag, identity } of [one, other]) assert.ok(identity.startsWith(`${etag} `));
  });

  it("is weak where the disk cannot tell two states of a second apart", async (test) => {
    const folder = await tree(test);
    const now = new Date(Math.floor(Date.now() / 1000) * 1000);
    await utimes(path.join(folder, "a.txt"), now, now);
    assert.match((await planOf(folder)).etag, /^W\/"/);
  });
});
