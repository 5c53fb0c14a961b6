import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { ServerKind } from "./server-kind.ts";

/** Caddy's file server over plain HTTP, without a log. */
export const caddy: ServerKind = {
  name: "Caddy",
  launch: async ({ port, root, scratch }, tools) => {
    const program = tools.get("caddy");
    if (program === undefined) return undefined;
    const file = path.join(scratch, "Caddyfile");
    const site = `http://:${port} {\n\tbind 127.0.0.1\n\troot * ${root}\n\tfile_server browse\n}\n`;
    await writeFile(file, `{\n\tadmin off\n\tauto_https off\n}\n${site}`);
    return {
      command: [program, "run", "--config", file, "--adapter", "caddyfile"],
      environment: { HOME: scratch, XDG_DATA_HOME: scratch, XDG_CONFIG_HOME: scratch },
    };
  },
};
