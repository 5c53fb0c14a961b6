import { acceptsPage, prefersJson } from "../http/accept.ts";
import { Headers } from "../http/headers.ts";
import { encodePath, withoutSlash } from "../http/path.ts";
import type { Request } from "../http/request.ts";
import { Response, statusResponse } from "../http/response.ts";
import type { Saved } from "./incoming.ts";

/** 201 with the names that files got. `isShared`: visitors can get them, so there are addresses to tell. */
export function savedAnswer(saved: readonly Saved[], isShared: boolean, more?: Headers): Response {
  const headers = new Headers(more ?? [])
    .add("Content-Type", "application/json")
    .add("Cache-Control", "no-store")
    .add("X-Content-Type-Options", "nosniff");
  const [only, ...others] = saved;
  if (isShared && only !== undefined && others.length === 0) headers.add("Location", pathOf(only));
  const bytes = Buffer.from(`${JSON.stringify({ saved: told(saved, isShared) })}\n`);
  const body = { kind: "bytes", bytes } as const;
  return new Response({ status: 201, headers, body, reason: reasonOf(saved), saved: pathsOf(saved) });
}

/** What a program is told of files that were saved. */
export function told(saved: readonly Saved[], isShared: boolean): readonly object[] {
  return saved.map((file) => ({
    name: toldName(file, isShared),
    bytes: file.bytes,
    ...(isShared ? { path: pathOf(file) } : {}),
  }));
}

/** A file's name for who sent it: in an inbox a number in it would tell that another has sent one of that name. */
export function toldName({ name, sentAs }: Saved, isShared: boolean): string {
  return isShared ? name : sentAs;
}

/** The way back to the folder for a browser that sent a form; `?sent=` tells the page how many files came. */
export function backToFolder(request: Request, saved: readonly Saved[]): Response {
  const names = withoutSlash(request.names);
  const folder = names.length === 0 ? "/" : `${encodePath(names)}/`;
  const headers = new Headers([
    ["Location", `${folder}?sent=${saved.length}`],
    ["Cache-Control", "no-store"],
  ]);
  return statusResponse(303, reasonOf(saved), headers).with({ saved: pathsOf(saved) });
}

/** Whether the answer is for a person in a browser. */
export function wantsPage(request: Request): boolean {
  return acceptsPage(request.headers) && !prefersJson(request.headers);
}

function reasonOf(saved: readonly Saved[]): string {
  if (saved.length === 0) return "no file was chosen";
  return `saved as ${saved.map(({ name }) => `"${name}"`).join(", ")}`;
}

/** Where files lie on the disk, for the log. */
export function pathsOf(saved: readonly Saved[]): readonly string[] {
  return saved.map((file) => file.path);
}

/** A file's address. */
function pathOf({ folders, name }: Saved): string {
  return encodePath([...folders, name]);
}
