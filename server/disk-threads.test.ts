import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { makeRoomForSlowDisks } from "./disk-threads.ts";

const run = promisify(execFile);
const environment = { ...process.env };
delete environment["UV_THREADPOOL_SIZE"];

/** Opens pipes that nobody writes to, each of which holds a thread, and says whether the disk still answers. */
const program = `
  import { open, stat } from "node:fs";
  import { makeRoomForSlowDisks } from ${JSON.stringify(new URL("disk-threads.ts", import.meta.url).href)};
  makeRoomForSlowDisks();
  const end = (word) => process.stdout.write(word, () => process.kill(process.pid, "SIGKILL"));
  for (const pipe of process.argv.slice(1)) open(pipe, "r", () => end("a pipe was opened"));
  stat("/", () => end("answered"));
  setTimeout(end, 10_000, "held up");
`;

describe("disks that do not answer", { skip: process.platform === "win32" }, () => {
  let folder = "";
  before(async () => (folder = await mkdtemp(path.join(tmpdir(), "threads-"))));
  after(() => rm(folder, { recursive: true }));

  it("hold up nobody else while there are fewer than 32", async () => {
    const pipes = Array.from({ length: 31 }, (_, index) => path.join(folder, `pipe ${index}`));
    await run("mkfifo", pipes);
    const args = ["--input-type=module", "--eval", program, ...pipes];
    const said = await new Promise((resolve) => {
      execFile(process.execPath, args, { env: environment }, (_error, output) => resolve(output));
    });
    assert.equal(said, "answered");
  });

  it("get the room that the environment says, where it says one", () => {
    const said: NodeJS.ProcessEnv = { UV_THREADPOOL_SIZE: "7" };
    makeRoomForSlowDisks(said);
    assert.equal(said["UV_THREADPOOL_SIZE"], "7");
  });
});
