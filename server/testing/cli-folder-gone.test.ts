import assert from "node:assert/strict";
import { readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import { smallDisk } from "./disk.ts";
import { folderOf } from "./shared-folder.ts";
import { eventsOf, shareFolder } from "./terminal.ts";

describe("the terminal command, its folder taken away", () => {
  for (const log of ["pretty", "none"]) {
    it(`says so to people, and when it is back, with --log ${log}`, async (test) => {
      const folder = path.join(await folderOf(test, { "share/a.txt": "a" }), "share");
      const terminal = await shareFolder(test, folder, ["--log", log]);
      await rename(folder, `${folder}.away`);
      await terminal.says(/porchlight: [^\n]*\n/, "errors");
      assert.equal((await fetch(`${terminal.url}a.txt`)).status, 503);
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

  it("shares nothing in its stead that lies below the drive, and saves nothing there", async (test) => {
    const disk = smallDisk(test, "2g"); // most of which sent files leave free
    if (disk === undefined) {
      test.skip("no file system can be mounted here");
      return;
    }
    disk.unmount();
    await writeFile(path.join(disk.folder, "below.txt"), "below");
    disk.mount();
    const terminal = await shareFolder(test, disk.folder, ["--log", "ndjson", "--uploads"]);
    disk.unmount();
    await terminal.says(/"event":"folder gone".*\n/);
    for (const target of ["", "below.txt", "?zip"]) {
      const answer = await fetch(terminal.url + target);
      assert.equal(answer.status, 503, target);
      assert.equal(answer.headers.get("retry-after"), "1");
    }
    assert.equal((await fetch(`${terminal.url}sent.txt`, { method: "PUT", body: "sent" })).status, 503);
    assert.deepEqual(await readdir(disk.folder), ["below.txt"]);
    disk.mount();
    await terminal.says(/"event":"folder back".*\n/);
    assert.equal((await fetch(terminal.url)).status, 200);
    assert.equal((await fetch(`${terminal.url}sent.txt`, { method: "PUT", body: "sent" })).status, 201);
    terminal.child.kill("SIGTERM");
    assert.equal(await terminal.exited, 0);
    const reasons = eventsOf(terminal.output).map((line) => line["reason"]);
    assert.ok(reasons.includes(`The drive that was mounted on the folder ${disk.folder} is gone.`));
  });
});
