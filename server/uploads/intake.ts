import { randomBytes } from "node:crypto";
import path from "node:path";
import { AtOnce } from "../at-once.ts";
import { codeOf } from "../error-code.ts";
import type { Root } from "../files/root.ts";
import { algorithmOf, type DigestAlgorithm } from "./digest.ts";
import { DiskRoom, type Claim } from "./disk-room.ts";
import { EarlySyncs } from "./early-sync.ts";
import { Incoming, tooLong, type Announced, type Place, type Saved } from "./incoming.ts";
import { MadeFolders } from "./made-folders.ts";
import { PartialFile, partialPath } from "./partial-file.ts";
import { findTargetFolder, openTargetFolder } from "./target-folder.ts";
import { UploadError } from "./upload-error.ts";
import { refusalOfUpload } from "./upload-name.ts";
import { isTrusted, readRecord } from "./upload-record.ts";

/** How much visitors may send. */
export type IntakeBounds = {
  /** Bytes of one file. */
  readonly mostBytes: number;
  /** Bytes of the disk that stay free. */
  readonly diskBytesToLeave: number;
  /** Files that arrive at once; from one address half as many. */
  readonly mostAtOnce: number;
};

/** The one way in for files: checks what is announced, bounds how many arrive, and saves what is whole. */
export class Intake {
  readonly target: Root;
  readonly #bounds: IntakeBounds;
  readonly #room: DiskRoom;
  readonly #syncs = new EarlySyncs();
  /**
   * The names of the temporary files that are in use, each of which there is once, in small letters. Not their paths: a
   * disk that does not look at case, or composes letters in its own way, lists others than visitors ask for.
   */
  readonly #names = new Set<string>();
  readonly #made = new MadeFolders();
  readonly #arrivals: AtOnce;

  constructor(target: Root, bounds: IntakeBounds) {
    this.target = target;
    this.#bounds = bounds;
    this.#arrivals = new AtOnce(bounds.mostAtOnce, tooMany);
    this.#room = new DiskRoom(bounds.diskBytesToLeave);
  }

  /** Whether a temporary file belongs to an upload that lives. */
  owns(file: string): boolean {
    return this.#names.has(keyOf(file));
  }

  /**
   * `token` names the temporary file. Before anything was read:
   * @throws UploadError 400, 403, 409, 413, 414 or 507; or what the disk says.
   */
  async open(announced: Announced, token = randomBytes(16).toString("base64url")): Promise<Incoming> {
    const reason = refusalOfUpload(announced.name, this.target);
    if (reason !== undefined) throw new UploadError(400, reason);
    const { mostBytes } = this.#bounds;
    if ((announced.length ?? 0) > mostBytes) throw tooLong(mostBytes);
    try {
      return await this.#begin(announced, token);
    } catch (error) {
      if (codeOf(error) !== "ENOENT") throw error;
      return this.#begin(announced, token); // the folder was another upload's, which failed and took it away
    }
  }

  async #begin(announced: Announced, token: string): Promise<Incoming> {
    const folder = await openTargetFolder(this.target, announced.folders, this.#made);
    let claim: Claim | undefined;
    try {
      claim = await this.#room.claim(folder, announced.length ?? 0);
      const file = await PartialFile.create(partialPath(folder, token), algorithm(announced), this.#syncs);
      this.#names.add(keyOf(file.path));
      return new Incoming(announced, file, claim, this.#bounds.mostBytes);
    } catch (error) {
      claim?.release();
      await this.#made.remove(folder);
      throw error;
    }
  }

  /**
   * Goes on with a file of which a part is there; undefined: there is none, or none to be trusted. Throws what the
   * disk says.
   */
  async reopen({ folders, name }: Place, token: string): Promise<Incoming | undefined> {
    const folder = await findTargetFolder(this.target, folders);
    const part = partialPath(folder, token);
    const record = await readRecord(part);
    if (record?.name !== name || refusalOfUpload(name, this.target) !== undefined) return undefined;
    const { mostBytes } = this.#bounds;
    const { length, digest } = record;
    if (length > mostBytes) return undefined;
    const file = await PartialFile.reopen(part, algorithm(record), this.#syncs);
    if (file === undefined) return undefined;
    if (file.length > length || !isTrusted(record, file.length)) {
      await file.park();
      return undefined;
    }
    this.#names.add(keyOf(part));
    this.#made.restore(folder, Math.min(record.madeFolders, folders.length));
    return new Incoming({ folders, name, length, digest }, file, this.#room.claimNothing(folder), mostBytes);
  }

  /** How many folders were made for a file that comes, and are nobody else's yet. */
  madeFoldersFor(incoming: Incoming): number {
    return this.#made.levelsOf(path.dirname(incoming.path));
  }

  /** Lets go of a file that another run may go on with; nothing of it is taken back. */
  async park(incoming: Incoming): Promise<void> {
    await incoming.park();
    this.#names.delete(keyOf(incoming.path));
  }

  /** Lets go of a file that was saved, or takes back one that was not. */
  async close(incoming: Incoming, isSaved: boolean): Promise<void> {
    const folder = path.dirname(incoming.path);
    if (isSaved) incoming.release();
    else await incoming.discard();
    this.#names.delete(keyOf(incoming.path));
    if (isSaved) this.#made.keep(folder);
    else await this.#made.remove(folder);
  }

  /**
   * Takes in a whole file that an address sends. `check` may refuse it once nothing else does, before anything of it is
   * read, and again when all of it has come: what it looks at may be another by then.
   */
  async take(
    announced: Announced,
    content: AsyncIterable<Buffer>,
    address: string,
    check?: () => Promise<void>,
  ): Promise<Saved> {
    return this.counted(address, async () => {
      const incoming = await this.open(announced);
      let isSaved = false;
      try {
        await check?.();
        await incoming.receive(content);
        await check?.();
        const saved = await incoming.save();
        isSaved = true;
        return saved;
      } finally {
        await this.close(incoming, isSaved);
      }
    });
  }

  /** Runs what takes in bytes from an address. @throws UploadError 503 when too many do already. */
  counted<T>(address: string, run: () => Promise<T>): Promise<T> {
    return this.#arrivals.counted(address, run);
  }
}

function tooMany(whence: string): UploadError {
  return new UploadError(503, `too many files arrive at once${whence}`);
}

/** What a temporary file is known by, wherever it lies. */
function keyOf(file: string): string {
  return path.basename(file).toLowerCase();
}

function algorithm({ digest }: Pick<Announced, "digest">): DigestAlgorithm | undefined {
  return digest && algorithmOf(digest);
}
