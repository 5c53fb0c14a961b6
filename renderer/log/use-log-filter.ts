import { useEffect, useState } from "react";
import { parseFilter } from "../filter/parse-filter.ts";
import { useSession } from "../store/use-session.ts";

/** What is typed into the filter box. */
export type LogFilter = { readonly text: string; readonly setText: (text: string) => void };

/** The text of the filter box, put to work as it is typed. */
export function useLogFilter(): LogFilter {
  const { log } = useSession();
  const [text, setText] = useState("");
  useEffect(() => log.setFilter(parseFilter(text)), [log, text]);
  return { text, setText };
}
