import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { TestContext } from "node:test";
import type { ShareOptions } from "../share.ts";
import type { UploadOptions } from "../uploads/upload-options.ts";
import type { RawResponse } from "./raw-client.ts";
import { shareFiles, type Files, type Shared } from "./shared-folder.ts";

/** A share that takes files. */
export type Taking = Shared & {
  /** Sends one request on a connection of its own. */
  readonly ask: (
    method: string,
    target: string,
    fields?: readonly string[],
    body?: string | Buffer,
  ) => Promise<RawResponse>;
  /** Every file of the folder with its content; names of temporary files end in ".part". */
  readonly files: () => Promise<Readonly<Record<string, string>>>;
};

export async function takeFiles(
  test: TestContext,
  files: Files = {},
  uploads: UploadOptions = {},
  options: Omit<ShareOptions, "folder" | "uploads"> = {},
): Promise<Taking> {
  const shared = await shareFiles(test, files, { ...options, uploads: { diskBytesToLeave: 0, ...uploads } });
  const ask: Taking["ask"] = async (method, target, fields = [], body = "") => {
    const visitor = await shared.visit();
    const bytes = Buffer.from(body);
    const framing = fields.some((field) => /^(content-length|transfer-encoding):/i.test(field))
      ? []
      : [`Content-Length: ${bytes.length}`];
    const head = [`${method} ${target} HTTP/1.1`, "Host: localhost", ...framing, ...fields, "", ""].join("\r\n");
    await visitor.send(Buffer.concat([Buffer.from(head, "latin1"), bytes]));
    return visitor.response(method);
  };
  return { ...shared, ask, files: () => filesIn(shared.folder) };
}

/** Every file below a folder with its content. */
export async function filesIn(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const full = path.join(entry.parentPath, entry.name);
    if (entry.isFile()) files[path.relative(folder, full)] = await readFile(full, "latin1");
  }
  return files;
}

/** The JSON of an answer. */
export function savedIn(response: RawResponse): unknown {
  return (JSON.parse(response.body.toString()) as { readonly saved: unknown }).saved;
}

/** Waits until so many bytes of a resumable upload are there. */
export async function arrived(taking: Taking, address: string, bytes: number): Promise<void> {
  let offset = 0;
  while (offset < bytes) offset = Number((await taking.ask("HEAD", address)).field("upload-offset"));
}
