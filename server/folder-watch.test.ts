import assert from "node:assert/strict";
import { chmod } from "node:fs/promises";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { plant, temporaryFolder, withoutPrivilege } from "./files/testing.ts";
import { isDrive, looksAt, problemWith, watchFolder } from "./folder-watch.ts";
import { folderProblem, type ShareProblem } from "./share-problem.ts";

/** Watches a folder whose looks find these errors, "" for none; what the watch told, "back" where a problem was over. */
async function toldAfter(test: TestContext, codes: readonly string[]): Promise<readonly string[]> {
  test.mock.timers.enable({ apis: ["setInterval"] });
  let now = "";
  const look = (folder: string): Promise<ShareProblem | undefined> => {
    const error = Object.assign(new Error(now), { code: now });
    return Promise.resolve(now === "" ? undefined : folderProblem(folder, error));
  };
  const told: string[] = [];
  const end = watchFolder("/srv", (problem) => told.push(problem?.kind ?? "back"), look);
  await nextTurn(); // it looks at once
  for (const code of codes) {
    now = code;
    test.mock.timers.runAll();
    await nextTurn();
  }
  end();
  return told;
}

describe("the watch on a shared folder", () => {
  const gone = "folder missing";
  for (const { codes, told, rule } of [
    { codes: ["", "", ""], told: [], rule: "has nothing to tell of a folder that is there" },
    { codes: ["ENOENT"], told: [], rule: "waits for a second look when the folder is gone" },
    { codes: ["ENOENT", "ENOTDIR"], told: ["not a folder"], rule: "tells when the folder is gone for two looks" },
    { codes: ["ENOENT", "", "ENOENT", ""], told: [], rule: "forgets what was over at the next look" },
    { codes: ["EIO", "EMFILE"], told: [], rule: "waits for a third look when the folder could not be looked at" },
    {
      codes: ["EIO", "EMFILE", "EACCES"],
      told: ["unreadable"],
      rule: "tells when it could not be looked at three times",
    },
    {
      codes: ["EMFILE", "EMFILE", "EMFILE", "ENFILE"],
      told: [],
      rule: "has nothing to tell where too many files are open to look",
    },
    { codes: ["ENOENT", "ENOENT", "ENOENT", "ENOENT"], told: [gone], rule: "tells once" },
    { codes: ["ENOENT", "ENOENT", "", ""], told: [gone, "back"], rule: "tells once that the folder is back" },
    { codes: ["EIO", "EIO", ""], told: [], rule: "does not tell of the end of what it told nothing of" },
    {
      codes: ["ENOENT", "ENOENT", "", "ENOENT", "ENOENT"],
      told: [gone, "back", gone],
      rule: "tells of the next problem as well",
    },
  ]) {
    it(rule, async (test) => assert.deepEqual(await toldAfter(test, codes), told));
  }
});

describe("the first look of the watch", () => {
  it("is at once: a drive that goes within the first second was there", (test) => {
    test.mock.timers.enable({ apis: ["setInterval"] });
    const looked: string[] = [];
    const look = (folder: string) => {
      looked.push(folder);
      return Promise.resolve(undefined);
    };
    watchFolder("/srv", () => undefined, look)();
    assert.deepEqual(looked, ["/srv"]);
  });
});

describe("looks at a folder, one after another,", () => {
  /** What is found wrong with a folder that is there each time, and a drive of its own or not. */
  async function foundWith(test: TestContext, drives: readonly boolean[]): Promise<(string | undefined)[]> {
    const folder = await temporaryFolder(test);
    let isDrive = false;
    const look = looksAt(() => Promise.resolve(isDrive));
    const found: (string | undefined)[] = [];
    for (const each of drives) {
      isDrive = each;
      found.push((await look(folder))?.kind);
    }
    return found;
  }

  it("find that its drive is gone where the folder stays that it was mounted on, and that it is back", async (test) => {
    const found = await foundWith(test, [true, false, false, true]);
    assert.deepEqual(found, [undefined, "folder missing", "folder missing", undefined]);
  });

  it("find nothing wrong where a drive comes in place of a folder, and goes again", async (test) => {
    assert.deepEqual(await foundWith(test, [false, true, false]), [undefined, undefined, undefined]);
  });

  it("find no drive in a folder of another, or in what is above all", async (test) => {
    const folder = await temporaryFolder(test);
    assert.deepEqual(await Promise.all([isDrive(folder), isDrive(path.parse(folder).root)]), [false, false]);
  });

  it("tell a drive by what it is mounted on", { skip: process.platform !== "linux" }, async () => {
    assert.deepEqual([await isDrive("/proc"), await isDrive("/proc", "win32")], [true, false]);
  });

  it("find nothing of a drive that cannot be looked at, and throw what is no disk's error", async (test) => {
    const folder = await temporaryFolder(test);
    const lookFinding = (error: Error) => looksAt(() => Promise.reject(error))(folder);
    assert.equal(await lookFinding(Object.assign(new Error("gone"), { code: "EIO" })), undefined);
    await assert.rejects(lookFinding(new TypeError("x")), TypeError);
  });
});

describe("a look at a folder", () => {
  it("finds nothing wrong with one that is there, and knows a file from what is missing", async (test) => {
    const folder = await temporaryFolder(test);
    await plant(folder, { "a.txt": "a", script: "a", "empty/": "" });
    await chmod(path.join(folder, "script"), 0o755);
    const kinds = ["empty", "a.txt", "script", "nothing"].map((name) => problemWith(path.join(folder, name)));
    assert.deepEqual(
      (await Promise.all(kinds)).map((problem) => problem?.kind),
      [undefined, "not a folder", "not a folder", "folder missing"],
    );
  });

  it("finds one that cannot be read", async (test) => {
    const folder = await temporaryFolder(test);
    await chmod(folder, 0o311);
    const isTried = await withoutPrivilege(async () => assert.equal((await problemWith(folder))?.kind, "unreadable"));
    if (!isTried) test.skip("there are no users here");
  });

  it("finds one whose names can be read, and nothing else", async (test) => {
    // access(2) asks for the real user, which a test of root cannot lay down
    if ((process.getuid?.() ?? 0) === 0) {
      test.skip("root may enter every folder");
      return;
    }
    const folder = await temporaryFolder(test);
    await chmod(folder, 0o644);
    assert.equal((await problemWith(folder))?.kind, "unreadable");
  });
});
