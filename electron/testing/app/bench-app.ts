import type { monitorEventLoopDelay } from "node:perf_hooks";
import { flood, shownTotal, untilTotal } from "./flood.ts";
import { launchSharing } from "./scene.ts";

// npm run bench:app [-- requests]: how page and main process feel while the app is flooded
const visits = Number(process.argv[2] ?? 50_000);
await using run = await launchSharing();
const { app, page, url } = run;

await app.evaluate(() => {
  const { monitorEventLoopDelay } = process.getBuiltinModule("node:perf_hooks");
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  Object.assign(globalThis, { delays });
});
await page.evaluate(() => {
  const tasks: number[] = [];
  Object.assign(globalThis, { tasks });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  }).observe({ type: "longtask" });
});

const { complete, perSecond } = await flood(`${url}hello.txt`, visits);
await untilTotal(run, visits);
const delays = await app.evaluate(() => {
  const { delays } = globalThis as unknown as { delays: ReturnType<typeof monitorEventLoopDelay> };
  return { p50: delays.percentile(50) / 1e6, p99: delays.percentile(99) / 1e6, max: delays.max / 1e6 };
});
const tasks = await page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks);
const memory = await app.evaluate(() => process.memoryUsage.rss() / 1e6);

const line = (name: string, value: string): void => void process.stdout.write(`${name.padEnd(34)} ${value}\n`);
line("requests, as ab counted them", `${complete} (${Math.round(perSecond)} a second)`);
line("requests, as the window shows them", String(await shownTotal(page)));
line("tasks over 50 ms in the page", `${tasks.length} (longest ${Math.round(Math.max(0, ...tasks))} ms)`);
line(
  "main loop's delay, p50, p99, longest",
  `${ms(delays.p50)}, ${ms(delays.p99)}, ${ms(delays.max)} (1 ms is no delay)`,
);
line("memory of the main process", `${Math.round(memory)} MB`);

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}
