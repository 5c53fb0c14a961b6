import assert from "node:assert/strict";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import { leaveFolder } from "./leave-folder.ts";

describe("the folder that the app was started in", () => {
  it("is let go of, and kept where there is no home folder to go to", async (test) => {
    const [before, home] = [process.cwd(), await realpath(await mkdtemp(path.join(tmpdir(), "home-")))];
    test.after(() => rm(home, { recursive: true }));
    test.after(() => process.chdir(before));
    leaveFolder(home);
    assert.equal(process.cwd(), home);
    leaveFolder(path.join(home, "nothing"));
    assert.equal(process.cwd(), home);
  });
});
