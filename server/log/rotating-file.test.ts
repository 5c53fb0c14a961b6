import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import files, {
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
  type FileHandle,
} from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { openFiles } from "../testing/leftovers.ts";
import { RotatingFile } from "./rotating-file.ts";

/** The path of a log file in a folder of its own, which goes with the test. */
async function logPath(t: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-log-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return path.join(folder, "log");
}

async function contentsOf(file: string): Promise<Record<string, string>> {
  const folder = path.dirname(file);
  const names = (await readdir(folder)).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, name), "utf8")])),
  ) as Record<string, string>;
}

describe("a log file", () => {
  it("goes on where it ended", async (t) => {
    const file = await logPath(t);
    for (const line of ["é\n", "b\n"]) {
      const log = await RotatingFile.open(file);
      await log.write(Buffer.from(line));
      await log.close();
    }
    assert.deepEqual(await contentsOf(file), { log: "é\nb\n" });
  });

  it("is let go of where it cannot be looked at", { skip: process.platform !== "linux" }, async (t) => {
    const file = await logPath(t);
    await using handle = await open(file, "w");
    t.mock.method(Object.getPrototypeOf(handle) as FileHandle, "stat", () => Promise.reject(new Error("EIO")));
    await assert.rejects(RotatingFile.open(file), { message: "EIO" });
    assert.deepEqual(openFiles(path.dirname(file)), ["log"]); // the test's own
  });

  it("is let go of when it is closed", { skip: process.platform !== "linux" }, async (t) => {
    const file = await logPath(t);
    const log = await RotatingFile.open(file);
    assert.deepEqual(openFiles(path.dirname(file)), ["log"]);
    await log.close();
    assert.deepEqual(openFiles(path.dirname(file)), []);
  });

  it("is not there: opening it says so", async (t) => {
    const file = await logPath(t);
    await assert.rejects(RotatingFile.open(path.join(file, "missing")), { code: "ENOENT" });
    await mkdir(file);
    await assert.rejects(RotatingFile.open(file), { code: "EISDIR" });
  });

  it("becomes .1 at its size, and the older ones move on; the oldest goes", async (t) => {
    const file = await logPath(t);
    const log = await RotatingFile.open(file, 6);
    for (const line of ["1", "2", "3", "4", "5", "6", "7"]) await log.write(Buffer.from(`${line}__\n`));
    await log.close();
    assert.deepEqual(await contentsOf(file), {
      ...{ log: "7__\n", "log.1": "6__\n", "log.2": "5__\n", "log.3": "4__\n", "log.4": "3__\n" },
    });
  });

  it("is filled to its size, and counts bytes, not characters", async (t) => {
    const file = await logPath(t);
    const log = await RotatingFile.open(file, 6);
    for (const line of ["é\n", "é\n", "é\n"]) await log.write(Buffer.from(line));
    await log.close();
    assert.deepEqual(await contentsOf(file), { log: "é\n", "log.1": "é\né\n" });
  });

  it("counts what was in it before", async (t) => {
    const file = await logPath(t);
    await writeFile(file, "12345");
    const log = await RotatingFile.open(file, 6);
    await log.write(Buffer.from("ab\n"));
    await log.close();
    assert.deepEqual(await contentsOf(file), { log: "ab\n", "log.1": "12345" });
  });

  it("takes a text that is larger than its size alone", async (t) => {
    const file = await logPath(t);
    const log = await RotatingFile.open(file, 4);
    for (const line of ["1234567\n", "a\n"]) await log.write(Buffer.from(line));
    await log.close();
    assert.deepEqual(await contentsOf(file), { log: "a\n", "log.1": "1234567\n" });
  });

  it("goes on where it is while it cannot be moved, to five times its size, and is moved when it can", async (t) => {
    const file = await logPath(t);
    const log = await RotatingFile.open(file, 4);
    await writeFile(`${file}.3`, "old");
    await mkdir(`${file}.4`);
    for (const line of ["1", "2", "3", "4", "5"]) await log.write(Buffer.from(`${line}__\n`));
    for (const line of ["6", "7"]) await assert.rejects(log.write(Buffer.from(`${line}__\n`)), { syscall: "rename" });
    await rm(`${file}.4`, { recursive: true });
    for (const line of ["8", "9"]) await log.write(Buffer.from(`${line}__\n`));
    await log.close();
    assert.deepEqual(await contentsOf(file), {
      ...{ log: "9__\n", "log.1": "8__\n", "log.2": "1__\n2__\n3__\n4__\n5__\n", "log.4": "old" },
    });
  });

  it("shifts none of the older ones while another program holds it, and all of them when it lets go", async (t) => {
    const file = await logPath(t);
    for (const number of [1, 2, 3, 4]) await writeFile(`${file}.${number}`, `old ${number}`);
    const log = await RotatingFile.open(file, 4);
    const really = files.rename;
    const moving = t.mock.method(files, "rename", (from: string, to: string) =>
      from === file ? Promise.reject(Object.assign(new Error("busy"), { code: "EBUSY" })) : really(from, to),
    );
    syncBuiltinESMExports();
    for (const line of ["1", "2", "3", "4", "5"]) await log.write(Buffer.from(`${line}__\n`));
    await assert.rejects(log.write(Buffer.from("6__\n")), { code: "EBUSY" });
    moving.mock.restore();
    syncBuiltinESMExports();
    const old = { "log.1": "old 1", "log.2": "old 2", "log.3": "old 3", "log.4": "old 4" };
    assert.deepEqual(await contentsOf(file), { log: "1__\n2__\n3__\n4__\n5__\n", ...old });
    await log.write(Buffer.from("7__\n"));
    await log.close();
    assert.deepEqual(await contentsOf(file), {
      ...{ log: "7__\n", "log.1": "1__\n2__\n3__\n4__\n5__\n" },
      ...{ "log.2": "old 1", "log.3": "old 2", "log.4": "old 3" },
    });
  });

  it("is not lost where the program was ended while it was moved", async (t) => {
    const file = await logPath(t);
    await writeFile(`${file}.0`, "new");
    await writeFile(`${file}.1`, "old");
    const log = await RotatingFile.open(file, 4);
    for (const line of ["1", "2"]) await log.write(Buffer.from(`${line}__\n`));
    await log.close();
    assert.deepEqual(await contentsOf(file), { log: "2__\n", "log.1": "1__\n", "log.2": "new", "log.3": "old" });
  });

  it("shifts nothing where somebody has taken it away", async (t) => {
    const file = await logPath(t);
    await writeFile(`${file}.1`, "old");
    const log = await RotatingFile.open(file, 4);
    await log.write(Buffer.from("1__\n"));
    await rm(file);
    await log.write(Buffer.from("2__\n"));
    await log.close();
    assert.deepEqual(await contentsOf(file), { log: "2__\n", "log.1": "old" });
  });

  for (const { rule, take } of [
    { rule: "moved", take: (file: string) => rename(file, `${file}.old`) },
    { rule: "deleted", take: (file: string) => rm(file) },
    { rule: "replaced", take: (file: string) => rename(file, `${file}.old`).then(() => writeFile(file, "n\n")) },
  ]) {
    it(`goes on in a file at its own place, and counts anew, where somebody has ${rule} it`, async (t) => {
      const file = await logPath(t);
      const log = await RotatingFile.open(file, 10, 0);
      await log.write(Buffer.from("1__\n"));
      await take(file);
      await log.write(Buffer.from("2__\n"));
      await log.write(Buffer.from("3__\n"));
      await log.close();
      const old: Record<string, string> = rule === "deleted" ? {} : { "log.old": "1__\n" };
      assert.deepEqual(await contentsOf(file), { log: `${rule === "replaced" ? "n\n" : ""}2__\n3__\n`, ...old });
    });
  }

  it("goes on where it has gone while there can be none at its place", async (t) => {
    const file = await logPath(t);
    const away = path.join(path.dirname(file), "away");
    await mkdir(away);
    const log = await RotatingFile.open(path.join(away, "log"), 100, 0);
    await log.write(Buffer.from("1__\n"));
    await rename(away, `${away}.old`);
    await log.write(Buffer.from("2__\n"));
    assert.deepEqual(await contentsOf(path.join(`${away}.old`, "log")), { log: "1__\n2__\n" });
    await mkdir(away);
    await log.write(Buffer.from("3__\n"));
    await log.close();
    assert.deepEqual(await contentsOf(path.join(away, "log")), { log: "3__\n" });
  });

  it("is opened anew behind an error: its drive may have been lost, and be back", async (t) => {
    const file = await logPath(t);
    const really = files.open;
    const opening = t.mock.method(files, "open", async (name: string, flags: string) => {
      const handle = await really(name, flags);
      t.after(handle.close.bind(handle));
      for (const method of ["write", "truncate", "close"] as const) {
        t.mock.method(handle, method, () => Promise.reject(new Error("stale file handle")));
      }
      return handle;
    });
    syncBuiltinESMExports();
    const log = await RotatingFile.open(file);
    opening.mock.restore();
    syncBuiltinESMExports();
    await assert.rejects(log.write(Buffer.from("1__\n")), /stale/);
    await log.write(Buffer.from("2__\n"));
    await log.close();
    assert.deepEqual(await contentsOf(file), { log: "2__\n" });
  });

  it("is moved once, however often its successor cannot be opened", async (t) => {
    const file = await logPath(t);
    await writeFile(`${file}.1`, "old");
    const log = await RotatingFile.open(file, 4);
    await log.write(Buffer.from("1__\n"));
    const opening = t.mock.method(files, "open", () => Promise.reject(new Error("too many open files")));
    syncBuiltinESMExports();
    for (const line of ["2__\n", "3__\n"]) await assert.rejects(log.write(Buffer.from(line)), /too many/);
    opening.mock.restore();
    syncBuiltinESMExports();
    await log.write(Buffer.from("4__\n"));
    await log.close();
    assert.deepEqual(await contentsOf(file), { log: "4__\n", "log.1": "1__\n", "log.2": "old" });
  });

  it("is never moved where it is no file: a pipe, a terminal or /dev/null is not ours", async (t) => {
    const pipe = await logPath(t);
    try {
      execFileSync("mkfifo", [pipe], { stdio: "ignore" });
    } catch {
      t.skip("there are no such pipes here");
      return;
    }
    const reader = await open(pipe, "r+"); // both ends, for opening one alone waits for the other
    const log = await RotatingFile.open(pipe, 4);
    for (const line of ["1__\n", "2__\n"]) await log.write(Buffer.from(line));
    await log.close();
    const { buffer, bytesRead } = await reader.read(Buffer.alloc(100), 0, 100);
    await reader.close();
    assert.equal(buffer.toString("utf8", 0, bytesRead), "1__\n2__\n");
    assert.deepEqual(await readdir(path.dirname(pipe)), ["log"]);
  });

  for (const { cutsOpen, where } of [
    { cutsOpen: true, where: "" },
    { cutsOpen: false, where: ", on Windows too, which cuts no file that is open to be added to" },
  ]) {
    it(`goes on with a text that the disk took a part of, and takes back one that it has no room for the rest of${where}`, async (t) => {
      const file = await logPath(t);
      const really = files.open;
      const rooms = [2, 9, 2, 0, 9];
      const refused = Object.assign(new Error("operation not permitted"), { code: "EPERM" });
      const opening = t.mock.method(files, "open", async (name: string, flags: string) => {
        const handle = await really(name, flags);
        if (!cutsOpen) t.mock.method(handle, "truncate", () => Promise.reject(refused));
        const write = handle.write.bind(handle);
        t.mock.method(handle, "write", (bytes: Buffer, at: number) => {
          const room = rooms.shift() ?? 0;
          return room === 0 ? Promise.reject(new Error("no space left")) : write(bytes.subarray(0, at + room), at);
        });
        return handle;
      });
      syncBuiltinESMExports();
      const log = await RotatingFile.open(file);
      opening.mock.restore();
      syncBuiltinESMExports();
      await log.write(Buffer.from("1__\n"));
      await assert.rejects(log.write(Buffer.from("2__\n")), /no space left/);
      await log.write(Buffer.from("3__\n"));
      await log.close();
      assert.deepEqual(await contentsOf(file), { log: "1__\n3__\n" });
    });
  }

  it("takes back a text that the disk had no room for, so that no line is cut", async (t) => {
    const full = "/dev/full";
    if (
      !(await stat(full).then(
        (stats) => stats.isCharacterDevice(),
        () => false,
      ))
    ) {
      t.skip("there is no /dev/full here");
      return;
    }
    const log = await RotatingFile.open(full);
    await assert.rejects(log.write(Buffer.from("a\n")), { code: "ENOSPC" });
    await log.close();
  });
});
