import type { Measurement } from "../figures/goals.ts";
import type { Table } from "../figures/table.ts";
import type { SectionName } from "../options.ts";
import type { Workbench } from "../workbench.ts";

/** A kind of work that servers are measured at. */
export type Section = {
  readonly name: SectionName;
  readonly title: string;
  readonly run: (workbench: Workbench) => Promise<Findings>;
};

/** What came out. */
export type Findings = { readonly tables: readonly Table[]; readonly measurements: readonly Measurement[] };
