import path from "node:path";
import { codeOf } from "../../server/error-code.ts";
import { messageOf } from "../../server/http/http-error.ts";
import { isHeld } from "../../server/put-in-place.ts";
import type { Problem } from "../contract.ts";

const elsewhere = "Choose another place for it.";

/** Why an export could not be written to a file, in words, and what to do about it. */
export function exportProblem(file: string, error: unknown): Problem {
  const folder = path.dirname(file);
  if (isNameHeld(error)) {
    const what = `${file} cannot be replaced: another program may have it open.`;
    return { what, remedy: "Close it there, or give the log another name." };
  }
  switch (codeOf(error)) {
    case "ENOENT":
    case "ENOTDIR":
      return { what: `There is no folder ${folder}.`, remedy: elsewhere };
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return { what: `Nothing may be written to ${folder}.`, remedy: elsewhere };
    case "ENOSPC":
    case "EDQUOT":
      return {
        what: `There is no room for the log in ${folder}.`,
        remedy: "Make room, or choose another place for it.",
      };
    default:
      return { what: `The log could not be written: ${messageOf(error)}.`, remedy: elsewhere };
  }
}

/** Whether all was written to the folder, and only did not get its name: Windows says so of what a spreadsheet shows. */
function isNameHeld(error: unknown): boolean {
  return isHeld(error) && error instanceof Error && "syscall" in error && error.syscall === "rename";
}
