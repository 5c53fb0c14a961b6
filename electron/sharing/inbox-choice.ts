import path from "node:path";
import { realPath } from "../../server/files/real-path.ts";
import { ShareProblem } from "../../server/share-problem.ts";
import { mustBeApart, openInbox } from "../../server/share-uploads.ts";
import type { Result } from "../contract.ts";

/** A folder for what visitors of the shared one send, if it is good for that; "": it is the shared one. */
export async function checkInbox(inbox: string, shared: string): Promise<Result<string>> {
  try {
    const opened = await openInbox(inbox);
    const real = await realPath(shared).catch(() => shared);
    if (opened.path === real) return { ok: true, value: "" };
    mustBeApart(inbox, opened, { ...opened, path: real });
  } catch (error) {
    if (!(error instanceof ShareProblem)) throw error;
    return { ok: false, problem: { what: error.message, remedy: error.remedy } };
  }
  if (!isHidden(inbox)) return { ok: true, value: inbox };
  const what = `The folder ${inbox} is hidden: a name in its path starts with a dot, so you would hardly find what visitors send.`;
  return { ok: false, problem: { what, remedy: "Choose a folder that your file manager shows." } };
}

function isHidden(folder: string): boolean {
  return path
    .resolve(folder)
    .split(path.sep)
    .some((name) => name.startsWith("."));
}
