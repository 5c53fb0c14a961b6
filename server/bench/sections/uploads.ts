import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { ratioOf } from "../figures/rounds.ts";
import { runLoad } from "../load/run-load.ts";
import { emptyFolder } from "../machine/data.ts";
import { hfs } from "../servers/hfs.ts";
import { porchlightTaking } from "../servers/porchlight.ts";
import { RunningServers } from "../servers/running-server.ts";
import type { Workbench } from "../workbench.ts";
import { compare } from "./comparison.ts";
import { interleave, warmUp } from "./interleave.ts";
import type { Findings, Section } from "./section.ts";

/** Milliseconds that one upload may take. */
const patience = 300_000;
const mebibyte = 1024 * 1024;
const disk = "dd conv=fsync";

/** A way for a file to get onto the disk. */
type Way = { readonly name: string; readonly put: (bytes: number) => Promise<number> };

/** One large file sent by PUT, beside another server and the bare disk. Only our server waits until it is on the disk, as dd does. */
export const uploads: Section = { name: "upload", title: "Uploads", run };

async function run(workbench: Workbench): Promise<Findings> {
  const { options, runFolder } = workbench;
  const bytes = (options.quick ? 256 : 1024) * mebibyte;
  const folder = await emptyFolder(path.join(runFolder, "uploads"));
  await using servers = await RunningServers.start(workbench, [porchlightTaking, hfs], folder);
  const ways: Way[] = [
    ...servers.list.map(({ name, port }) => ({ name, put: (count: number) => send(workbench, port, count) })),
    ...ddInto(workbench, folder),
  ];
  const measure = async ({ put }: Way) => {
    await clear(workbench, folder);
    return { perSecond: bytes / mebibyte / (await put(bytes)) };
  };
  await warmUp(workbench, ways, measure);
  const rounds = await interleave(workbench, ways, measure);
  await clear(workbench, folder);
  const title = `A file of ${bytes / mebibyte} MiB, until the answer has come`;
  return {
    tables: [compare(title, rounds, [], disk, { head: "MiB/s", figure: "perSecond" })],
    measurements: [
      { goal: "upload / dd", value: ratioOf(rounds, porchlightTaking.name, disk, "perSecond") },
      { goal: "upload / hfs", value: ratioOf(rounds, porchlightTaking.name, hfs.name, "perSecond") },
    ],
  };
}

/** What one way leaves for the disk to do is not the next one's. */
async function clear({ processes }: Workbench, folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(path.join(folder, name));
  await processes.run(["sync"], patience);
}

async function send({ processes }: Workbench, port: number, bytes: number): Promise<number> {
  const job = { kind: "upload", port, target: "/sent.bin", bytes } as const;
  const { status, seconds } = await runLoad(processes, job, patience);
  if (status !== 200 && status !== 201) throw new Error(`the answer was ${status}`);
  return seconds;
}

function ddInto({ tools, processes }: Workbench, folder: string): readonly Way[] {
  const dd = tools.get("dd");
  if (dd === undefined) return [];
  const put = async (bytes: number) => {
    const start = performance.now();
    const output = `of=${path.join(folder, "written.bin")}`;
    await processes.run([dd, "if=/dev/zero", output, "bs=1M", `count=${bytes / mebibyte}`, "conv=fsync"], patience);
    return (performance.now() - start) / 1000;
  };
  return [{ name: disk, put }];
}
