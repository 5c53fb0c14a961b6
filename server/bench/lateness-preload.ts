import { renameSync, writeFileSync } from "node:fs";
import { percentile } from "./figures/statistics.ts";
import { latenessVariable, type Lateness } from "./lateness.ts";

// Loaded into a server before its own code: what it measures since the last SIGUSR2 is written at the next.
const period = 4;
const file = process.env[latenessVariable];
let times: number[] = [];
let due = 0;

if (file !== undefined) {
  next();
  process.on("SIGUSR2", () => write(file));
}

function next(): void {
  due = performance.now() + period;
  setTimeout(() => {
    times.push(Math.max(0, performance.now() - due));
    next();
  }, period).unref();
}

function write(to: string): void {
  const lateness = { median: percentile(times, 0.5), p99: percentile(times, 0.99), longest: percentile(times, 1) };
  writeFileSync(`${to}.unfinished`, JSON.stringify(lateness satisfies Lateness));
  renameSync(`${to}.unfinished`, to);
  times = [];
}
