import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import path from "node:path";

/** Where the page with a simulated main process behind it is built to (`npm run build:simulated`). */
export const simulatedPage = path.join(import.meta.dirname, "../../../dist/simulated");

/** As the app sends it: the page must do with it. */
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const types: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** Serves the built page to this computer alone, as the app's own protocol would. */
export async function serveSimulatedPage(): Promise<{ readonly url: string; readonly server: Server }> {
  if (!existsSync(simulatedPage)) throw new Error("the page is not built yet: npm run build:simulated");
  const server = createServer((request, response) => {
    const name = path.basename(new URL(request.url ?? "/", "http://localhost").pathname);
    const folder = name.endsWith(".html") ? simulatedPage : path.join(simulatedPage, "assets");
    readFile(path.join(folder, name)).then(
      (body) => {
        const type = types[path.extname(name)] ?? "application/octet-stream";
        response.writeHead(200, { "content-type": type, "content-security-policy": contentSecurityPolicy }).end(body);
      },
      () => response.writeHead(404, { "content-security-policy": contentSecurityPolicy }).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return { url: `http://127.0.0.1:${address.port}/simulated.html`, server };
}
