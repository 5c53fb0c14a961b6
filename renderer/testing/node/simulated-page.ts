import { mkdtemp, readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const renderer = fileURLToPath(new URL("../..", import.meta.url));

/** As the app sends it: the page must do with it. */
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const types: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** Builds the page with a simulated main process behind it: a new folder, the caller's to remove. */
export async function buildSimulatedPage(): Promise<string> {
  const output = await mkdtemp(path.join(tmpdir(), "simulated-"));
  await build({
    root: renderer,
    configFile: path.join(renderer, "../vite.config.ts"),
    logLevel: "error",
    build: { outDir: output, emptyOutDir: true },
    environments: {
      client: { build: { outDir: output, rolldownOptions: { input: path.join(renderer, "simulated.html") } } },
    },
  });
  return output;
}

/** Serves it to this computer alone, as the app's own protocol would. */
export async function servePage(output: string): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const name = path.basename(new URL(request.url ?? "/", "http://localhost").pathname);
    const folder = name.endsWith(".html") ? output : path.join(output, "assets");
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
