import { shown, type Table } from "./table.ts";

type Goal = {
  readonly work: string;
  readonly unit: "×" | "ms" | "KiB" | "MB";
  readonly better: "higher" | "lower";
  readonly must: number;
  readonly aim: number;
};

const perCpu = "requests per CPU-second";
const large = "1 GiB file, CPU-seconds per GiB";

/** What the server is held to, always with its log on. A ratio (×) is of our figure to the named peer's. */
export const goals = {
  "15 B / nginx": goal(`15 B, 32 connections, ${perCpu} / nginx with cache and log`, "×", "higher", 1.15, 1.6),
  "15 B / Node": goal(`15 B, 32 connections, ${perCpu} / best Node peer`, "×", "higher", 6, 12),
  "16 KiB / nginx": goal(`16 KiB, 32 connections, ${perCpu} / nginx with cache`, "×", "higher", 0.95, 1.2),
  "100 KiB / nginx": goal(`100 KiB, 32 connections, ${perCpu} / nginx with cache`, "×", "higher", 1.1, 1.4),
  "ab / nginx": goal("ab -n 10000 -c 32, requests/s / nginx", "×", "higher", 0.75, 1),
  "ab / Caddy": goal("ab -n 10000 -c 32, requests/s / Caddy", "×", "higher", 1, 1.3),
  "1 download / nginx": goal(`${large}, 1 at once / nginx`, "×", "lower", 1.4, 1),
  "4 downloads / nginx": goal(`${large}, 4 at once / nginx`, "×", "lower", 1.5, 1),
  "32 downloads / nginx": goal(`${large}, 32 at once / nginx`, "×", "lower", 2.5, 1.5),
  "1 download / Node": goal(`${large}, 1 at once / best Node peer`, "×", "lower", 0.65, 0.4),
  "4 downloads / Node": goal(`${large}, 4 at once / best Node peer`, "×", "lower", 0.65, 0.4),
  "32 downloads / Node": goal(`${large}, 32 at once / best Node peer`, "×", "lower", 0.65, 0.4),
  "ranges / nginx": goal(`64 KiB ranges, 8 connections, ${perCpu} / nginx without tcp_nopush`, "×", "higher", 0.5, 0.9),
  "ranges / Node": goal(`64 KiB ranges, 8 connections, ${perCpu} / best Node peer`, "×", "higher", 3, 5),
  "idle memory": goal("an idle keep-alive connection, of 10,000", "KiB", "lower", 6, 2.5),
  "crowd latency": goal("a new request beside idle, slow and stalled ones, p99", "ms", "lower", 20, 5),
  "listing first byte": goal("folder of 100,000 entries, first byte", "ms", "lower", 20, 1),
  "listing stall": goal("folder of 100,000 entries, longest stall of another request", "ms", "lower", 30, 8),
  "listing / Caddy": goal("folder of 10,000 entries, to its end / Caddy", "×", "lower", 1, 0.5),
  "zip / plain": goal("1 GiB as a zip, MiB/s / the file itself from our server", "×", "higher", 0.8, 1),
  "zip / hfs": goal("1 GiB as a zip, MiB/s / hfs", "×", "higher", 1, 3),
  "zip / zip -0": goal("1 GiB as a zip, MiB/s / zip -0 -r - | cat", "×", "higher", 1, 2),
  "upload / dd": goal("upload, MiB/s / dd conv=fsync", "×", "higher", 0.7, 1),
  "upload / hfs": goal("upload, MiB/s / hfs, which does not wait for the disk", "×", "higher", 0.7, 1),
  lateness: goal("event-loop lateness at 512 busy connections, p99", "ms", "lower", 16, 8),
  "log on / off": goal(`15 B, ${perCpu}, log on / log off`, "×", "higher", 0.92, 0.99),
  "memory after requests": goal("memory after 1,000,000 requests, above that at rest", "MB", "lower", 40, 15),
  "memory after file": goal("memory after a 20 GB file, above that at rest", "MB", "lower", 40, 15),
  "memory: zip of 50 GB": goal("zip of 50 GB, peak of memory above that before", "MB", "lower", 64, 32),
  "memory: zip of 70,000": goal("zip of 70,000 files, peak of memory above that before", "MB", "lower", 64, 32),
  "memory: upload": goal("large upload, peak of memory above that before", "MB", "lower", 64, 32),
  "memory: listing": goal("listing of 100,000, peak of memory above that before", "MB", "lower", 64, 32),
} as const satisfies Record<string, Goal>;

export type GoalName = keyof typeof goals;

/** A goal's figure as it came out; NaN: could not be measured. */
export type Measurement = { readonly goal: GoalName; readonly value: number };

export type Judgement = Goal & { readonly measured: number | null; readonly reached: Reached };

export type Reached = "aim" | "must" | "no" | "not measured";

function goal(work: string, unit: Goal["unit"], better: Goal["better"], must: number, aim: number): Goal {
  return { work, unit, better, must, aim };
}

/** How far a figure reaches: what is exactly at a mark has reached it. */
export function reachOf({ better, must, aim }: Pick<Goal, "better" | "must" | "aim">, value: number): Reached {
  if (Number.isNaN(value)) return "not measured";
  const reaches = (mark: number) => (better === "higher" ? value >= mark : value <= mark);
  if (reaches(aim)) return "aim";
  return reaches(must) ? "must" : "no";
}

/** Every goal of which a figure was sought, in the order of the list. */
export function judge(measurements: readonly Measurement[]): readonly Judgement[] {
  const names = Object.keys(goals) as GoalName[];
  return names.flatMap((name) => {
    const measurement = measurements.find((one) => one.goal === name);
    if (measurement === undefined) return [];
    const { value } = measurement;
    return [{ ...goals[name], measured: Number.isNaN(value) ? null : value, reached: reachOf(goals[name], value) }];
  });
}

const words: Readonly<Record<Reached, string>> = {
  aim: "yes, the aim",
  must: "yes",
  no: "no",
  "not measured": "not measured",
};

/** The one table of all goals. */
export function goalTable(judgements: readonly Judgement[]): Table {
  const rows = judgements.map(({ work, unit, better, must, aim, measured, reached }) => {
    const sign = better === "higher" ? "≥" : "≤";
    const value = measured === null ? "–" : `${shown(measured)} ${unit}`;
    return [work, value, `${sign} ${must}`, `${sign} ${aim}`, words[reached]];
  });
  return { title: "Goals", head: ["work", "measured", "must", "aim", "reached"], rows };
}
