import { parseArgs } from "node:util";

export const sectionNames = [
  "small",
  "ab",
  "large",
  "ranges",
  "idle",
  "listing",
  "zip",
  "upload",
  "delay",
  "log",
  "memory",
  "growth",
] as const;
export type SectionName = (typeof sectionNames)[number];

export type BenchOptions = {
  /** Two short rounds and smaller loads: to see that all works, not to judge by. */
  readonly quick: boolean;
  readonly sections: readonly SectionName[];
  readonly rounds: number;
};

export type BenchRequest =
  | { readonly kind: "bench"; readonly options: BenchOptions }
  | { readonly kind: "help" }
  | { readonly kind: "mistake"; readonly sentence: string };

export const help = `Usage: npm run bench [-- options]

Measures the server beside nginx, Caddy, hfs and others, in turns on this machine, and judges its goals.

  --quick        two rounds and smaller loads
  --only A,B     of ${sectionNames.join(", ")}
  --rounds N     rounds of each measurement (7, or 2 when quick)
  --help
`;

const flags = {
  quick: { type: "boolean" },
  only: { type: "string" },
  rounds: { type: "string" },
  help: { type: "boolean" },
} as const;

/** Reads the arguments behind the command's name. */
export function parseBench(args: readonly string[]): BenchRequest {
  try {
    const { values } = parseArgs({ args: [...args], options: flags });
    if (values.help === true) return { kind: "help" };
    const quick = values.quick ?? false;
    const sections = sectionsOf(values.only);
    if (typeof sections === "string") return { kind: "mistake", sentence: sections };
    const rounds = values.rounds ?? (quick ? "2" : "7");
    if (!/^[1-9][0-9]?$/.test(rounds)) return { kind: "mistake", sentence: `--rounds is 1 to 99, not ${rounds}.` };
    return { kind: "bench", options: { quick, sections, rounds: Number(rounds) } };
  } catch (error) {
    if (error instanceof TypeError) return { kind: "mistake", sentence: error.message };
    throw error;
  }
}

/** A sentence where one of the words is no section. */
function sectionsOf(only: string | undefined): readonly SectionName[] | string {
  if (only === undefined) return sectionNames;
  const words = only.split(",");
  const unknown = words.find((word) => !sectionNames.some((name) => name === word));
  if (unknown !== undefined) return `--only takes ${sectionNames.join(", ")}, not ${unknown}.`;
  return sectionNames.filter((name) => words.includes(name));
}
