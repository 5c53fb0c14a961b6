import type { LogView } from "../store/log-store.ts";
import { formatCount, formatNumber } from "../text/format.ts";

/** What was said last of the log, and of which state of it. */
export type LogNews = Pick<LogView, "filter" | "isPaused" | "clearings"> & { readonly words: string };

/** Says nothing yet. */
export function firstNews({ filter, isPaused, clearings }: LogView): LogNews {
  return { filter, isPaused, clearings, words: "" };
}

/** What there is to say of a view: what was done to the list, and never what comes into it. */
export function newsAfter(said: LogNews, view: LogView): LogNews {
  const words = newWords(said, view);
  return words === undefined ? said : { ...firstNews(view), words };
}

function newWords(said: LogNews, view: LogView): string | undefined {
  if (view.clearings !== said.clearings) return "What had ended is removed.";
  if (view.isPaused !== said.isPaused) return view.isPaused ? "Paused." : "Going on.";
  if (view.filter === said.filter || view.isScanning) return undefined;
  const { rows, kept, isFiltered } = view;
  if (!isFiltered) return `All requests are shown, ${formatCount(kept)} in all.`;
  if (rows.length === 0) return `None of ${formatNumber(kept, "request")} fits.`;
  return `${formatNumber(rows.length, "request")} ${rows.length === 1 ? "fits" : "fit"}, of ${formatCount(kept)}.`;
}
