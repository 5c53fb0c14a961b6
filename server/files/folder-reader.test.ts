import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { Worker } from "node:worker_threads";
import { DiskThread } from "./disk-thread.ts";
import { FolderReader } from "./folder-reader.ts";
import type { FolderColumns, FolderQuestion } from "./read-folder.ts";
import { plantRoot } from "./testing.ts";

function readerFor(test: TestContext): FolderReader {
  const disk = new DiskThread();
  test.after(() => disk.close());
  return new FolderReader(disk);
}

function question(folder: string, most = 99): FolderQuestion {
  return { folder, most, dotfiles: true, by: "name", descending: false };
}

function namesOf({ names }: FolderColumns): string[] {
  return names.split("\0").slice(0, -1);
}

describe("what reads folders", () => {
  it("answers many who ask at once, each with its own folder", async (test) => {
    const root = await plantRoot(test, { "0/zero": "", "1/one": "", "2/two": "" });
    const reader = readerFor(test);
    const asked = Array.from({ length: 30 }, (_, index) => reader.read(question(path.join(root.path, `${index % 3}`))));
    const names = (await Promise.all(asked)).map(namesOf);
    assert.deepEqual(
      names,
      asked.map((_, index) => [["zero", "one", "two"][index % 3]]),
    );
  });

  it("reads once for those who wait for the same, and anew for who asks when it has begun", async (test) => {
    const root = await plantRoot(test, { a: "", "folder/": "" });
    const reader = readerFor(test);
    const before = reader.read(question(path.join(root.path, "folder")));
    const [one, other] = [reader.read(question(root.path)), reader.read(question(root.path))];
    assert.equal(one, other);
    await before;
    const later = reader.read(question(root.path));
    assert.notEqual(later, one);
    await one;
    await writeFile(path.join(root.path, "b"), "");
    assert.deepEqual(namesOf(await reader.read(question(root.path))), ["folder", "a", "b"]);
    await later;
  });

  it("keeps what it finds once for all who look at it, while the folder stays as it is", async (test) => {
    const root = await plantRoot(test, { a: "" });
    const reader = readerFor(test);
    const first = await reader.read(question(root.path));
    assert.equal(await reader.read(question(root.path)), first);
    await writeFile(path.join(root.path, "a"), "longer");
    const changed = await reader.read(question(root.path));
    assert.notDeepEqual(changed, first);
    assert.equal(await reader.read(question(root.path)), changed);
  });

  it("does not read what nobody waits for any more", async (test) => {
    const root = await plantRoot(test, { a: "", "folder/x": "" });
    const reader = readerFor(test);
    const posted = test.mock.method(Worker.prototype, "postMessage");
    const first = reader.read(question(root.path));
    const asker = (left: boolean) => ({ address: "192.168.1.2", hasLeft: () => left });
    const abandoned = reader.read(question(path.join(root.path, "folder")), asker(true));
    const half = [true, false].map((left) => reader.read(question(root.path, 5), asker(left)));
    await assert.rejects(abandoned, { status: 503 });
    await first;
    assert.deepEqual((await Promise.all(half)).map(namesOf), [
      ["folder", "a"],
      ["folder", "a"],
    ]);
    assert.ok(posted.mock.calls.every(({ arguments: [asked] }) => (asked as FolderQuestion).folder === root.path));
  });

  it("passes over thousands of whom nobody waits any more", async (test) => {
    const root = await plantRoot(test, { a: "" });
    const reader = readerFor(test);
    const asker = { address: "192.168.1.2", hasLeft: () => true };
    const first = reader.read(question(root.path));
    const abandoned = Array.from({ length: 20_000 }, (_, most) => reader.read(question(root.path, most), asker));
    const ends = Promise.allSettled(abandoned);
    assert.deepEqual(namesOf(await first), ["a"]);
    assert.ok((await ends).every(({ status }) => status === "rejected"));
    assert.deepEqual(namesOf(await reader.read(question(root.path))), ["a"]);
  });

  it("reads for each address in turn, and in the order in which one asks", async (test) => {
    const root = await plantRoot(test, { a: "" });
    const reader = readerFor(test);
    const read: string[] = [];
    const ask = async (last: number, most: number) => {
      await reader.read(question(root.path, most), { address: `192.168.1.${last}`, hasLeft: () => false });
      read.push(`${last} asks for ${most}`);
    };
    await Promise.all([ask(1, 1), ask(1, 2), ask(1, 3), ask(2, 3), ask(2, 4), ask(3, 5)]);
    const turns = ["1 asks for 1", "1 asks for 2", "1 asks for 3", "2 asks for 3", "3 asks for 5", "2 asks for 4"];
    assert.deepEqual(read, turns);
  });

  it("reads on behind what cannot be read, and tells whoever waits that it is closed", async (test) => {
    const root = await plantRoot(test, { a: "" });
    const reader = readerFor(test);
    const missing = reader.read(question(path.join(root.path, "nothing")));
    const next = reader.read(question(root.path));
    await assert.rejects(missing, { code: "ENOENT" });
    assert.deepEqual(namesOf(await next), ["a"]);
    const reading = reader.read(question(root.path));
    const waiting = reader.read(question(root.path, 5));
    reader.close();
    await assert.rejects(waiting, { status: 503 });
    assert.deepEqual(namesOf(await reading), ["a"]);
  });
});
