import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { open, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { folderOf, type CleanUps } from "./shared-folder.ts";
import { runShare, type Terminal } from "./terminal.ts";

const withoutFifos = process.platform === "win32" && "Windows has no FIFO in a folder";

describe("the terminal command, told to stop while it starts", { skip: withoutFifos }, () => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    it(`by ${signal}: exits with 0`, async (test) => {
      const { terminal, words } = await startSlowly(test);
      terminal.child.kill(signal);
      await words.close(); // what is being read holds the process's end up
      assert.equal(await terminal.exited, 0);
      assert.equal(terminal.output + terminal.errors, "");
    });
  }

  it("ends by a further signal where a disk holds its end up", async (test) => {
    // The first one ends it where it has opened the note and does not read yet: then nothing holds it up.
    for (let attempt = 0; attempt < 20; attempt++) {
      const { terminal, words } = await startSlowly(test);
      const { child } = terminal;
      while (child.signalCode === null && child.exitCode === null) {
        child.kill("SIGINT");
        await nextTurn();
      }
      await words.close();
      if (child.signalCode !== null) return;
    }
    assert.fail("nothing held its end up");
  });
});

/** The command, reading a note that does not come; it goes on when the words are closed. */
async function startSlowly(test: CleanUps): Promise<{ readonly terminal: Terminal; readonly words: FileHandle }> {
  const folder = await folderOf(test, {});
  const note = path.join(folder, "note");
  execFileSync("mkfifo", [note]);
  const terminal = runShare(test, [folder, "--host", "127.0.0.1", "--port", "0", "--note", note]);
  return { terminal, words: await open(note, "w") }; // which waits until it is read
}
