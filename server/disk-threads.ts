/** Twice as many as there are workers by default: what is being sent, and the log's file, want some as well. */
const most = "32";

/**
 * Lets 32 operations of disks be under way at once, where libuv by itself has threads for 4: as many files of a cloud or
 * a network that do not come would hold up every visitor, and the log's file. What the environment says already counts.
 * It has to be called before anything asynchronous is asked of a disk. On Windows libuv sees a variable that is set so
 * late since 1.52 (libuv/libuv#4888), which Node.js 24.16 has: with an older one it stays at 4 there, unless the variable
 * stood before the start.
 * https://docs.libuv.org/en/v1.x/threadpool.html
 */
export function makeRoomForSlowDisks(environment: NodeJS.ProcessEnv = process.env): void {
  environment["UV_THREADPOOL_SIZE"] ??= most;
}
