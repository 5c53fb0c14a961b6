import assert from "node:assert/strict";
import { chmod } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import { isReadableFolder, namesBelow } from "./root.ts";
import { plant, temporaryFolder, withoutPrivilege } from "./testing.ts";

describe("a folder that can be shared", () => {
  it("is one that can be read", async (t) => assert.equal(await isReadableFolder(await temporaryFolder(t)), true));

  it("is no file, also not one that can be run", async (t) => {
    const folder = await temporaryFolder(t);
    await plant(folder, { a: "" });
    for (const mode of [0o644, 0o755]) {
      await chmod(path.join(folder, "a"), mode);
      assert.equal(await isReadableFolder(path.join(folder, "a")), false);
    }
  });

  it("is none that is not there, or that may be entered but not read", async (t) => {
    const folder = await temporaryFolder(t);
    await assert.rejects(isReadableFolder(path.join(folder, "nothing")), { code: "ENOENT" });
    await chmod(folder, 0o711);
    const isTried = await withoutPrivilege(() => assert.rejects(isReadableFolder(folder), { code: "EACCES" }));
    if (!isTried) t.skip("who may do what is not asked here");
  });
});

describe("what lies in a shared folder", () => {
  for (const [real, names, rule] of [
    ["/srv/share", [], "the folder itself, by no name"],
    ["/srv/share/a/b", ["a", "b"], "what is below it"],
    ["/srv/share/..a", ["..a"], "a name that begins as the way out does"],
    ["/srv", undefined, "not the folder that it lies in"],
    ["/srv/share-2/a", undefined, "not its neighbour whose name begins alike"],
    ["/etc/passwd", undefined, "nothing elsewhere"],
  ] as const) {
    it(`is ${rule}: ${real}`, () =>
      assert.deepEqual(namesBelow({ path: path.resolve("/srv/share") }, path.resolve(real)), names));
  }
});
