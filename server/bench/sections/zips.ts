import { utimes } from "node:fs/promises";
import path from "node:path";
import { ratioOf, type Sample } from "../figures/rounds.ts";
import type { Table } from "../figures/table.ts";
import { runLoad } from "../load/run-load.ts";
import { hfs } from "../servers/hfs.ts";
import { porchlight } from "../servers/porchlight.ts";
import { RunningServers } from "../servers/running-server.ts";
import type { Workbench } from "../workbench.ts";
import { compare } from "./comparison.ts";
import { interleave, warmUp } from "./interleave.ts";
import type { Findings, Section } from "./section.ts";

/** Milliseconds that one zip may take. */
const patience = 300_000;
/** MiB in the large file, and files in the folder of small ones. */
const amounts = { large: 1024, small: 10_000 } as const;
const plain = "the file itself";
const first = "porchlight, the first time";

/** A way to get the bytes of a folder. */
type Way = { readonly name: string; readonly take: () => Promise<Sample<"perSecond">> };

/** A folder as a zip, beside the plain download of the same bytes and other makers of zips. */
export const zips: Section = { name: "zip", title: "Folders as zip", run };

async function run(workbench: Workbench): Promise<Findings> {
  const { data, options } = workbench;
  const large = await data.largeTree();
  const small = await data.folder(amounts.small);
  await using ofLarge = await RunningServers.start(workbench, [porchlight, hfs], data.treesRoot);
  await using ofSmall = await RunningServers.start(workbench, [porchlight, hfs], data.foldersRoot);
  const file = path.join(data.treesRoot, large.folder, large.file);
  const largeWays = [
    ...download(workbench, ofLarge, `${large.folder}${large.file}`),
    ...firstTime(waysOf(workbench, ofLarge, large.folder, amounts.large), file),
    ...waysOf(workbench, ofLarge, large.folder, amounts.large),
    ...zipProgram(workbench, path.join(data.treesRoot, large.folder), amounts.large),
  ];
  await warmUp(workbench, largeWays, ({ take }) => take());
  const largeRounds = await interleave(workbench, largeWays, ({ take }) => take());
  const smallWays = [
    ...waysOf(workbench, ofSmall, small, amounts.small),
    ...zipProgram(workbench, path.join(data.foldersRoot, small), amounts.small),
  ];
  const smallRounds = await interleave(workbench, smallWays, ({ take }) => take(), Math.min(3, options.rounds));
  const tables: readonly Table[] = [
    compare("1 GiB in one file", largeRounds, [], plain, { head: "MiB/s", figure: "perSecond" }),
    compare("10,000 small files", smallRounds, [], hfs.name, { head: "files/s", figure: "perSecond" }),
  ];
  const ratio = (peer: string) => ratioOf(largeRounds, first, peer, "perSecond");
  return {
    tables,
    measurements: [
      { goal: "zip / plain", value: ratio(plain) },
      { goal: "zip / hfs", value: ratio(hfs.name) },
      { goal: "zip / zip -0", value: ratio(program) },
    ],
  };
}

/** `amount`: MiB or files that a zip has. */
function waysOf(workbench: Workbench, servers: RunningServers, folder: string, amount: number): readonly Way[] {
  return servers.list.map(({ name, port }) => {
    const target = name === hfs.name ? `${folder}?get=zip` : `${folder}?zip`;
    return { name, take: () => measure(workbench, port, target, amount) };
  });
}

/** A zip that nobody took before, of a file that has just changed: this is what the goals are about. */
function firstTime(ways: readonly Way[], file: string): readonly Way[] {
  return ways
    .filter(({ name }) => name === porchlight.name)
    .map(({ take }) => ({
      name: first,
      take: async () => {
        await utimes(file, new Date(), Date.now() / 1000);
        return take();
      },
    }));
}

function download(workbench: Workbench, servers: RunningServers, target: string): readonly Way[] {
  const server = servers.list.find(({ name }) => name === porchlight.name);
  if (server === undefined) return [];
  return [{ name: plain, take: () => measure(workbench, server.port, target, amounts.large) }];
}

async function measure({ processes }: Workbench, port: number, target: string, amount: number) {
  const { status, seconds } = await runLoad(processes, { kind: "download", port, target }, patience);
  if (status !== 200) throw new Error(`the answer was ${status}`);
  return { perSecond: amount / seconds };
}

const program = "zip -0 -r - | cat";

/** The program that everybody has, beside a reader that does nothing; none where it is not installed. */
function zipProgram({ tools, processes }: Workbench, folder: string, amount: number): readonly Way[] {
  const zip = tools.get("zip");
  if (zip === undefined) return [];
  const take = async () => {
    const start = performance.now();
    const script = 'cd "$1" && "$2" -0 -q -r - . | cat > /dev/null';
    await processes.run(["sh", "-c", script, "sh", folder, zip], patience);
    return { perSecond: amount / ((performance.now() - start) / 1000) };
  };
  return [{ name: program, take }];
}
