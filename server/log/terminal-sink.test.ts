import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { closeSync, constants, openSync, readSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { folderOf } from "../testing/shared-folder.ts";
import { terminalSink } from "./terminal-sink.ts";

describe("a terminal that takes no more", { skip: process.platform === "win32" }, () => {
  it("holds nobody up, and gets all of it when it goes on", async (test) => {
    const pipe = path.join(await folderOf(test), "pipe"); // fills up as a terminal does
    execFileSync("mkfifo", [pipe]);
    const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    test.after(() => closeSync(reader));
    const sink = terminalSink(pipe);
    assert.ok(sink !== undefined);
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
    const ends: string[] = [];
    const written = sink.write(bytes).then(() => ends.push("written"));
    for (let turn = 0; turn < 10; turn++) await nextTurn();
    assert.deepEqual(ends, []);
    const received: Buffer[] = [];
    for (let length = 0; length < bytes.length; length += received.at(-1)?.length ?? 0) {
      received.push(available(reader));
      await nextTurn();
    }
    assert.ok(Buffer.concat(received).equals(bytes));
    await written;
    await sink.close();
  });

  it("is given up when it is gone", async (test) => {
    const pipe = path.join(await folderOf(test), "pipe");
    execFileSync("mkfifo", [pipe]);
    const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    const sink = terminalSink(pipe);
    assert.ok(sink !== undefined);
    closeSync(reader);
    await assert.rejects(sink.write(Buffer.from("a")), { code: "EPIPE" });
    await sink.close();
  });

  it("that is not to be opened once more is none", () => {
    assert.equal(terminalSink("/nowhere/tty"), undefined);
  });
});

/** What can be read now. */
function available(file: number): Buffer {
  const bytes = Buffer.alloc(65_536);
  try {
    return bytes.subarray(0, readSync(file, bytes));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EAGAIN") return Buffer.alloc(0);
    throw error;
  }
}
