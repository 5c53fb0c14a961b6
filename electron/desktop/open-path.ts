import { setTimeout as delay } from "node:timers/promises";
import { shell } from "electron";

/** Within so long the system would have said that it cannot. */
const answerMilliseconds = 1000;

/**
 * Opens a file, or shows a folder in the file manager; what went wrong, "" for nothing. On Linux Electron's own promise
 * is never settled: no complaint is taken for success (platform_util_linux.cc, OpenPath, since electron/electron#48079).
 */
export function openPath(file: string): Promise<string> {
  const answer = shell.openPath(file);
  return process.platform === "linux" ? Promise.race([answer, delay(answerMilliseconds, "")]) : answer;
}
