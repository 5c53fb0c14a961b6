import { mkdir, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { goalTable, type Judgement } from "./figures/goals.ts";
import { markdownOf, type Table } from "./figures/table.ts";
import type { BenchOptions } from "./options.ts";

/** All that a run of the bench found out. */
export type Report = {
  readonly date: string;
  readonly machine: Readonly<Record<"processor" | "system" | "node", string>> & { readonly cores: number };
  readonly options: BenchOptions;
  /** What was missing or went wrong. */
  readonly remarks: readonly string[];
  readonly sections: readonly { readonly title: string; readonly tables: readonly Table[] }[];
  readonly goals: readonly Judgement[];
};

/** This machine, without its name. */
export function describeMachine(): Report["machine"] {
  const processors = os.cpus();
  return {
    processor: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    system: `${os.type()} ${os.release()}`,
    node: process.version,
  };
}

/** Writes the report for programs and for people: the files. */
export async function writeReport(folder: string, report: Report): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const [json, markdown] = [path.join(folder, "report.json"), path.join(folder, "report.md")];
  await writeFile(json, `${JSON.stringify(report, undefined, 2)}\n`);
  await writeFile(markdown, pageOf(report));
  return [json, markdown];
}

function pageOf({ date, machine, options, remarks, sections, goals }: Report): string {
  const { processor, cores, system, node } = machine;
  const runs = `rounds: ${options.rounds}${options.quick ? ", quick: not to be judged by" : ""}`;
  const remarked = remarks.map((remark) => `- ${remark}\n`).join("");
  const detailed = sections.map(({ title, tables }) => `## ${title}\n\n${tables.map(markdownOf).join("\n")}`);
  const facts = `${date}, ${processor}, ${cores} cores, ${system}, Node.js ${node}; ${runs}.`;
  return [`# Porchlight's bench\n\n${facts}\n`, remarked, markdownOf(goalTable(goals)), ...detailed].join("\n");
}
