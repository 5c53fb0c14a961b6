/** A path that is no longer has room everywhere. */
const wholePath = 12;
/** A beginning that is no longer is not worth cutting. */
const wholeFolder = 3;
/** Characters at the end of a name that tell it from its neighbours: a number, and of what kind it is. */
const keptEnd = 8;
/** Each of them has a place of its own in the line, whatever stands beside it. */
const plainEnd = new RegExp(`[\\x20-\\x7e]{${keptEnd}}$`);
/** What stands in a line from right to left: to cut it in two would change the order. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Where a path may be cut: before the slash of its name, and before the end of that. `folder` and `end` are empty for
 * one that is shown in one piece; `end`, too, where a query follows the name, and may be left out before it.
 */
export type PathParts = { readonly folder: string; readonly name: string; readonly end: string };

/** A readable path as a row shows it: what it is of, behind the folder it is in, tells more than how it begins. */
export function pathParts(path: string): PathParts {
  if (path.length <= wholePath) return { folder: "", name: path, end: "" };
  const query = path.indexOf("?");
  const nameEnd = (query === -1 ? path.length : query) - 1;
  const nameStart = path.lastIndexOf("/", nameEnd - 1); // a slash at the end belongs to the folder's name
  const cut = nameStart <= wholeFolder ? 0 : nameStart;
  const end = query === -1 ? endOf(path.slice(Math.max(0, nameStart))) : "";
  return { folder: path.slice(0, cut), name: path.slice(cut, path.length - end.length), end };
}

function endOf(name: string): string {
  const hasEnd = name.length > wholePath && plainEnd.test(name) && !rightToLeft.test(name);
  return hasEnd ? name.slice(-keptEnd) : "";
}
