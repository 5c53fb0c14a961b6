import path from "node:path";
import type { Root } from "../files/root.ts";
import { Claim, DiskRoom } from "./disk-room.ts";
import { EarlySyncs } from "./early-sync.ts";
import { PartialFile } from "./partial-file.ts";
import { openTargetFolder } from "./target-folder.ts";
import { UploadError } from "./upload-error.ts";
import { refusalOfUpload } from "./upload-name.ts";

export type IntakeBounds = {
  /** Bytes of one file. */
  readonly mostBytes: number;
  /** Bytes of the disk that stay free. */
  readonly diskBytesToLeave: number;
  /** Files that arrive at once. */
  readonly mostAtOnce: number;
};

/** A file that was announced. */
export type Announced = {
  /** The folders below the target, and the name. */
  readonly folders: readonly string[];
  readonly name: string;
  /** Bytes; undefined: nobody knows. */
  readonly length: number | undefined;
  readonly digest: Buffer | undefined;
};

/** A file that is there, whole. */
export type Saved = {
  readonly name: string;
  readonly bytes: number;
  readonly folders: readonly string[];
  /** Where it lies on the disk. */
  readonly path: string;
};

/** A file on its way in. */
export class Incoming {
  readonly announced: Announced;
  readonly #file: PartialFile;
  readonly #claim: Claim;
  readonly #mostBytes: number;

  constructor(announced: Announced, file: PartialFile, claim: Claim, mostBytes: number) {
    this.announced = announced;
    this.#file = file;
    this.#claim = claim;
    this.#mostBytes = announced.length ?? mostBytes;
  }

  /** Where it lies meanwhile. */
  get path(): string {
    return this.#file.path;
  }

  /** Bytes so far. */
  get length(): number {
    return this.#file.length;
  }

  /**
   * Takes in what comes, as long as `isWanted`; resolves when all of it is written.
   * @throws UploadError 409 when it is not wanted any more, 413 when it is too long, 507; or what the disk says.
   */
  async receive(content: AsyncIterable<Buffer>, isWanted: () => boolean = always): Promise<void> {
    for await (const bytes of content) {
      await this.#claim.spend(bytes.length);
      if (!isWanted()) throw new UploadError(409, "the upload goes on in another request");
      if (this.length + bytes.length > this.#mostBytes) throw tooLong(this.#mostBytes);
      await this.#file.append(bytes);
    }
    await this.flush();
  }

  flush(): Promise<void> {
    return this.#file.flush();
  }

  /** @throws UploadError 400 where the content is not the one that was announced; or what the disk says. */
  async save(): Promise<Saved> {
    await this.flush();
    const { digest, folders, name } = this.announced;
    if (digest !== undefined && this.#file.digest()?.equals(digest) !== true) {
      throw new UploadError(400, "the content does not have the digest that was sent with it");
    }
    const bytes = this.length;
    const published = await this.#file.publish(name);
    return { name: published, bytes, folders, path: path.join(path.dirname(this.path), published) };
  }

  /** Gives back the room that was not used. */
  release(): void {
    this.#claim.release();
  }

  async discard(): Promise<void> {
    this.release();
    await this.#file.discard();
  }
}

/** The one way in for files: checks what is announced, bounds how many arrive, and saves what is whole. */
export class Intake {
  readonly target: Root;
  readonly #bounds: IntakeBounds;
  readonly #room: DiskRoom;
  readonly #syncs = new EarlySyncs();
  /** Temporary files that are in use. */
  readonly #paths = new Set<string>();
  #arriving = 0;

  constructor(target: Root, bounds: IntakeBounds) {
    this.target = target;
    this.#bounds = bounds;
    this.#room = new DiskRoom(bounds.diskBytesToLeave);
  }

  /** Whether a temporary file belongs to an upload that lives. */
  owns(path: string): boolean {
    return this.#paths.has(path);
  }

  /** @throws UploadError 400, 403, 409, 413 or 507, before anything was read. */
  async open(announced: Announced): Promise<Incoming> {
    const reason = refusalOfUpload(announced.name, this.target);
    if (reason !== undefined) throw new UploadError(400, reason);
    const { mostBytes } = this.#bounds;
    if ((announced.length ?? 0) > mostBytes) throw tooLong(mostBytes);
    const folder = await openTargetFolder(this.target, announced.folders);
    const claim = await this.#room.claim(folder, announced.length ?? 0);
    try {
      const file = await PartialFile.create(folder, announced.digest !== undefined, this.#syncs);
      this.#paths.add(file.path);
      return new Incoming(announced, file, claim, mostBytes);
    } catch (error) {
      claim.release();
      throw error;
    }
  }

  /** Lets go of a file that was saved, or takes back one that was not. */
  async close(incoming: Incoming, isSaved: boolean): Promise<void> {
    if (isSaved) incoming.release();
    else await incoming.discard();
    this.#paths.delete(incoming.path);
  }

  /** Takes in a whole file. */
  async take(announced: Announced, content: AsyncIterable<Buffer>): Promise<Saved> {
    return this.counted(async () => {
      const incoming = await this.open(announced);
      let isSaved = false;
      try {
        await incoming.receive(content);
        const saved = await incoming.save();
        isSaved = true;
        return saved;
      } finally {
        await this.close(incoming, isSaved);
      }
    });
  }

  /** Runs what takes in bytes. @throws UploadError 503 when too many do already. */
  async counted<T>(run: () => Promise<T>): Promise<T> {
    if (this.#arriving >= this.#bounds.mostAtOnce) throw new UploadError(503, "too many files arrive at once");
    this.#arriving++;
    try {
      return await run();
    } finally {
      this.#arriving--;
    }
  }
}

function always(): boolean {
  return true;
}

function tooLong(most: number): UploadError {
  return new UploadError(413, `the file has more than ${most} bytes`);
}
