import type { endingSignals } from "../../server/ending-signals.ts";

/** Where a program that was started runs. */
export type ChildPlace = {
  readonly platform: NodeJS.Platform;
  /** Whether a person at a terminal started it. */
  readonly isTerminal: boolean;
  /** Whether the child opens a window, and writes to no console. */
  readonly isWindowed: boolean;
};

/**
 * Whether a signal is passed on to the child. A terminal sends Ctrl+C, and its own end, to all programs that run in it:
 * a child that heard of it twice would end at once, and cut off what it sends. On Windows nothing can be passed on but a
 * sudden end (Node.js, subprocess.kill), and a console tells all programs but those with a window.
 */
export function isPassedOn(
  signal: (typeof endingSignals)[number],
  { platform, isTerminal, isWindowed }: ChildPlace,
): boolean {
  if (platform === "win32") return isWindowed;
  return !isTerminal || signal === "SIGTERM";
}
