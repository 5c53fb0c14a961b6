import type { LogRecord } from "../../electron/contract.ts";

type Outcome = LogRecord["outcome"];

/** Statuses from one to another, both included. */
export type StatusRange = { readonly from: number; readonly to: number };

/** What `is:` can ask for. */
export const conditions = ["active", "complete", "error", "refused", "left", "failed", "partial", "incoming"] as const;
/** What may stand behind `is:`. */
export type Condition = (typeof conditions)[number];

/** One thing that a record must show. Texts are in lower case. */
export type Test =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "path"; readonly text: string }
  | { readonly kind: "device"; readonly text: string; readonly isAddress: boolean }
  | { readonly kind: "method"; readonly methods: readonly string[] }
  | { readonly kind: "status"; readonly ranges: readonly StatusRange[] }
  | { readonly kind: "bytes"; readonly above: boolean; readonly bytes: number }
  | { readonly kind: "time"; readonly above: boolean; readonly milliseconds: number }
  | { readonly kind: "is"; readonly condition: Condition };

/** A term of a filter: "-" before it turns it round. */
export type Term = { readonly not: boolean; readonly test: Test };

/** A record is shown if all terms hold. */
export type Filter = {
  readonly terms: readonly Term[];
  /** What could not be understood, in words: those terms are left out. */
  readonly problems: readonly string[];
};

/** Shows everything. */
export const noFilter: Filter = { terms: [], problems: [] };

/** Which outcomes a condition on the outcome means. */
export const outcomesOf: Readonly<Record<Exclude<Condition, "error" | "partial" | "incoming">, readonly Outcome[]>> = {
  active: ["active"],
  complete: ["complete"],
  refused: ["refused"],
  left: ["client left", "timed out"],
  failed: ["failed"],
};

/** Two texts may differ and ask for the same. */
export function sameFilter(one: Filter, other: Filter): boolean {
  return JSON.stringify(one.terms) === JSON.stringify(other.terms);
}
