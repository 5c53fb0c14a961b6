import type { Headers } from "./headers.ts";
import { parsePreferences } from "./list.ts";

/** Whether JSON is named among what is accepted, and liked no less than HTML, by its name or a range (RFC 9110 §12.5.1). */
export function prefersJson(headers: Headers): boolean {
  const preferences = parsePreferences(headers.getAll("accept"));
  const json = preferences.get("application/json") ?? 0;
  const html = preferences.get("text/html") ?? preferences.get("text/*") ?? preferences.get("*/*") ?? 0;
  return json > 0 && json >= html;
}

/** Whether somebody is on the way to a page: HTML is named among what is accepted (RFC 9110 §12.5.1). */
export function acceptsPage(headers: Headers): boolean {
  return headers.has("accept") && (parsePreferences(headers.getAll("accept")).get("text/html") ?? 0) > 0;
}
