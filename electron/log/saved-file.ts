import { access } from "node:fs/promises";
import type { RequestLog } from "../../server/log/request-log.ts";
import type { Result } from "../contract.ts";

/** The file to show that was saved from a request. The page names the request alone: paths are the server's own. */
export async function savedFile(log: Pick<RequestLog, "saved">, id: number): Promise<Result<string>> {
  const [file] = log.saved(id);
  if (file === undefined) {
    const what = "Where the files of this request lie is not known any more.";
    return { ok: false, problem: { what, remedy: "Look in the folder that visitors send to." } };
  }
  if (await isThere(file)) return { ok: true, value: file };
  const what = `${file} is not there any more.`;
  return { ok: false, problem: { what, remedy: "Look whether it was moved or renamed." } };
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
