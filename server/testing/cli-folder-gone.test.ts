import assert from "node:assert/strict";
import { rename, rm, symlink } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import { folderOf } from "./shared-folder.ts";
import { eventsOf, shareFolder } from "./terminal.ts";

describe("the terminal command, its folder taken away", () => {
  for (const log of ["pretty", "none"]) {
    it(`says so to people, and when it is back, with --log ${log}`, async (test) => {
      const folder = path.join(await folderOf(test, { "share/a.txt": "a" }), "share");
      const terminal = await shareFolder(test, folder, ["--log", log]);
      await rename(folder, `${folder}.away`);
      await terminal.says(/porchlight: [^\n]*\n/, "errors");
      assert.equal((await fetch(`${terminal.url}a.txt`)).status, 404);
      await rename(`${folder}.away`, folder);
      await terminal.says(/The folder .* is back\.\n/, "errors");
      assert.equal((await fetch(`${terminal.url}a.txt`)).status, 200);
      terminal.child.kill("SIGTERM");
      assert.equal(await terminal.exited, 0);
      const gone = `porchlight: There is no folder ${folder}. Sharing goes on once it is back.\n`;
      assert.equal(terminal.errors, `${gone}porchlight: The folder ${folder} is back.\n`);
    });
  }

  it("says so of what a link led to, and not of the link", async (test) => {
    const folder = path.join(await folderOf(test, { "share/a.txt": "a" }), "share");
    const link = `${folder}.link`;
    await symlink(folder, link, "junction");
    const terminal = await shareFolder(test, link, ["--log", "none"]);
    await rm(link);
    assert.equal((await fetch(`${terminal.url}a.txt`)).status, 200);
    await rename(folder, `${folder}.away`);
    await terminal.says(/porchlight: [^\n]*\n/, "errors");
    await rename(`${folder}.away`, folder);
    await terminal.says(/The folder .* is back\.\n/, "errors");
    const gone = `porchlight: There is no folder ${folder}. Sharing goes on once it is back.\n`;
    assert.equal(terminal.errors, `${gone}porchlight: The folder ${folder} is back.\n`);
    terminal.child.kill("SIGTERM");
    assert.equal(await terminal.exited, 0);
  });

  it("says so to programs by an event, and when it is back, with --log ndjson", async (test) => {
    const folder = path.join(await folderOf(test, { "share/a.txt": "a" }), "share");
    const terminal = await shareFolder(test, folder);
    await rename(folder, `${folder}.away`);
    await terminal.says(/"event":"folder gone".*\n/);
    await rename(`${folder}.away`, folder);
    await terminal.says(/"event":"folder back".*\n/);
    terminal.child.kill("SIGTERM");
    assert.equal(await terminal.exited, 0);
    assert.deepEqual(eventsOf(terminal.output).slice(1), [
      { event: "folder gone", folder, reason: `There is no folder ${folder}.` },
      { event: "folder back", folder },
    ]);
    assert.equal(terminal.errors, "");
  });
});
