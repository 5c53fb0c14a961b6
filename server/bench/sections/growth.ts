import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { GoalName, Measurement } from "../figures/goals.ts";
import { shown } from "../figures/table.ts";
import type { DownloadJob, UploadJob } from "../load/jobs.ts";
import { runLoad } from "../load/run-load.ts";
import { emptyFolder } from "../machine/data.ts";
import { forgetPeak, memoryBytes, peakBytes } from "../machine/process-tree.ts";
import { porchlightTaking } from "../servers/porchlight.ts";
import { RunningServers } from "../servers/running-server.ts";
import type { Workbench } from "../workbench.ts";
import type { Findings, Section } from "./section.ts";

/** Milliseconds for the server to come to rest. */
const rest = 2000;
/** Milliseconds that the work may take. */
const patience = 600_000;
const gibibyte = 2 ** 30;

type Job = Omit<DownloadJob, "port"> | Omit<UploadJob, "port">;
type Work = { readonly title: string; readonly goal: GoalName; readonly root: string; readonly job: Job };

/** How much memory one large piece of work takes at its worst, each on a server that has just started. */
export const growth: Section = { name: "growth", title: "Memory during large pieces of work", run };

async function run(workbench: Workbench): Promise<Findings> {
  const rows: string[][] = [];
  const measurements: Measurement[] = [];
  for (const { title, goal, root, job } of await worksOf(workbench)) {
    const { before, peak } = await measure(workbench, root, job);
    rows.push([title, shown(before), shown(peak), shown(peak - before)]);
    measurements.push({ goal, value: peak - before });
  }
  const head = ["work", "MB before", "MB at the most", "more"];
  return { tables: [{ title: "Resident memory at its peak", head, rows }], measurements };
}

async function worksOf({ data, options, runFolder }: Workbench): Promise<readonly Work[]> {
  const sparse = await data.sparseTree();
  const many = await data.manyFiles();
  const folder = await data.folder(100_000);
  const inbox = await emptyFolder(path.join(runFolder, "inbox"));
  const part = options.quick ? { most: 2 * gibibyte } : {};
  const trees = { root: data.treesRoot };
  const zipOf = (target: string) => ({ kind: "download", target: `${target}?zip` }) as const;
  const file = { kind: "upload", target: "/sent.bin", bytes: (options.quick ? 1 : 4) * gibibyte } as const;
  return [
    { title: "zip of 50 GB", goal: "memory: zip of 50 GB", ...trees, job: { ...zipOf(sparse), ...part } },
    { title: "zip of 70,000 small files", goal: "memory: zip of 70,000", ...trees, job: zipOf(many) },
    { title: `upload of ${file.bytes / gibibyte} GiB`, goal: "memory: upload", root: inbox, job: file },
    {
      title: "listing of 100,000 entries",
      goal: "memory: listing",
      root: data.foldersRoot,
      job: { kind: "download", target: folder },
    },
  ];
}

async function measure(workbench: Workbench, root: string, job: Job) {
  const { processes } = workbench;
  await using servers = await RunningServers.start(workbench, [porchlightTaking], root);
  const [server] = servers.list;
  if (server === undefined) throw new Error("there is no server to measure");
  const { port, pid } = server;
  await runLoad(processes, { kind: "probe", port, target: "/?zip&name=nothing", count: 5 });
  await wait(rest);
  const before = memoryBytes(pid) / 1e6;
  forgetPeak(pid);
  const { status } =
    job.kind === "upload"
      ? await runLoad(processes, { ...job, port }, patience)
      : await runLoad(processes, { ...job, port }, patience);
  if (status < 200 || status > 206) throw new Error(`the answer was ${status}`);
  return { before, peak: peakBytes(pid) / 1e6 };
}
