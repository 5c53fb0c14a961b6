/** A path that is no longer has room almost everywhere. */
const wholePath = 16;
/** A beginning that is no longer is not worth cutting. */
const wholeFolder = 3;

/** Where a path may be cut: before the slash of its name. `folder` is empty for one that is shown in one piece. */
export type PathParts = { readonly folder: string; readonly name: string };

/** A readable path as a row shows it: what it is of, behind the folder it is in, tells more than how it begins. */
export function pathParts(path: string): PathParts {
  const query = path.indexOf("?");
  const nameEnd = (query === -1 ? path.length : query) - 1;
  const nameStart = path.lastIndexOf("/", nameEnd - 1); // a slash at the end belongs to the folder's name
  const isWhole = path.length <= wholePath || nameStart <= wholeFolder;
  const cut = isWhole ? 0 : nameStart;
  return { folder: path.slice(0, cut), name: path.slice(cut) };
}
