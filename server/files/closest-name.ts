import { opendir } from "node:fs/promises";
import { ignoreDisk } from "./disk-error.ts";
import { refusalOf } from "./names.ts";
import { realPath } from "./real-path.ts";
import { refusalOfReal, type Root } from "./root.ts";

/** Names of a folder that are looked through for one that was meant. */
const mostNames = 1000;
/** Composing a thousand names of a hundred marks takes ten milliseconds, and nobody meant one of them. */
const manyMarks = /\p{M}{9}/u;

/**
 * The name that was probably meant: the same in another case or Unicode form, with another extension, or with a
 * slip or two; undefined: nothing is close.
 */
export function closestName(wanted: string, names: readonly string[]): string | undefined {
  const composed = names.map(compose);
  const folded = composed.map(fold);
  const wantedComposed = compose(wanted);
  const wantedFolded = fold(wantedComposed);
  const stem = stemOf(wantedFolded);
  const firstWhere = (texts: readonly string[], test: (text: string) => boolean) => names[texts.findIndex(test)];
  return (
    firstWhere(composed, (name) => name === wantedComposed) ??
    firstWhere(folded, (name) => name === wantedFolded) ??
    firstWhere(folded, (name) => stem !== "" && stemOf(name) === stem) ??
    firstWhere(folded, (name) => isWithin(wanted.length > 5 ? 2 : 1, name, wantedFolded))
  );
}

function compose(name: string): string {
  return name.normalize("NFC");
}

function fold(composed: string): string {
  return composed.toLowerCase();
}

function stemOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(0, dot) : name;
}

/** Whether at most so many letters have to be added, taken away or changed; from those places on. */
function isWithin(slips: number, one: string, other: string, at = 0, otherAt = 0): boolean {
  let same = 0;
  while (at + same < one.length && one[at + same] === other[otherAt + same]) same++;
  const [place, otherPlace] = [at + same, otherAt + same];
  const [left, otherLeft] = [one.length - place, other.length - otherPlace];
  if (Math.abs(left - otherLeft) > slips) return false;
  if (left === 0 || otherLeft === 0) return true;
  return (
    slips > 0 &&
    (isWithin(slips - 1, one, other, place + 1, otherPlace + 1) ||
      isWithin(slips - 1, one, other, place + 1, otherPlace) ||
      isWithin(slips - 1, one, other, place, otherPlace + 1))
  );
}

/** The closest shared name in a folder; undefined where nothing is close, or it is not shared or cannot be read. */
export async function findClosest(root: Root, folder: string, wanted: string): Promise<string | undefined> {
  const names: string[] = [];
  try {
    const real = await realPath(folder);
    if (refusalOfReal(root, real) !== undefined) return undefined;
    for await (const entry of await opendir(real, { bufferSize: mostNames })) {
      if (refusalOf(entry.name, root) === undefined && !manyMarks.test(entry.name)) names.push(entry.name);
      if (names.length >= mostNames) break;
    }
  } catch (error) {
    ignoreDisk(error); // it says no: then there is nothing to suggest
    return undefined;
  }
  return closestName(wanted, names);
}
