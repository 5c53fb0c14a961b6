import { writeFile } from "node:fs/promises";
import path from "node:path";
import { arePeersInstalled, peersFolder } from "./node-peers.ts";
import type { ServerKind } from "./server-kind.ts";

/** The `hfs` package without its log: it makes zips, and takes files. */
export const hfs: ServerKind = {
  name: "hfs",
  launch: async ({ port, root, scratch }) => {
    if (!arePeersInstalled()) return undefined;
    const settings = {
      port,
      https_port: -1,
      listen_interface: "127.0.0.1",
      open_browser_at_start: false,
      auto_check_update: false,
      log: "",
      error_log: "",
      vfs: { source: root, can_upload: true },
    };
    // JSON is YAML as well.
    await writeFile(path.join(scratch, "config.yaml"), JSON.stringify(settings));
    const program = path.join(peersFolder, "node_modules/hfs/src/index.js");
    return { command: [process.execPath, program, "--cwd", scratch], environment: { HFS_DISABLE_UPDATE: "1" } };
  },
};
