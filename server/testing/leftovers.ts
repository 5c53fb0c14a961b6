import assert from "node:assert/strict";
import { readdirSync, readlinkSync } from "node:fs";
import { until } from "../connection/testing.ts";

/** What a process holds: open descriptors, and timers that keep it alive. */
export type Holdings = { readonly descriptors: number; readonly timers: number };

export function holdings(): Holdings {
  return {
    descriptors: readdirSync("/proc/self/fd").length,
    timers: process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length,
  };
}

/** The files below a folder that this process has open. */
export function openFiles(folder: string): string[] {
  return readdirSync("/proc/self/fd").flatMap((descriptor) => {
    try {
      const file = readlinkSync(`/proc/self/fd/${descriptor}`);
      return file.startsWith(`${folder}/`) ? [file.slice(folder.length + 1)] : [];
    } catch {
      return []; // closed meanwhile
    }
  });
}

/** Waits until no more is held than before. A test that fails here hangs, and its time-out says so. */
export async function assertReturned(before: Holdings): Promise<void> {
  await until(() => holdings().descriptors <= before.descriptors && holdings().timers <= before.timers);
}

/** Bytes of memory that are still in use after a garbage collection. */
export async function memoryInUse(): Promise<number> {
  const { setFlagsFromString } = await import("node:v8");
  const { runInNewContext } = await import("node:vm");
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  for (let round = 0; round < 3; round++) collect();
  const { heapUsed, external } = process.memoryUsage();
  assert.ok(heapUsed > 0);
  return heapUsed + external;
}
