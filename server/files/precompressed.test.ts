import assert from "node:assert/strict";
import { utimes } from "node:fs/promises";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { Headers } from "../http/headers.ts";
import { OpenedFile } from "./opened-file.ts";
import { acceptedCodings, findCompressed } from "./precompressed.ts";
import { allClosed, plantRoot, type Tree } from "./testing.ts";

describe("the codings that a visitor takes", () => {
  for (const [fields, codings, rule] of [
    [[], [], "are none unless it says so"],
    [[""], [], "are none where it names none"],
    [["gzip, deflate, br, zstd"], ["br", "gzip"], "are those it names, brotli first"],
    [["GZIP"], ["gzip"], "are named in any case"],
    [["gzip;q=1, br;q=0.5"], ["gzip", "br"], "come in the order of their weights"],
    [["br;q=0, gzip"], ["gzip"], "are not those with the weight 0"],
    [["*"], ["br", "gzip"], "are all for an asterisk"],
    [["*, br;q=0"], ["gzip"], "are all for an asterisk but those named"],
    [["*;q=0"], [], "are none where nothing else is allowed"],
    [["identity"], [], "are none where it wants no coding"],
    [["identity, gzip"], ["gzip"], "are those that it likes as much as no coding"],
    [["identity, gzip;q=0.5"], [], "are none that it likes less than no coding"],
    [["gzip", "br"], ["br", "gzip"], "are named over several lines"],
    [["gzip;q=x"], [], "are not those with a malformed weight"],
    [["x-gzip, brotli, __proto__"], [], "are not those with other names"],
  ] as const) {
    it(`${rule}: ${fields.join("; ")}`, () => {
      assert.deepEqual(
        acceptedCodings(new Headers(fields.map((field) => ["Accept-Encoding", field] as const))),
        codings,
      );
    });
  }
});

/** What stands in for a.txt. */
async function standIn(
  t: TestContext,
  tree: Tree,
  ages: Readonly<Record<string, number>> = {},
): Promise<string | undefined> {
  const root = await plantRoot(t, { "a.txt": "plain", ...tree });
  for (const [name, age] of Object.entries(ages)) await utimes(path.join(root.path, name), 1e9 - age, 1e9 - age);
  const original = await OpenedFile.open(root, path.join(root.path, "a.txt"));
  const found = await findCompressed(root, ["a.txt"], original, ["br", "gzip"]);
  original.release();
  const content = await found?.file.readWhole();
  found?.file.release();
  await allClosed(path.dirname(root.path));
  return found === undefined ? undefined : `${found.coding} ${content?.toString() ?? ""}`;
}

describe("a compressed neighbour", () => {
  it("stands in for the file", async (t) => assert.equal(await standIn(t, { "a.txt.gz": "small" }), "gzip small"));
  it("lies in the same folder", async (t) => {
    const root = await plantRoot(t, { "sub/a.txt": "plain", "sub/a.txt.gz": "small", "a.txt.gz": "another" });
    const original = await OpenedFile.open(root, path.join(root.path, "sub/a.txt"));
    const found = await findCompressed(root, ["sub", "a.txt"], original, ["gzip"]);
    for (const file of [original, found?.file]) file?.release();
    assert.equal(found?.path, path.join(root.path, "sub/a.txt.gz"));
    await allClosed(path.dirname(root.path));
  });
  it("is the one liked best", async (t) =>
    assert.equal(await standIn(t, { "a.txt.gz": "g", "a.txt.br": "b" }), "br b"));
  it("does not where there is none", async (t) => assert.equal(await standIn(t, {}), undefined));
  it("does not where it is older than the file", async (t) => {
    assert.equal(await standIn(t, { "a.txt.br": "old" }, { "a.txt": 0, "a.txt.br": 1 }), undefined);
  });
  it("does where it is as old, or another is not older", async (t) => {
    assert.equal(await standIn(t, { "a.txt.br": "b" }, { "a.txt": 0, "a.txt.br": 0 }), "br b");
    assert.equal(
      await standIn(t, { "a.txt.br": "b", "a.txt.gz": "g" }, { "a.txt": 1, "a.txt.br": 2, "a.txt.gz": 1 }),
      "gzip g",
    );
  });
  it("does not where it is a folder or leads out of the share", async (t) => {
    assert.equal(await standIn(t, { "a.txt.br/": "", "a.txt.gz": { symlink: "/etc/passwd" } }), undefined);
  });
});
