import type { Data } from "./machine/data.ts";
import type { Processes } from "./machine/processes.ts";
import type { Tools } from "./machine/tools.ts";
import type { BenchOptions } from "./options.ts";

/** All that a section works with. */
export type Workbench = {
  readonly options: BenchOptions;
  readonly tools: Tools;
  readonly processes: Processes;
  readonly data: Data;
  /** Configurations and logs of this run's servers; gone when the bench ends. */
  readonly runFolder: string;
  /** Prints a line for whoever watches. */
  readonly say: (text: string) => void;
};
