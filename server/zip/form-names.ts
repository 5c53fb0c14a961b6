import { setImmediate as nextTurn } from "node:timers/promises";

/** Characters that are read before others get their turn. */
const sliceLength = 32 * 1024;

/** The names in an urlencoded form, which may have thousands: it is read a part at a time, which ends where a field does. */
export async function formNames(form: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (let start = 0; start < form.length;) {
    const mark = form.indexOf("&", start + sliceLength);
    const end = mark === -1 ? form.length : mark;
    // a form has only one way to end a line, whatever the name has
    for (const name of new URLSearchParams(form.slice(start, end)).getAll("name")) {
      names.push(name.replaceAll("\r\n", "\n"));
    }
    start = end + 1;
    await nextTurn();
  }
  return names;
}
