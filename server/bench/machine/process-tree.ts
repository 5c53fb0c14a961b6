import { readFileSync, readdirSync, writeFileSync } from "node:fs";

/** Linux counts CPU time in hundredths of a second, whatever the kernel's own tick. */
const ticksPerSecond = 100;

/** A process and all that it has started, parents first; the process alone where there is no /proc. */
export function treeOf(pid: number): readonly number[] {
  const tree = [pid];
  for (const member of tree) tree.push(...childrenOf(member));
  return tree;
}

/** Seconds of CPU that the living processes of a tree have used; NaN where that cannot be known. */
export function cpuSeconds(pid: number): number {
  const ticks = treeOf(pid).flatMap((member) => cpuTicksOf(read(`/proc/${member}/stat`)));
  return ticks.length === 0 ? Number.NaN : sum(ticks) / ticksPerSecond;
}

/**
 * Bytes of memory that a tree's processes have resident; NaN where that cannot be known. Not their proportional share
 * (PSS): that falls whenever one more program of Node.js starts, the load say, since they share Node's code.
 */
export function memoryBytes(pid: number): number {
  const kibibytes = treeOf(pid).flatMap((member) => {
    const [, digits] = /^Rss:\s+(\d+)/m.exec(read(`/proc/${member}/smaps_rollup`)) ?? [];
    return digits === undefined ? [] : [Number(digits)];
  });
  return kibibytes.length === 0 ? Number.NaN : sum(kibibytes) * 1024;
}

/** Forgets the most that a process ever had: what starting it took is over. Linux alone knows how. */
export function forgetPeak(pid: number): void {
  if (process.platform === "linux") writeFileSync(`/proc/${pid}/clear_refs`, "5");
}

/** The most bytes that a process has had resident since then; NaN where that cannot be known. */
export function peakBytes(pid: number): number {
  const [, digits] = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`)) ?? [];
  return digits === undefined ? Number.NaN : Number(digits) * 1024;
}

/** User and system time in a line of /proc/…/stat; the process's name before them may hold spaces and brackets. */
function cpuTicksOf(stat: string): readonly number[] {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[11]) + Number(fields[12]);
  return Number.isNaN(ticks) ? [] : [ticks];
}

function childrenOf(pid: number): readonly number[] {
  return tasksOf(pid).flatMap((task) => {
    const children = read(`/proc/${pid}/task/${task}/children`).trim();
    return children === "" ? [] : children.split(" ").map(Number);
  });
}

function tasksOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return []; // it has ended, or this is not Linux
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // it has ended, or this is not Linux
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
