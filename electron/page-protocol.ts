import { protocol } from "electron";
import { ownFiles } from "../server/own-files.ts";
import { contentSecurityPolicy, contentTypeOf, pageFile, pageScheme } from "./page-address.ts";

/** Makes app:// a scheme like https. Electron takes this only before it is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Answers app://bundle/ with the files of one folder, and nothing else. */
export function servePage(folder: string): void {
  protocol.handle(pageScheme, async ({ url }) => {
    const file = pageFile(folder, url);
    const type = file === undefined ? undefined : contentTypeOf(file);
    // on `globalThis`: this is the platform's own Response, not the server's
    if (file === undefined || type === undefined) return new globalThis.Response(undefined, { status: 404 });
    return fileResponse(file, type);
  });
}

async function fileResponse(file: string, type: string) {
  try {
    return new globalThis.Response(await ownFiles.read(file), {
      headers: {
        "Content-Type": type,
        "Content-Security-Policy": contentSecurityPolicy,
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
      },
    });
  } catch {
    return globalThis.Response.error(); // a load that fails is noticed; a page of status 404 would be an empty one
  }
}
