import packageJson from "../package.json" with { type: "json" };
import { help, parseCli } from "./cli-options.ts";
import { runShare } from "./cli-share.ts";
import { visible } from "./log/visible.ts";

// Whoever reads may leave: what is said then is lost, and an error that nobody hears would end the process.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

const request = parseCli(process.argv.slice(2));
switch (request.kind) {
  case "help":
    process.stdout.write(help);
    break;
  case "version":
    process.stdout.write(`${packageJson.version}\n`);
    break;
  case "mistake":
    process.stderr.write(`porchlight: ${visible(request.sentence)} See porchlight --help.\n`);
    process.exitCode = 2;
    break;
  case "share":
    process.exitCode = await runShare(request.options);
}
