import assert from "node:assert/strict";
import { mkdtemp, mkdir, rm, utimes, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { listFolder } from "../files/folder-entries.ts";
import { openRoot, type Root } from "../files/root.ts";
import { StatThread } from "../files/stat-thread.ts";
import { inOrder, parseOrder, queryOf } from "./order.ts";

describe("the order that a query asks for", () => {
  const rules = [
    { query: "", by: "name", descending: false },
    { query: "sort=size&order=desc", by: "size", descending: true },
    { query: "sort=date", by: "date", descending: false },
    { query: "sort=../../etc/passwd&order=DESC", by: "name", descending: false },
    { query: "sort=constructor&sort=size", by: "name", descending: false },
    { query: "order=desc&%ff=%", by: "name", descending: true },
  ] as const;
  for (const { query, by, descending } of rules) {
    it(`?${query}`, () => assert.deepEqual(parseOrder(new URLSearchParams(query)), { by, descending }));
  }
});

it("a column's link turns its own order round, and begins with the largest and the newest", () => {
  assert.equal(queryOf("name", { by: "name", descending: false }), "?sort=name&order=desc");
  assert.equal(queryOf("size", { by: "name", descending: false }), "?sort=size&order=desc");
  assert.equal(queryOf("size", { by: "size", descending: true }), "?sort=size&order=asc");
  assert.equal(queryOf("name", { by: "date", descending: true }), "?sort=name&order=asc");
});

describe("a folder's entries", () => {
  let root: Root;
  before(async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-order-"));
    root = await openRoot(folder, false);
    const sizes = { "b.txt": 3, "a10.txt": 2, "a9.txt": 2, "c.txt": 9 };
    for (const [index, [name, size]] of Object.entries(sizes).entries()) {
      await writeFile(path.join(folder, name), "x".repeat(size));
      await utimes(path.join(folder, name), 1000 + index, 1000 + index);
    }
    for (const name of ["Z", "Y"]) await mkdir(path.join(folder, name));
    for (const name of ["Z", "Y"]) await utimes(path.join(folder, name), 500, name === "Z" ? 1 : 2);
  });
  after(() => rm(root.path, { recursive: true }));

  const rules = [
    { query: "", names: "Y Z a9.txt a10.txt b.txt c.txt", rule: "folders first, numbers by value" },
    { query: "order=desc", names: "Z Y c.txt b.txt a10.txt a9.txt", rule: "folders first the other way round, too" },
    { query: "sort=size", names: "Y Z a9.txt a10.txt b.txt c.txt", rule: "equal sizes by name" },
    { query: "sort=size&order=desc", names: "Y Z c.txt b.txt a9.txt a10.txt", rule: "folders have no size" },
    { query: "sort=date", names: "Z Y b.txt a10.txt a9.txt c.txt", rule: "the oldest first" },
    { query: "sort=date&order=desc", names: "Y Z c.txt a9.txt a10.txt b.txt", rule: "the newest first" },
  ];
  for (const { query, names, rule } of rules) {
    it(`${rule}: ?${query}`, async () => {
      const { entries } = await listFolder(root, root.path, 100);
      const shown: string[] = [];
      for await (const batch of inOrder(new StatThread(), root.path, entries, parseOrder(new URLSearchParams(query)))) {
        shown.push(...batch.map((entry) => entry.name));
      }
      assert.equal(shown.join(" "), names);
    });
  }
});
