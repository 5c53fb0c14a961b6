import type { BigIntStats } from "node:fs";

/**
 * Whether two looks were at one file. Of the drive's number 32 bits count: on Windows some versions of Node.js tell 64
 * of a path, and these of an open file (libuv/libuv#4698). A thread is sent it as text: it may use nothing of this module.
 */
export function isSameFile(one: Pick<BigIntStats, "dev" | "ino">, other: Pick<BigIntStats, "dev" | "ino">): boolean {
  return one.ino === other.ino && BigInt.asUintN(32, one.dev) === BigInt.asUintN(32, other.dev);
}
