import { readFileSync } from "node:fs";
import type { CDPSession } from "playwright-core";
import { memoryBytes, treeOf } from "../../../../server/bench/machine/process-tree.ts";
import { flood, shownTotal, untilTotal } from "../flood.ts";
import { launchSharing, type Sharing } from "../scene.ts";
import { inMegabytes, printGoal, printLine } from "./print.ts";

/** What the processes hold, in bytes, after their garbage was collected. */
type Memory = { readonly mainHeap: number; readonly main: number; readonly pageHeap: number; readonly page: number };

/** Requests between two looks. */
const step = 100_000;
/** Records after which both ends are full: what they hold is bounded to half of this. */
const full = 200_000;
/** What a process may grow by afterwards. */
const allowed = 32e6;

/** Lets so many requests pass through the window, and prints what the main process and the page hold meanwhile. */
export async function benchMemory(records: number): Promise<void> {
  await using run = await launchSharing();
  const session = await run.page.context().newCDPSession(run.page);
  printMemory(0, await memoryOf(run, session));
  let baseline: Memory | undefined;
  for (let asked = step; asked <= records; asked += step) {
    await flood(`${run.url}hello.txt?${asked}`, step, ["-k"]);
    await untilTotal(run, asked);
    const memory = await memoryOf(run, session);
    printMemory(asked, memory);
    if (asked === full) baseline = memory;
    if (baseline !== undefined && asked + step > records) printGrowth(baseline, memory);
  }
  printLine("requests in the window", String(await shownTotal(run.page)));
}

function printMemory(records: number, { mainHeap, main, pageHeap, page }: Memory): void {
  const [mainWords, pageWords] = [`main ${inMegabytes(main)}`, `page ${inMegabytes(page)}`];
  printLine(
    `after ${records} requests`,
    `${mainWords} (heap ${inMegabytes(mainHeap)}), ${pageWords} (heap ${inMegabytes(pageHeap)})`,
  );
}

function printGrowth(before: Memory, after: Memory): void {
  for (const [name, key] of [
    ["main process", "mainHeap"],
    ["page", "pageHeap"],
  ] as const) {
    const growth = after[key] - before[key];
    const goal = `under ${inMegabytes(allowed)}`;
    printGoal(`${name}: growth of its heap since ${full}`, inMegabytes(growth), goal, growth < allowed);
  }
}

async function memoryOf({ app, process: child }: Sharing, session: CDPSession): Promise<Memory> {
  const main = await app.evaluate(() => {
    process.getBuiltinModule("node:v8").setFlagsFromString("--expose-gc");
    const collect = process.getBuiltinModule("node:vm").runInNewContext("gc") as () => void;
    collect();
    const { rss, heapUsed, external } = process.memoryUsage();
    return { rss, heap: heapUsed + external };
  });
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return { mainHeap: main.heap, main: main.rss, pageHeap: usedSize, page: pageBytes(child.pid) };
}

/** What the page's own process has resident; NaN where that cannot be known. */
function pageBytes(app: number | undefined): number {
  const page = app === undefined ? undefined : treeOf(app).find((pid) => isPage(pid));
  return page === undefined ? Number.NaN : memoryBytes(page);
}

function isPage(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("--type=renderer");
  } catch {
    return false; // it has ended, or this is not Linux
  }
}
