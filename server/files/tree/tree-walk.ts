import type { Dirent } from "node:fs";
import { opendir } from "node:fs/promises";
import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { HttpError } from "../../http/http-error.ts";
import { toHttpError } from "../disk-error.ts";
import { whileHeld } from "../held-folder.ts";
import { refusalOf, startsWithDot } from "../names.ts";
import { refusalOfReal, type Root } from "../root.ts";
import { madeUpNames, type FindMadeUp } from "../short-name.ts";
import { sortInSlices } from "../sort-in-slices.ts";
import { identityOf, look, reasonAgainst, statExactly, type DiskStats } from "./found.ts";

/** A folder on the disk, and what its entries' names start with where they are told: "" or "folder/". */
export type TreeFolder = { readonly path: string; readonly name: string };

/** Is told the way to each file and folder, with slashes, a folder's ending in one. Ends the walk by throwing. */
export type Visit = (name: string, stats: DiskStats) => void;

/** Is told how many names of a folder are to be looked at, as they are read. Ends the walk by throwing. */
export type Listed = (names: number) => void;

/** Is told what the walk passes over. */
export type PassedOver = {
  /** `name`: the way to it; `reason`: in words. */
  readonly add: (name: string, reason: string) => void;
  /** A name that the owner hides. */
  readonly addHidden: () => void;
};

/** Looks at the disk at once. */
const batchLength = 64;

/** Names that are checked before others get their turn. */
const namesAtOnce = 2048;

type Named = { readonly name: string; readonly mayBeLink: boolean };

/** Goes through a tree, folders before what is in them, names in the order of their code units. */
export class TreeWalk {
  readonly #root: Root;
  readonly #passedOver: PassedOver;
  readonly #visit: Visit;
  readonly #listed: Listed;
  readonly #findMadeUp: FindMadeUp;

  constructor(root: Root, passedOver: PassedOver, visit: Visit, listed: Listed, findMadeUp = madeUpNames) {
    this.#root = root;
    this.#passedOver = passedOver;
    this.#visit = visit;
    this.#listed = listed;
    this.#findMadeUp = findMadeUp;
  }

  /**
   * Visits a folder where it has a name, and what is in it, or only what has one of the names.
   * @throws HttpError as the disk says, 403 or 404 say, where the folder cannot be read, or is there no more.
   */
  async walk(folder: TreeFolder, names?: readonly string[]): Promise<void> {
    const stats = await statExactly(folder.path, { bigint: true }).catch((error: unknown) => {
      throw toHttpError(error);
    });
    if (folder.name !== "") this.#visit(folder.name, stats);
    const listed = names === undefined ? this.#list(folder) : this.#chosen(folder, names);
    const wanted = await listed.catch((error: unknown) => {
      throw toHttpError(error);
    });
    await this.#walkNames(folder, wanted, [identityOf(folder.path, stats)]);
  }

  async #walkNames(folder: TreeFolder, names: readonly Named[], above: readonly string[]): Promise<void> {
    for (let at = 0; at < names.length; at += batchLength) {
      const batch = names.slice(at, at + batchLength);
      const looks = batch.map(async ({ name, mayBeLink }) => {
        const one: TreeFolder = { path: path.join(folder.path, name), name: folder.name + name };
        return { one, found: await look(this.#root, one.path, mayBeLink) };
      });
      for (const { one, found } of await Promise.all(looks)) {
        if (found.kind === "file") this.#visit(one.name, found.stats);
        else if (found.kind === "folder") await this.#enter({ ...one, name: `${one.name}/` }, found.stats, above);
        else if (found.kind === "left out") this.#passedOver.add(one.name, found.reason);
      }
    }
  }

  async #enter(folder: TreeFolder, stats: DiskStats, above: readonly string[]): Promise<void> {
    const identity = identityOf(folder.path, stats);
    if (above.includes(identity)) {
      this.#passedOver.add(folder.name, "the symlink leads in a circle");
      return;
    }
    const names = await this.#list(folder).catch(reasonAgainst);
    if (typeof names === "string") {
      this.#passedOver.add(folder.name, names);
      return;
    }
    this.#visit(folder.name, stats);
    await this.#walkNames(folder, names, [...above, identity]);
  }

  /**
   * The names in a folder that are shared, sorted.
   * @throws HttpError 404 where it is outside by now; or what the disk says.
   */
  async #list(folder: TreeFolder): Promise<Named[]> {
    const names: Named[] = [];
    await readInside(this.#root, folder.path, (dirent) => {
      if (!this.#isShared(folder, dirent)) return;
      names.push({ name: dirent.name, mayBeLink: !dirent.isFile() && !dirent.isDirectory() });
      this.#listed(names.length);
    });
    return sortInSlices(names, byName, nextTurn);
  }

  #isShared(folder: TreeFolder, { name }: Dirent): boolean {
    const refusal = name.includes("\ufffd") ? "its name is not UTF-8" : refusalOf(name, this.#root);
    if (refusal === undefined) return true;
    if (startsWithDot(name)) this.#passedOver.addHidden();
    else this.#passedOver.add(folder.name + name, refusal);
    return false;
  }

  /** Names that a visitor chose, sorted. One that is hidden is no different from one that is not there. */
  async #chosen(folder: TreeFolder, names: readonly string[]): Promise<Named[]> {
    const chosen = new Set<string>();
    for (const [at, name] of names.entries()) {
      if ((at + 1) % namesAtOnce === 0) await nextTurn();
      if (isName(name) && refusalOf(name, this.#root) === undefined) chosen.add(name);
    }
    const madeUp = await this.#findMadeUp(folder.path, [...chosen]);
    for (const name of madeUp) chosen.delete(name);
    const named = Array.from(chosen, (name) => ({ name, mayBeLink: true }));
    return sortInSlices(named, byName, nextTurn);
  }
}

/**
 * Reads a folder, and looks at what was opened: a symlink may have come in its place. Only Linux tells of that. It is held
 * to its end: where a disk does not tell the kind of a name, Node.js looks at that by the path it opened.
 * @throws HttpError 404; or what the disk says, or the callback.
 */
function readInside(root: Root, folder: string, each: (dirent: Dirent) => void): Promise<void> {
  return whileHeld(folder, async (own, place) => {
    const refusal = refusalOfReal(root, place);
    if (refusal !== undefined) throw new HttpError(404, refusal);
    for await (const dirent of await opendir(own, { bufferSize: 128 })) each(dirent);
  });
}

/** Whether it is the name of something in a folder, and no way to anywhere else. */
function isName(name: string): boolean {
  return !/[/\0]/.test(name) && name !== "." && name !== "..";
}

function byName(one: Named, other: Named): number {
  return one.name < other.name ? -1 : 1;
}
