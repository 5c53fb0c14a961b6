import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { StandInProtocol } from "./protocol.ts";

const mediaTypes = new Map([
  [".html", "text/html"],
  [".js", "text/javascript"],
  [".mjs", "text/javascript"],
  [".css", "text/css"],
  [".json", "application/json"],
  [".svg", "image/svg+xml"],
  [".png", "image/png"],
  [".ico", "image/x-icon"],
  [".woff2", "font/woff2"],
  [".txt", "text/plain"],
]);

/** `electron.net`: fetches files, the app's own schemes, and http. */
export function netDouble(protocol: StandInProtocol) {
  return {
    online: true,
    isOnline: () => true,
    async fetch(input, init) {
      const url = typeof input === "string" ? input : input.url;
      if (url.startsWith("file:")) return fetchFile(fileURLToPath(url));
      const handler = init?.bypassCustomProtocolHandlers ? undefined : protocol.handlerOf(url);
      return handler ? handler(new globalThis.Request(input, init)) : fetch(input, init);
    },
  } satisfies Partial<Electron.Net>;
}

async function fetchFile(file: string) {
  try {
    const type = mediaTypes.get(path.extname(file)) ?? "application/octet-stream";
    return new globalThis.Response(await readFile(file), { headers: { "content-type": type } });
  } catch (error) {
    throw new Error("net::ERR_FILE_NOT_FOUND", { cause: error });
  }
}
