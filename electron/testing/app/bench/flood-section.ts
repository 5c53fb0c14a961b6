import { flood, shownTotal, untilTotal } from "../flood.ts";
import { launchSharing } from "../scene.ts";
import { watchMainLoop, watchOwnLoop, type LoopDelay } from "./loop-delay.ts";
import { watchTasks } from "./page-tasks.ts";
import { inMilliseconds, printGoal, printLine } from "./print.ts";

/** The longest that the page's thread may be busy, and the main process late, for one thing. */
const [longestTask, longestDelay] = [50, 16];

/** Lets ab ask so many times with the window open, and prints how page and main process bore it. */
export async function benchFlood(visits: number): Promise<void> {
  await using run = await launchSharing();
  const { app, page, url } = run;
  const [mainLoop, tasks] = [await watchMainLoop(app), await watchTasks(page)];
  const ownLoop = watchOwnLoop();
  const { complete, perSecond } = await flood(`${url}hello.txt`, visits);
  const own = ownLoop();
  await untilTotal(run, visits);
  const [delay, { long, longestOnCpu }] = [await mainLoop(), await tasks()];
  const shown = await shownTotal(page);
  const { counters } = await page.evaluate(() => globalThis.bridge.request("app:snapshot"));

  const totals = [complete, counters.requests, counters.ended, shown];
  const names = `${totals.join(", ")} (${Math.round(perSecond)} a second)`;
  printGoal("requests: ab, begun, ended, in the window", names, "equal", new Set(totals).size === 1);
  const observed = `${long.length}, longest ${inMilliseconds(Math.max(0, ...long))}`;
  printGoal("page: tasks over 50 ms by the clock", observed, "none", long.length === 0);
  printGoal("page: longest task by CPU", inMilliseconds(longestOnCpu), "50 ms", longestOnCpu < longestTask);
  printGoal("main loop's delay: p50, p99, longest", wordsOf(delay), "p99 under 16 ms", delay.p99 < longestDelay);
  printLine("an idle process meanwhile: p50, p99, longest", wordsOf(own));
}

function wordsOf({ p50, p99, longest }: LoopDelay): string {
  return [p50, p99, longest].map(inMilliseconds).join(", ");
}
