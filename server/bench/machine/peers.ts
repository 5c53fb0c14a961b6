import { arePeersInstalled, peersFolder } from "../servers/node-peers.ts";
import type { Processes } from "./processes.ts";
import { packages, type Tool, type Tools } from "./tools.ts";

/** Milliseconds that npm may take. */
const installMilliseconds = 180_000;

const without: Readonly<Record<Tool, string>> = {
  taskset: "nothing is pinned to a core, and figures vary more",
  wrk: "our own load program takes its place, and may be the limit",
  ab: "new connections are not measured",
  nginx: "it is left out, and the goals beside it",
  caddy: "it is left out, and the goal beside it",
  python3: "it is left out",
  zip: "it is left out, and the goal beside it",
  dd: "the goal beside the bare disk is left out",
};

/** Brings the peers of npm where they are missing, and says what of all that the bench could use is not there. */
export async function gatherPeers(tools: Tools, processes: Processes, say: (text: string) => void): Promise<void> {
  for (const [tool, consequence] of Object.entries(without) as [Tool, string][]) {
    if (!tools.has(tool)) say(`${tool} is not installed (package ${packages[tool]}): ${consequence}.`);
  }
  if (arePeersInstalled()) return;
  try {
    await processes.run(["npm", "ci", "--prefix", peersFolder, "--no-audit", "--no-fund"], installMilliseconds);
  } catch (error) {
    say(`The servers of npm are left out: ${error instanceof Error ? error.message : String(error)}`);
  }
}
