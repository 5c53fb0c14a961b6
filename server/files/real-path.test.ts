import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import { codeOf } from "../error-code.ts";
import { realPath } from "./real-path.ts";
import { plant, temporaryFolder } from "./testing.ts";

function refuseWith(code: string) {
  return () => Promise.reject(Object.assign(new Error(code), { code }));
}

describe("where a path really leads", () => {
  it("is found also on a drive that Windows does not know it of", async (t) => {
    const folder = await temporaryFolder(t);
    await plant(folder, { "a/b.txt": "", link: { symlink: "a" }, out: { symlink: ".." } });
    for (const ask of [undefined, refuseWith("EISDIR")]) {
      assert.equal(await realPath(path.join(folder, "link/b.txt"), ask), path.join(folder, "a/b.txt"));
      assert.equal(await realPath(path.join(folder, "out"), ask), path.dirname(folder));
      await assert.rejects(realPath(path.join(folder, "nothing"), ask), (error) => codeOf(error) === "ENOENT");
    }
  });

  it("is not looked for in another way where the disk refuses", async (t) => {
    const folder = await temporaryFolder(t);
    await assert.rejects(realPath(folder, refuseWith("EACCES")), (error) => codeOf(error) === "EACCES");
  });
});
