import type { CDPSession, Page } from "playwright-core";

/** What the page's thread did, in milliseconds. */
export type PageTasks = {
  /** Tasks of more than 50 ms, as the page itself observes them: by the clock on the wall. */
  readonly long: readonly number[];
  /** The longest task by the CPU time it took: what it comes to on a machine that does nothing else. */
  readonly longestOnCpu: number;
};

type TraceEvent = {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
};

/** Looks at the page's tasks from now on; what is answered ends it. */
export async function watchTasks(page: Page): Promise<() => Promise<PageTasks>> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: "longtask" });
  });
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => void events.push(...(value as unknown as TraceEvent[])));
  const traceConfig = { includedCategories: ["toplevel"] };
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
  return async () => {
    const long = await page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks);
    await endTrace(session);
    return { long, longestOnCpu: longestOnCpu(events) };
  };
}

async function endTrace(session: CDPSession): Promise<void> {
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await complete;
  await session.detach();
}

function longestOnCpu(events: readonly TraceEvent[]): number {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const isPageThread = ({ name, args }: TraceEvent) => name === "thread_name" && args.name === "CrRendererMain";
  const pageThreads = new Set(events.filter(isPageThread).map(threadOf));
  const tasks = events.filter((event) => event.name.endsWith("::RunTask") && pageThreads.has(threadOf(event)));
  if (tasks.length === 0) throw new Error("the trace has no task of the page");
  return tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur / 1000), 0);
}
