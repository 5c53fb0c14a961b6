/** One line of a report. */
export function printLine(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(46)} ${value}\n`);
}

/** A figure beside its goal, and whether that was reached. */
export function printGoal(name: string, value: string, goal: string, isReached: boolean): void {
  printLine(name, `${value} (goal: ${goal}) ${isReached ? "reached" : "NOT REACHED"}`);
}

/** Milliseconds, to a tenth. */
export function inMilliseconds(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}

/** Bytes, in megabytes. */
export function inMegabytes(bytes: number): string {
  return Number.isNaN(bytes) ? "unknown" : `${Math.round(bytes / 1e6)} MB`;
}
