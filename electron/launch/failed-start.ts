import { noSandbox } from "./electron-binary.ts";

/** How a program ended. */
export type End = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** How long it ran. */
  readonly milliseconds: number;
  /** Whether it was told to end. */
  readonly isAsked: boolean;
  /** Whether it had to make a sandbox that the system may have refused. */
  readonly mayLackSandbox: boolean;
};

/** Electron tries the display and its sandbox at once; a slow disk takes its time to load it. */
const startMilliseconds = 10_000;
/** What a shell answers for a file that cannot be run: it is for another computer, or nobody may. */
export const notExecutable = 126;
/** What the system's loader answers for a program whose libraries are missing. */
const librariesMissing = 127;

/** Why Electron could not open the window, as the rest of "The window cannot be opened: …"; undefined: it could. */
export function failedStart({ code, signal, milliseconds, isAsked, mayLackSandbox }: End): string | undefined {
  if (code === notExecutable) return "Electron's program cannot be run on this computer";
  if (code === librariesMissing) return "libraries that it needs are not installed";
  if (code === 0 || isAsked || milliseconds > startMilliseconds) return undefined;
  if (signal === "SIGTRAP" && mayLackSandbox) {
    return `this system allows Chromium no sandbox (to go without one: npm start -- ${noSandbox})`;
  }
  return `Electron ended right after its start (${signal ?? `exit status ${code}`})`;
}

/** The exit status of a program, as a shell would tell it. */
export function statusOf({ code, signal }: Pick<End, "code" | "signal">): number {
  return code ?? (signal === "SIGINT" ? 130 : 143);
}
