import { pauseInTurn } from "../files/pause-in-turn.ts";
import { restBetween } from "../files/rest-between.ts";

/** Characters of a field: no file's name is longer, also where each of its letters is written as nine. */
const longestField = 4096;
/** Milliseconds of reading before others get their turn. */
const sliceMilliseconds = 3;
const pause = pauseInTurn();

/** The names in an urlencoded form, which may have thousands. What is too long for a name is passed over. */
export async function formNames(form: string): Promise<readonly string[]> {
  const rest = restBetween(sliceMilliseconds, pause);
  const names: string[] = [];
  for (let start = 0; start < form.length;) {
    const mark = form.indexOf("&", start);
    const end = mark === -1 ? form.length : mark;
    if (end - start <= longestField) {
      // a form has only one way to end a line, whatever the name has
      for (const name of new URLSearchParams(form.slice(start, end)).getAll("name")) {
        names.push(name.replaceAll("\r\n", "\n"));
      }
    }
    start = end + 1;
    await rest();
  }
  return names;
}
