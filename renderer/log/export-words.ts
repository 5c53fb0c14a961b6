import type { Exported } from "../../electron/contract.ts";
import { formatCount, formatNumber } from "../text/format.ts";

/** What became of an export, of so many requests that were shown. */
export function exportWords({ file, records }: Exported, shown: number): string {
  if (records === shown) return `Exported ${formatNumber(records, "request")} to ${file}`;
  return `Exported ${formatCount(records)} of ${formatNumber(shown, "request")} to ${file}: the others are no longer kept.`;
}
