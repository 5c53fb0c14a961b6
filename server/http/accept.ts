import type { Headers } from "./headers.ts";
import { parsePreferences } from "./list.ts";

/** Whether somebody is on the way to a page: HTML is named among what is accepted (RFC 9110 §12.5.1). */
export function acceptsPage(headers: Headers): boolean {
  return headers.has("accept") && (parsePreferences(headers.getAll("accept")).get("text/html") ?? 0) > 0;
}
