import { useEffect, useMemo, useState } from "react";
import type { Filter } from "../filter/filter.ts";
import { parseFilter } from "../filter/parse-filter.ts";
import { useSession } from "../store/use-session.ts";

/** What is typed into the filter box, and what it asks. */
export type LogFilter = { readonly text: string; readonly filter: Filter; readonly setText: (text: string) => void };

/** The text of the filter box, put to work as it is typed. */
export function useLogFilter(): LogFilter {
  const { log } = useSession();
  const [text, setText] = useState("");
  const filter = useMemo(() => parseFilter(text), [text]);
  useEffect(() => log.setFilter(filter), [log, filter]);
  return { text, filter, setText };
}
