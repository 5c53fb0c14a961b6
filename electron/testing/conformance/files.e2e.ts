import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { launchConformance } from "./launch.ts";

describe("files in the main process", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "files-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("are broken archives to fs where they are called so, and files to original-fs", async () => {
    const file = path.join(folder, "notes.asar");
    writeFileSync(file, "no archive");
    await using run = await launchConformance();
    const asked = run.app.evaluate((_, name) => globalThis.sizeOf.electron(name), file);
    await assert.rejects(asked, /Invalid package/);
    assert.equal(await run.app.evaluate((_, name) => globalThis.sizeOf.node(name), file), 10);
  });

  it("are files to both in a folder that is called so", async () => {
    const file = path.join(folder, "unpacked.asar", "notes.txt");
    mkdirSync(path.dirname(file));
    writeFileSync(file, "a text");
    await using run = await launchConformance();
    for (const kind of ["electron", "node"] as const) {
      const size = run.app.evaluate((_, [which, name]) => globalThis.sizeOf[which](name), [kind, file] as const);
      assert.equal(await size, 6);
    }
  });
});
