import { rename } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { codeOf } from "./error-code.ts";

const mostTries = 10;
const pauseMilliseconds = 50;
/** What Windows says while another program has a file open. */
const held: readonly string[] = ["EPERM", "EACCES", "EBUSY"];

/** Whether an error of the disk may be another program's doing. */
export function isHeld(error: unknown): boolean {
  return held.includes(codeOf(error));
}

/** How a system is waited for. */
export type Patience = { readonly platform: NodeJS.Platform; readonly pause: () => Promise<void> };

/** What the move is made with. */
export type Mover = Patience & { readonly move: (from: string, to: string) => Promise<void> };

/** How this system is waited for. */
export const usualPatience: Patience = {
  platform: process.platform,
  pause: () => delay(pauseMilliseconds),
};

const mover: Mover = { ...usualPatience, move: rename };

/** Moves a file that was just written over another. Throws what the disk says. */
export function putInPlace(from: string, to: string, { move, ...patience }: Mover = mover): Promise<void> {
  return patiently(() => move(from, to), patience);
}

/**
 * Does something with files. On Windows a virus scanner or a backup may hold one for a moment (graceful-fs tries again
 * there as well), so it is tried for half a second. Throws what the disk says.
 */
export async function patiently<Done>(act: () => Promise<Done>, { platform, pause }: Patience): Promise<Done> {
  for (let left = platform === "win32" ? mostTries : 1; ; left--) {
    try {
      return await act();
    } catch (error) {
      if (left === 1 || !isHeld(error)) throw error;
      await pause();
    }
  }
}
