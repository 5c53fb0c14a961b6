import packageJson from "../../package.json" with { type: "json" };
import { visible } from "../log/visible.ts";
import { help, parseCli } from "./cli-options.ts";
import { runShare } from "./cli-share.ts";
import type { HeardSignals } from "./heard-signals.ts";

/** Does what the arguments ask for; the exit status. */
export async function runCli(args: readonly string[], signals: HeardSignals): Promise<number> {
  const request = parseCli(args);
  switch (request.kind) {
    case "help":
      process.stdout.write(help);
      return 0;
    case "version":
      process.stdout.write(`${packageJson.version}\n`);
      return 0;
    case "mistake":
      process.stderr.write(`porchlight: ${visible(request.sentence)} See porchlight --help.\n`);
      return 2;
    case "share":
      return await runShare(request.options, signals);
  }
}
