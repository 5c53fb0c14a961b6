import { codeOf } from "./error-code.ts";
import { isOutOfReach } from "./files/disk-error.ts";
import { messageOf } from "./http/http-error.ts";

type PortKind = "port taken" | "port kept" | "not allowed";

/** Why sharing cannot start, as a person is told: what is wrong, and what to do about it. */
export class ShareProblem extends Error {
  override readonly name = "ShareProblem";
  readonly kind: "folder missing" | "not a folder" | "unreadable" | "no inbox" | PortKind | "other";
  /** One sentence: what to do. */
  readonly remedy: string;

  constructor(kind: ShareProblem["kind"], message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.remedy = remedy;
  }
}

const otherwiseAllow = "Give yourself the right to read it, or choose another one.";
const allowOnMac =
  "Allow it in System Settings, under Privacy & Security, Files and Folders, or choose another folder.";

/** The problem that an error of the disk means for a folder. */
export function folderProblem(
  folder: string,
  error: unknown,
  platform: NodeJS.Platform = process.platform,
): ShareProblem {
  const code = codeOf(error);
  if (code === "ENOENT") {
    const remedy = "Choose another one, or plug in the drive that it is on.";
    return new ShareProblem("folder missing", `There is no folder ${folder}.`, remedy, { cause: error });
  }
  if (code === "ENOTDIR") return notAFolder(folder);
  if (code === "EACCES" || code === "EPERM") {
    // what a Mac's user did not allow when asked is EPERM; it does not ask again
    const remedy = code === "EPERM" && platform === "darwin" ? allowOnMac : otherwiseAllow;
    return new ShareProblem("unreadable", `The folder ${folder} cannot be read.`, remedy, { cause: error });
  }
  // on macOS and Linux a drive that was pulled out
  if (isOutOfReach(code) || code === "ENXIO" || code === "EIO") {
    const what = `The drive, network or cloud that the folder ${folder} is on does not answer (${code}).`;
    const remedy = "Plug it in, unlock it or connect to it, or choose another folder.";
    return new ShareProblem("other", what, remedy, { cause: error });
  }
  const what = `The folder ${folder} cannot be read: ${messageOf(error)}.`;
  return new ShareProblem("other", what, "Try again, or choose another one.", { cause: error });
}

/** The problem that a folder is there, and the drive is not that was mounted on it. */
export function driveGone(folder: string): ShareProblem {
  const what = `The drive that was mounted on the folder ${folder} is gone.`;
  return new ShareProblem("folder missing", what, "Plug it in or mount it, or choose another folder.");
}

/** The problem that a file was named for a folder. */
export function notAFolder(folder: string): ShareProblem {
  const isShortcut = /\.lnk$/i.test(folder); // what is dropped from a desktop of Windows often is one
  const remedy = isShortcut ? "Choose the folder that the shortcut leads to." : "Choose the folder that it is in.";
  return new ShareProblem("not a folder", `${folder} is a file, not a folder.`, remedy);
}

/** The first port that programs of any user may have, where there are others. */
const firstFreePort = 1024;

/** What is said of an address that is not this computer's, and of a link's own ("fe80::1") without its network. */
const noAddress = new Set(["EADDRNOTAVAIL", "EINVAL", "ENOTFOUND", "EAI_AGAIN"]);

/** The problem that an error of listening means. */
export function portProblem(
  host: string,
  port: number,
  error: unknown,
  platform: NodeJS.Platform = process.platform,
): ShareProblem {
  const code = codeOf(error);
  if (code === "EADDRINUSE") {
    return new ShareProblem("port taken", `Port ${port} is taken by another program.`, "Choose another port.", {
      cause: error,
    });
  }
  if (code === "EACCES" && (port >= firstFreePort || platform === "win32")) {
    const what = `Port ${port} is kept by the system for something else.`;
    return new ShareProblem("port kept", what, "Choose another port.", { cause: error });
  }
  if (code === "EACCES") {
    const remedy = `Choose one from ${firstFreePort} on.`;
    return new ShareProblem("not allowed", `Port ${port} needs rights that you do not have.`, remedy, { cause: error });
  }
  if (noAddress.has(code)) {
    const remedy = "Choose one of its own addresses, or leave it out.";
    return new ShareProblem("other", `${host} is no address of this computer.`, remedy, { cause: error });
  }
  return new ShareProblem("other", `Sharing could not start: ${messageOf(error)}.`, "Try again.", { cause: error });
}

/** The problem that none of these ports is free. */
export function portsTaken(first: number, last: number, cause: unknown): ShareProblem {
  const what = `Ports ${first} to ${last} are taken by other programs.`;
  return new ShareProblem("port taken", what, "Choose another port.", { cause });
}
