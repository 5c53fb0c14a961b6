import fs from "node:fs";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { TestContext } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { HttpError } from "../http/http-error.ts";
import { Response, type Body } from "../http/response.ts";
import { requestFor } from "../http/testing.ts";
import { openFiles } from "../testing/leftovers.ts";
import { FolderShare, type FolderShareOptions } from "./folder-share.ts";
import { openRoot, type Root } from "./root.ts";

/** What has to clean up behind a test. */
type Cleanup = { readonly after: (clean: () => Promise<void>) => void };

/** A real folder, without symlinks in its path, which goes with the test. */
export async function temporaryFolder(t: Cleanup): Promise<string> {
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), "porchlight-files-")));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** What stands below a folder by path: a file's content, or where a symlink leads. A path ending in "/" is a folder. */
export type Tree = Readonly<Record<string, string | { readonly symlink: string }>>;

export async function plant(folder: string, tree: Tree): Promise<void> {
  for (const [name, content] of Object.entries(tree)) {
    const full = path.join(folder, name);
    await mkdir(name.endsWith("/") ? full : path.dirname(full), { recursive: true });
    if (name.endsWith("/")) continue;
    await (typeof content === "string" ? writeFile(full, content) : symlink(content.symlink, full));
  }
}

/** A share's root, "share" in a folder of its own, so that a test can plant something beside it. */
export async function plantRoot(t: Cleanup, tree: Tree, dotfiles = false): Promise<Root> {
  const folder = path.join(await temporaryFolder(t), "share");
  await mkdir(folder);
  await plant(folder, tree);
  return openRoot(folder, dotfiles);
}

/** The error that a call is refused with, as status and reason. */
export async function refusalOf(call: Promise<unknown>): Promise<readonly [status: number, reason: string]> {
  try {
    await call;
  } catch (error) {
    if (error instanceof HttpError) return [error.status, error.message];
    throw error;
  }
  throw new Error("it was not refused");
}

/** Lets no look at the disk count for the next request: each comes later than that. */
export function lookEachTime(t: TestContext): void {
  let now = 0;
  t.mock.method(performance, "now", () => (now += 51));
}

/** Makes a disk whose files open and then cannot be read, with an error of that code. */
export function breakReading(t: TestContext, code: string): void {
  const error = Object.assign(new Error(`${code}: no such luck, read`), { code });
  type Done = (error: Error) => void;
  t.mock.method(fs, "read", (...given: readonly [...unknown[], Done]) => {
    const done = given.at(-1) as Done;
    setImmediate(() => done(error));
  });
}

/** Runs something without root's right to read everything. False: that is not to be had here. */
export async function withoutPrivilege(run: () => Promise<void>): Promise<boolean> {
  if (process.getuid?.() === undefined) return false;
  const isRoot = process.getuid() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    await run();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
  return true;
}

/** Waits until no file below a folder is open but so many: closing has no promise to await. */
export async function allClosed(folder: string, but = 0): Promise<void> {
  for (let turns = 0; openFiles(folder).length > but; turns++) {
    if (turns > 5000) throw new Error(`still open: ${openFiles(folder).join()}`);
    await nextTurn();
  }
}

/** A body's bytes, read as a connection would; then its file is let go of. */
export async function contentOf({ body }: Response): Promise<string> {
  switch (body.kind) {
    case "none":
      return "";
    case "bytes":
      return body.bytes.toString("latin1");
    case "file":
      return readFile(body).finally(() => body.file.release());
    case "stream":
      return readStream(body.stream);
  }
}

async function readStream(stream: AsyncIterable<Uint8Array>): Promise<string> {
  let text = "";
  for await (const piece of stream) text += Buffer.from(piece).toString("latin1");
  return text;
}

async function readFile({ file, first, length }: Extract<Body, { kind: "file" }>): Promise<string> {
  const bytes = Buffer.alloc(length);
  let at = 0;
  while (at < length) {
    const count = await new Promise<number>((resolve, reject) => {
      file.read(bytes, at, length - at, first + at, (error, read) => (error === null ? resolve(read) : reject(error)));
    });
    if (count === 0) break;
    at += count;
  }
  return bytes.toString("latin1", 0, at);
}

/** A share of real files; `get` is a request's status and content, or the refusal's. */
export async function shared(t: TestContext, tree: Tree, options: Partial<FolderShareOptions> = {}) {
  const root = await plantRoot(t, tree);
  const answerFolder: FolderShareOptions["answerFolder"] = (_, { names }) => {
    return new Response({ status: 200, body: { kind: "bytes", bytes: Buffer.from(`listing of ${names.join("/")}`) } });
  };
  const share = new FolderShare(root, { precompressed: false, website: undefined, answerFolder, ...options });
  t.after(() => share.close());
  const ask = async (target: string, fields: readonly string[] = [], method = "GET") => {
    return await share.handle(requestFor(target, fields, method));
  };
  const get = async (target: string, fields: readonly string[] = []) => {
    const response = await ask(target, fields);
    return [response.status, await contentOf(response)] as const;
  };
  return { root, share, ask, get, refusal: (target: string) => refusalOf(ask(target)) };
}
