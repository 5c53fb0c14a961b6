import assert from "node:assert/strict";
import { mkdir, mkdtemp, opendir, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import { markEntries } from "../testing/marked-entries.ts";
import { kindOf, type EntryKind } from "./entry-kind.ts";

function wordFor(kind: EntryKind): string {
  if (kind.isFile()) return "a file";
  return kind.isDirectory() ? "a folder" : kind.isSymbolicLink() ? "a link" : "nothing of them";
}

describe("what an entry of a folder is", () => {
  for (const isMarked of [false, true]) {
    const rule = isMarked
      ? "is found out where it is listed as a link: of what is gone, that is all there is"
      : "is listed";
    it(rule, async (test) => {
      const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
      test.after(() => rm(folder, { recursive: true }));
      await writeFile(path.join(folder, "file"), "x");
      await writeFile(path.join(folder, "gone"), "x");
      await mkdir(path.join(folder, "folder"));
      await symlink("folder", path.join(folder, "link"));
      if (isMarked) markEntries(test);
      const kinds: Record<string, string> = {};
      for await (const entry of await opendir(folder)) {
        await rm(path.join(folder, "gone"), { force: true });
        kinds[entry.name] = wordFor(await kindOf(entry, path.join(folder, entry.name)));
      }
      const gone = isMarked ? "a link" : "a file";
      assert.deepEqual(kinds, { file: "a file", folder: "a folder", gone, link: "a link" });
    });
  }
});
