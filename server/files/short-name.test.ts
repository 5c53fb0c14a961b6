import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import { locate } from "./locate.ts";
import { madeUpNames } from "./short-name.ts";
import { plantRoot, refusalOf } from "./testing.ts";
import { TreeWalk } from "./tree/tree-walk.ts";

/** A disk that leads to ".git" also by "GIT~1", and does not list that. */
const madeUp = (_: string, names: readonly string[]) =>
  Promise.resolve(new Set(names.filter((name) => name === "GIT~1")));
const tree = { "GIT~1/config": "secret", "own~1/a~2.txt": "shared" };

function ignore(): void {
  return undefined;
}

describe("a name that a disk has made up for a longer one", () => {
  it("leads nowhere, for that one may be hidden", async (t) => {
    const root = await plantRoot(t, tree);
    for (const names of [["GIT~1"], ["GIT~1", "config"]]) {
      assert.deepEqual(await refusalOf(locate(root, names, madeUp)), [404, "a short name"]);
    }
  });

  it("brings nothing into a zip", async (t) => {
    const root = await plantRoot(t, tree);
    const found: string[] = [];
    const walk = new TreeWalk(root, { add: ignore, addHidden: ignore }, (name) => found.push(name), ignore, madeUp);
    await walk.walk({ path: root.path, name: "" }, ["GIT~1", "own~1"]);
    assert.deepEqual(found, ["own~1/", "own~1/a~2.txt"]);
  });

  it("is told from a file's own name, which its folder lists", async (t) => {
    const root = await plantRoot(t, tree);
    const located = await locate(root, ["own~1", "a~2.txt"]);
    assert.ok(located.kind === "file");
    located.file.release();
    const short = ["OWN~1", "GX0N~F", "~a", "LONGNA~1.JPE", "ABC~1234.T"];
    const others = ["a~", "plain", "IMG_20240501~2.jpg", "longname~1", "a~1.jpeg", "a.b~1.txt"];
    const found = await madeUpNames(root.path, ["own~1", ...short, ...others]);
    assert.deepEqual([...found], short);
    // nor is a folder read where no name is of that kind
    assert.equal((await madeUpNames(path.join(root.path, "nowhere"), ["plain"])).size, 0);
  });
});
