import path from "node:path";
import { codeOf } from "../../server/error-code.ts";
import { messageOf } from "../../server/http/http-error.ts";
import type { Problem } from "../contract.ts";

const elsewhere = "Choose another place for it.";

/** Why an export could not be written to a file, in words, and what to do about it. */
export function exportProblem(file: string, error: unknown): Problem {
  const folder = path.dirname(file);
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
