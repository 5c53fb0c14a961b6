import { makeRoomForSlowDisks } from "../disk-threads.ts";
import { HeardSignals } from "./heard-signals.ts";

makeRoomForSlowDisks();

// Whoever reads may leave: what is said then is lost, and an error that nobody hears would end the process.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

// Before the rest is loaded, which takes its time.
const signals = new HeardSignals();
const { runCli } = await import("./run-cli.ts");
process.exitCode = await runCli(process.argv.slice(2), signals);
