import { rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { goalTable, judge, type Measurement } from "./figures/goals.ts";
import { markdownOf, type Table } from "./figures/table.ts";
import { Data, emptyFolder } from "./machine/data.ts";
import { gatherPeers } from "./machine/peers.ts";
import { Processes } from "./machine/processes.ts";
import { findTools } from "./machine/tools.ts";
import { help, parseBench, type BenchOptions } from "./options.ts";
import { describeMachine, writeReport } from "./report.ts";
import { eventLoop } from "./sections/event-loop.ts";
import { growth } from "./sections/growth.ts";
import { idleConnections } from "./sections/idle-connections.ts";
import { largeFile } from "./sections/large-file.ts";
import { listings } from "./sections/listings.ts";
import { logCost } from "./sections/log-cost.ts";
import { memory } from "./sections/memory.ts";
import { newConnections } from "./sections/new-connections.ts";
import { ranges } from "./sections/ranges.ts";
import type { Section } from "./sections/section.ts";
import { smallFiles } from "./sections/small-files.ts";
import { uploads } from "./sections/uploads.ts";
import { zips } from "./sections/zips.ts";
import type { Workbench } from "./workbench.ts";

const allSections: readonly Section[] = [
  smallFiles,
  newConnections,
  largeFile,
  ranges,
  idleConnections,
  listings,
  zips,
  uploads,
  eventLoop,
  logCost,
  memory,
  growth,
];
const reportFolder = fileURLToPath(new URL("../../dist/bench/", import.meta.url));

const request = parseBench(process.argv.slice(2));
switch (request.kind) {
  case "help":
    process.stdout.write(help);
    break;
  case "mistake":
    process.stderr.write(`bench: ${request.sentence}\n`);
    process.exitCode = 2;
    break;
  case "bench":
    process.exitCode = await bench(request.options);
}

/** Runs the sections; the exit status is 1 where one of them broke off, whatever the goals. */
async function bench(options: BenchOptions): Promise<number> {
  const remarks: string[] = [];
  const remark = (text: string) => {
    if (remarks.includes(text)) return;
    remarks.push(text);
    print(text);
  };
  const workbench = await setUp(options, remark);
  const sections: { readonly title: string; readonly tables: readonly Table[] }[] = [];
  const measurements: Measurement[] = [];
  let broken = 0;
  for (const { name, title, run } of allSections) {
    if (!options.sections.includes(name)) continue;
    print(`\n## ${title}\n`);
    try {
      const findings = await run(workbench);
      for (const table of findings.tables) print(markdownOf(table));
      sections.push({ title, tables: findings.tables });
      measurements.push(...findings.measurements);
    } catch (error) {
      broken++;
      remark(`"${title}" broke off: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const goals = judge(measurements);
  print(`\n${markdownOf(goalTable(goals))}`);
  const report = { date: new Date().toISOString(), machine: describeMachine(), options, remarks, sections, goals };
  for (const file of await writeReport(reportFolder, report)) print(`Written: ${path.relative(process.cwd(), file)}`);
  return broken === 0 ? 0 : 1;
}

/** Whatever ends the bench, an interrupt included, ends what it has started too. */
async function setUp(options: BenchOptions, remark: (text: string) => void): Promise<Workbench> {
  const home = path.join(os.tmpdir(), "porchlight-bench");
  const runFolder = await emptyFolder(path.join(home, `run-${process.pid}`));
  const tools = findTools();
  const cores = os.availableParallelism();
  const processes = new Processes(cores > 1 ? tools.get("taskset") : undefined);
  process.on("exit", () => {
    processes.killAll();
    rmSync(runFolder, { recursive: true, force: true });
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(130));
  if (cores < 2) remark("There is one core only: servers and load share it.");
  if (options.quick) remark("Quick: short rounds and smaller loads, to see that all works and not to judge by.");
  print(`Test files are kept in ${home} for the next run: 2 GB when all of them are made.`);
  await gatherPeers(tools, processes, remark);
  return { options, tools, processes, data: new Data(home, print), runFolder, say: remark };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
