import { createHash } from "node:crypto";
import { reservedName } from "../files/names.ts";
import type { Middleware } from "../http/handler.ts";
import { Headers } from "../http/headers.ts";
import { Response } from "../http/response.ts";
import { icon } from "./icon.ts";
import { style } from "./style/style.ts";
import type { VisitorFile } from "./visitor-bundle.ts";

/** Where the page finds its own files; each address holds its content's hash, so that it never means another. */
export type PageAssets = {
  readonly styles: readonly string[];
  /** Undefined: the page works without. */
  readonly script: string | undefined;
  readonly icon: string;
  readonly answers: ReadonlyMap<string, Response>;
};

const ownFolder = `/${reservedName}/`;

const types: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

/** The page's style and icon, and what was built for visitors' browsers, each with its answer. */
export function pageAssets(visitorFiles: readonly VisitorFile[]): PageAssets {
  const own = [hashed("page", "css", style), hashed("icon", "svg", icon)];
  const files = [...own, ...visitorFiles];
  const address = ({ name }: VisitorFile) => `${ownFolder}${name}`;
  const all = (extension: string) => files.filter(({ name }) => name.endsWith(`.${extension}`)).map(address);
  return {
    styles: all("css"),
    script: all("js")[0],
    icon: all("svg")[0] ?? "",
    answers: new Map(files.map((file) => [address(file), answerOf(file)])),
  };
}

function hashed(name: string, extension: string, text: string): VisitorFile {
  const hash = createHash("sha256").update(text).digest("base64url").slice(0, 12);
  return { name: `${name}-${hash}.${extension}`, bytes: Buffer.from(text) };
}

function answerOf({ name, bytes }: VisitorFile): Response {
  const headers = new Headers([
    ["Content-Type", types[/[a-z]+$/.exec(name)?.[0] ?? ""] ?? "application/octet-stream"],
    ["Cache-Control", "public, max-age=31536000, immutable"],
    ["X-Content-Type-Options", "nosniff"],
    ["Cross-Origin-Resource-Policy", "same-origin"],
  ]);
  return new Response({ status: 200, headers, body: { kind: "bytes", bytes }, reason: "a part of the folder page" });
}

/** Answers for the page's own files, before the shared folder is asked. */
export function serveAssets({ answers }: PageAssets): Middleware {
  return (next) => (request) => {
    if (!request.rawPath.startsWith(ownFolder)) return next(request);
    const isRead = request.method === "GET" || request.method === "HEAD";
    return (isRead ? answers.get(request.rawPath) : undefined) ?? next(request);
  };
}
