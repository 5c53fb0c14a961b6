import { rename } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { codeOf } from "./error-code.ts";

const mostTries = 10;
const pauseMilliseconds = 50;
/** What Windows says while another program has one of the two files open. */
const held: readonly string[] = ["EPERM", "EACCES", "EBUSY"];

/** What the move is made with; a copy will do as well. */
export type Mover = {
  readonly platform: NodeJS.Platform;
  readonly move: (from: string, to: string) => Promise<void>;
  readonly pause: () => Promise<void>;
};

/** How this system is waited for. */
export const usualPatience: Pick<Mover, "platform" | "pause"> = {
  platform: process.platform,
  pause: () => delay(pauseMilliseconds),
};

const mover: Mover = { ...usualPatience, move: rename };

/**
 * Moves a file that was just written over another. On Windows a virus scanner or a backup may hold either for a moment
 * (graceful-fs tries again there as well), so it is tried for half a second. Throws what the disk says.
 */
export async function putInPlace(from: string, to: string, { platform, move, pause }: Mover = mover): Promise<void> {
  for (let left = platform === "win32" ? mostTries : 1; ; left--) {
    try {
      await move(from, to);
      return;
    } catch (error) {
      if (left === 1 || !held.includes(codeOf(error))) throw error;
      await pause();
    }
  }
}
