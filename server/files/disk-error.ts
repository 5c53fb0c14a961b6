import { codeOf } from "../error-code.ts";
import { HttpError } from "../http/http-error.ts";

type Meaning = readonly [status: number, reason: string];

const notGiven: Meaning = [503, "the disk or the cloud that it is kept in does not give it"];
const noAnswer: Meaning = [503, "the network drive does not answer"];

/** What an error of the disk means to a visitor: status and words for the log, by code. */
const meanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["ENOENT", [404, "no such file or folder"]],
  ["ENOTDIR", [404, "a file is no folder"]],
  ["ENAMETOOLONG", [404, "the name is longer than the disk allows"]],
  ["ELOOP", [404, "the symlink leads in a circle"]],
  ["EINVAL", [404, "the disk does not allow such a name"]],
  ["EACCES", [403, "the disk does not allow reading it"]],
  ["EPERM", [403, "the disk does not allow reading it"]],
  ["ENXIO", [403, "it is no regular file"]],
  ["ENODEV", [403, "it is no regular file"]],
  ["EBUSY", [503, "another program keeps it to itself"]], // Windows: a file that was opened so, or a part of it locked
  // Windows: all for which libuv has no name: OneDrive without a network, a server not found, a reader without its card
  ["UNKNOWN", notGiven],
  ["ETIMEDOUT", notGiven], // macOS: iCloud; network drives
  // the same, by its EDEADLK, which libuv has no name for: any cloud's folder on macOS (tobi/qmd#252)
  ["Unknown system error -11", notGiven],
  ["ECONNRESET", noAnswer], // Windows: the connection to the server was lost
  ["EHOSTDOWN", noAnswer],
  ["EHOSTUNREACH", noAnswer],
  ["ENETDOWN", noAnswer],
  ["ENETUNREACH", noAnswer],
  ["ENOTCONN", noAnswer], // Linux: the program that makes the drive has ended
  ["ESTALE", noAnswer], // NFS: the server was exchanged or has forgotten it
  ["EIO", [500, "the disk cannot read it: it is damaged, or was pulled out"]],
  ["EMFILE", [503, "too many files are open"]],
  ["ENFILE", [503, "too many files are open"]],
]);

/** What an error of the disk means, in words, by its code; undefined: nobody foresaw it. */
export function reasonOf(code: string): string | undefined {
  return meanings.get(code)?.[1];
}

/** Whether what was asked for lies on a drive, a server or in a cloud that does not answer now. */
export function isOutOfReach(code: string): boolean {
  const meaning = meanings.get(code);
  return meaning === notGiven || meaning === noAnswer;
}

/** A disk error as an answer; anything else as it is. */
export function toHttpError(error: unknown): unknown {
  const [status, reason] = meanings.get(codeOf(error)) ?? [];
  return status === undefined ? error : new HttpError(status, reason, { cause: error });
}

/** Passes over what the disk says, and throws anything else: for a `catch` that has nothing better to do. */
export function ignoreDisk(error: unknown): void {
  if (codeOf(error) === "") throw error;
}
