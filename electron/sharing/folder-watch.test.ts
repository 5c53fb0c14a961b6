import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { folderProblem, type ShareProblem } from "../../server/share-problem.ts";
import { watchFolder } from "./folder-watch.ts";

/** Watches a folder whose looks find these errors, "" for none, and counts how often the watch told of a problem. */
async function toldAfter(test: TestContext, ...codes: readonly string[]): Promise<number> {
  test.mock.timers.enable({ apis: ["setInterval"] });
  let now = "";
  const look = (folder: string): Promise<ShareProblem | undefined> => {
    const error = Object.assign(new Error(now), { code: now });
    return Promise.resolve(now === "" ? undefined : folderProblem(folder, error));
  };
  const told = test.mock.fn();
  const end = watchFolder("/srv", told, look);
  for (const code of codes) {
    now = code;
    test.mock.timers.runAll();
    await nextTurn();
  }
  end();
  return told.mock.callCount();
}

describe("the watch on a shared folder", () => {
  for (const { codes, told, rule } of [
    { codes: ["", "", ""], told: 0, rule: "has nothing to tell of a folder that is there" },
    { codes: ["ENOENT"], told: 0, rule: "waits for a second look when the folder is gone" },
    { codes: ["ENOENT", "ENOTDIR"], told: 1, rule: "tells when the folder is gone for two looks" },
    { codes: ["ENOENT", "", "ENOENT", ""], told: 0, rule: "forgets what was over at the next look" },
    { codes: ["EIO", "EMFILE"], told: 0, rule: "waits for a third look when the folder could not be looked at" },
    { codes: ["EIO", "EMFILE", "EACCES"], told: 1, rule: "tells when it could not be looked at three times" },
    { codes: ["ENOENT", "ENOENT", "ENOENT", "ENOENT"], told: 1, rule: "tells once" },
  ]) {
    it(rule, async (test) => assert.equal(await toldAfter(test, ...codes), told));
  }
});
