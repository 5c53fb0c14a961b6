import { close, constants, openSync, writeSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { codeOf } from "../error-code.ts";
import type { LineSink } from "./line-writer.ts";

/** Milliseconds until a terminal that takes nothing is tried again. */
const retryMilliseconds = 50;

/**
 * A terminal that is a file as well, /dev/stdout say, as a sink. It may stand still, by Ctrl+S or with the connection
 * that it is at the other end of: Node's own streams wait for it, and everything else with them. Undefined: it is not
 * to be opened once more.
 */
export function terminalSink(path: string): LineSink | undefined {
  const opened = openAgain(path);
  if (opened === undefined) return undefined;
  return {
    write: async (bytes) => {
      for (let at = 0; at < bytes.length;) {
        const count = tryToWrite(opened, bytes, at);
        if (count === 0) await wait(retryMilliseconds);
        at += count;
      }
    },
    close: () => new Promise((resolve) => close(opened, () => resolve())),
  };
}

/** Opened once more, it can be asked not to wait, which the file it was opened as before shares with other programs. */
function openAgain(path: string): number | undefined {
  const { O_WRONLY, O_NONBLOCK, O_NOCTTY } = constants;
  if (process.platform === "win32") return undefined;
  try {
    return openSync(path, O_WRONLY | O_NONBLOCK | O_NOCTTY);
  } catch {
    return undefined; // somebody else's, since `su`
  }
}

/** How many bytes it takes at once. @throws Error where it is gone. */
function tryToWrite(file: number, bytes: Buffer, at: number): number {
  try {
    return writeSync(file, bytes, at);
  } catch (error) {
    if (codeOf(error) === "EAGAIN") return 0;
    throw error;
  }
}
