import { opendir, realpath } from "node:fs/promises";
import { codeOf } from "./disk-error.ts";
import { refusalOf } from "./names.ts";
import { refusalOfReal, type Root } from "./root.ts";

/** Names of a folder that are looked through for one that was meant. */
const mostNames = 1000;
/** Longer names are not compared letter by letter. */
const longestCompared = 64;

/**
 * The name that was probably meant: the same in another case or Unicode form, with another extension, or with a
 * slip or two; undefined: nothing is close.
 */
export function closestName(wanted: string, names: readonly string[]): string | undefined {
  const stem = stemOf(wanted);
  return (
    names.find((name) => name.normalize("NFC") === wanted.normalize("NFC")) ??
    names.find((name) => fold(name) === fold(wanted)) ??
    names.find((name) => stem !== "" && fold(stemOf(name)) === fold(stem)) ??
    names.find((name) => slips(fold(name), fold(wanted)) <= (wanted.length > 5 ? 2 : 1))
  );
}

function fold(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

function stemOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(0, dot) : name;
}

/** How many letters have to be added, taken away or changed; more than two count as three. */
function slips(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2 || Math.max(one.length, other.length) > longestCompared) return 3;
  let before = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const change = (before[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(change, (before[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    before = current;
  }
  return before[other.length] ?? 3;
}

/** The closest shared name in a folder; undefined where nothing is close, or it is not shared or cannot be read. */
export async function findClosest(root: Root, folder: string, wanted: string): Promise<string | undefined> {
  const names: string[] = [];
  try {
    const real = await realpath(folder);
    if (refusalOfReal(root, real) !== undefined) return undefined;
    for await (const entry of await opendir(real)) {
      if (refusalOf(entry.name, root) === undefined) names.push(entry.name);
      if (names.length >= mostNames) break;
    }
  } catch (error) {
    if (codeOf(error) !== "") return undefined; // the disk says no: then there is nothing to suggest
    throw error;
  }
  return closestName(wanted, names);
}
