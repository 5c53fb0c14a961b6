import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { timed } from "./porchlight.ts";
import type { Place, ServerKind } from "./server-kind.ts";

const peers = fileURLToPath(new URL("../peers/", import.meta.url));
const modules = path.join(peers, "node_modules");

/** A server of node:http that answers with sirv. */
export const sirv = nodePeer("node:http + sirv", sirvCommand);
/** The same, telling how late its event loop was. */
export const sirvTimed: ServerKind = {
  name: sirv.name,
  launch: (place) => Promise.resolve(arePeersInstalled() ? timed(place, sirvCommand(place)) : undefined),
};
/** The `serve` package without its log. */
export const serve = nodePeer("serve", async ({ port, root, scratch }) => {
  const settings = path.join(scratch, "serve.json");
  await writeFile(settings, JSON.stringify({ cleanUrls: false }));
  const quiet = ["--no-request-logging", "--no-clipboard", "--no-compression"];
  const program = path.join(modules, "serve/build/main.js");
  return [process.execPath, program, ...quiet, "--config", settings, "--listen", `tcp://127.0.0.1:${port}`, root];
});
/** The `http-server` package without its log. */
export const httpServer = nodePeer("http-server", ({ port, root }) => {
  const program = path.join(modules, "http-server/bin/http-server");
  return [process.execPath, program, root, "--silent", "-a", "127.0.0.1", "-p", String(port)];
});

/** The servers for Node.js among which the best is compared with. */
export const nodePeers: readonly ServerKind[] = [sirv, serve, httpServer];

/** Where the peers of npm are listed. */
export const peersFolder = peers;

/** Whether npm has brought them. */
export function arePeersInstalled(): boolean {
  return ["sirv", "serve", "http-server", "hfs"].every((name) => existsSync(path.join(modules, name, "package.json")));
}

type Command = readonly [string, ...string[]];

function nodePeer(name: string, commandOf: (place: Place) => Command | Promise<Command>): ServerKind {
  return {
    name,
    launch: async (place) => (arePeersInstalled() ? { command: await commandOf(place) } : undefined),
  };
}

function sirvCommand({ port, root }: Place): Command {
  return [process.execPath, path.join(peers, "sirv-server.ts"), root, String(port)];
}
