import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { markEntries } from "../../server/testing/marked-entries.ts";
import type { Preflight } from "../contract.ts";
import { preflight } from "./preflight.ts";

async function last(folder: string, dotfiles = false, signal = new AbortController().signal, home = "/home/ada") {
  let report: Preflight | undefined;
  for await (const next of preflight(folder, { dotfiles, home, platform: "linux", signal })) report = next;
  assert.ok(report);
  return report;
}

function summary({ files, folders, bytes, done }: Preflight) {
  return { files, folders, bytes, done };
}

describe("the preflight of a folder", () => {
  let root = "";
  before(async () => {
    root = await mkdtemp(path.join(tmpdir(), "preflight-"));
    await mkdir(path.join(root, "share/photos/.git"), { recursive: true });
    await writeFile(path.join(root, "outside.txt"), "outside");
    await writeFile(path.join(root, "share/a.txt"), "12345");
    await writeFile(path.join(root, "share/.env"), "SECRET=1");
    await writeFile(path.join(root, "share/photos/b.jpg"), "1234567");
    await writeFile(path.join(root, "share/photos/server.key"), "123");
    await writeFile(path.join(root, "share/photos/.git/config"), "1");
    await symlink("../outside.txt", path.join(root, "share/out"));
    await symlink("photos", path.join(root, "share/in"));
    await symlink("nowhere", path.join(root, "share/dangling"));
    await symlink(".", path.join(root, "share/photos/circle"));
  });
  after(() => rm(root, { recursive: true }));

  it("counts what is shared, each thing once", async () => {
    assert.deepEqual(summary(await last(path.join(root, "share"))), { files: 3, folders: 1, bytes: 15, done: true });
  });

  it("counts what is hidden too when it is shared", async () => {
    const report = await last(path.join(root, "share"), true);
    assert.deepEqual(summary(report), { files: 5, folders: 2, bytes: 24, done: true });
  });

  it("warns of secrets, and says which of them are hidden", async () => {
    const { warnings } = await last(path.join(root, "share"));
    assert.deepEqual(warnings.map(({ kind, examples, hidden }) => [kind, examples, hidden]).sort(), [
      ["environment file", [".env"], 1],
      ["link out", ["out"], 0],
      ["private key", ["photos/server.key"], 0],
      ["version control", ["photos/.git"], 1],
    ]);
  });

  it("counts and warns of what OneDrive keeps on Windows, which looks like links there", async (test) => {
    const share = path.join(root, "share");
    const report = await last(share);
    markEntries(test);
    const marked = await last(share);
    assert.deepEqual(summary(marked), summary(report));
    const listed = ({ warnings }: Preflight) => warnings.toSorted((one, other) => (one.kind < other.kind ? -1 : 1));
    assert.deepEqual(listed(marked), listed(report));
  });

  it("passes over what is no visitor's, as what was deleted on a drive, and its keys", async () => {
    const drive = path.join(root, "drive");
    for (const bin of ["$RECYCLE.BIN/S-1-5-21", "System Volume Information", ".Trash-1000/files"]) {
      await mkdir(path.join(drive, bin), { recursive: true });
      await writeFile(path.join(drive, bin, "server.key"), "123");
    }
    await writeFile(path.join(drive, "a.txt"), "12345");
    for (const dotfiles of [false, true]) {
      const report = await last(drive, dotfiles);
      assert.deepEqual(summary(report), { files: 1, folders: 0, bytes: 5, done: true });
      assert.deepEqual(report.warnings, []);
    }
  });

  it("warns of what the folder is, whatever it is called", async () => {
    const alias = path.join(root, "alias");
    await symlink("share", alias);
    for (const [folder, home] of [
      [alias, path.join(root, "share")],
      [path.join(root, "share"), alias],
    ] as const) {
      const { warnings } = await last(folder, false, undefined, home);
      assert.deepEqual([warnings[0]?.kind, warnings[0]?.examples], ["home folder", []]);
    }
  });

  it("counts a large folder in slices", async () => {
    const large = path.join(root, "large");
    await mkdir(large);
    await Promise.all(Array.from({ length: 500 }, (_, index) => writeFile(path.join(large, `${index}`), "x")));
    assert.deepEqual(summary(await last(large)), { files: 500, folders: 0, bytes: 500, done: true });
  });

  for (const [step, files, rule] of [
    [0, [0, 500], "only in the end where that is soon"],
    [200, [0, 64, 128, 192, 256, 320, 384, 448, 500, 500], "again and again where that takes its time"],
  ] as const) {
    it(`says how much it is ${rule}`, async (test) => {
      let now = 1000;
      test.mock.method(performance, "now", () => (now += step));
      const large = path.join(root, "large");
      const said: number[] = [];
      const { signal } = new AbortController();
      const reports = preflight(large, { dotfiles: false, home: "/home/ada", platform: "linux", signal });
      for await (const report of reports) said.push(report.files);
      assert.deepEqual(said, files);
    });
  }

  it("ends without a last word when it is cancelled", async () => {
    const abort = new AbortController();
    abort.abort();
    assert.equal((await last(path.join(root, "share"), false, abort.signal)).done, false);
  });

  it("goes round a folder that cannot be read", { skip: process.getuid?.() === 0 }, async () => {
    const locked = path.join(root, "locked");
    await mkdir(path.join(locked, "inner"), { recursive: true });
    await chmod(path.join(locked, "inner"), 0);
    assert.deepEqual(summary(await last(locked)), { files: 0, folders: 1, bytes: 0, done: true });
  });

  it("goes round a folder that opens and then cannot be read", { skip: process.platform !== "linux" }, async (test) => {
    // what is left of a process that nobody asks after: its network is gone, and the folder that told of it is not
    const parent = spawn("sh", ["-c", "exec 3<&0; cat <&3 & echo $!; exec sleep 60"]);
    test.after(() => parent.kill());
    const [pid] = (await once(parent.stdout, "data")) as [Buffer];
    const dead = `/proc/${pid.toString().trim()}`;
    while ((await readFile(`/proc/${parent.pid}/comm`, "utf8")) !== "sleep\n") await nextTurn();
    parent.stdin.end(); // earlier, and the shell might ask after it
    while (!(await readFile(path.join(dead, "status"), "utf8")).includes("zombie")) await nextTurn();
    await assert.rejects(readdir(path.join(dead, "net")), { code: "EINVAL" });
    const { folders, done } = await last(dead);
    assert.ok(done && folders > 0);
  });

  it("rejects when the folder itself is not there", () => assert.rejects(last(path.join(root, "nowhere"))));
});
