import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { TestContext } from "node:test";
import { Share, type ShareOptions } from "../share.ts";
import { RawClient } from "./raw-client.ts";

/** Files by their path below a folder. */
export type Files = Readonly<Record<string, string | Buffer>>;

/** What runs behind a test, or behind several. */
export type CleanUps = { readonly after: (cleanUp: () => unknown) => void };

/** A new folder with these files; it is gone behind the test. */
export async function folderOf(test: CleanUps, files: Files = {}): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
  test.after(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return folder;
}

/** A folder that is shared for one test on a free port of 127.0.0.1. */
export type Shared = {
  readonly folder: string;
  readonly share: Share;
  readonly port: number;
  /** A new connection, closed behind the test. */
  readonly visit: () => Promise<RawClient>;
};

export async function shareFiles(
  test: TestContext,
  files: Files,
  options: Omit<ShareOptions, "folder"> = {},
): Promise<Shared> {
  const folder = await folderOf(test, files);
  const share = new Share({ folder, ...options });
  const { port } = await share.start();
  const visitors: RawClient[] = [];
  test.after(async () => {
    for (const visitor of visitors) visitor.close();
    await share.stop(0);
  });
  const visit = async () => {
    const visitor = await RawClient.open(port);
    visitors.push(visitor);
    return visitor;
  };
  return { folder, share, port, visit };
}

/** Bytes that tell where they stand: any part of them is known by its offset. */
export function numberedBytes(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at + 4 <= length; at += 4) bytes.writeUInt32BE(at, at);
  return bytes;
}
