import path from "node:path";
import { formatSize } from "../size.ts";
import type { Claim } from "./disk-room.ts";
import type { PartialFile } from "./partial-file.ts";
import { UploadError } from "./upload-error.ts";

/** Where a file is to go: the folders below the target, and the name. */
export type Place = { readonly folders: readonly string[]; readonly name: string };

/** A file that was announced. */
export type Announced = Place & {
  /** Bytes; undefined: nobody knows. */
  readonly length: number | undefined;
  readonly digest: Buffer | undefined;
};

/** Says why no more of a content is wanted; undefined: it is. */
export type WhyUnwanted = () => string | undefined;

/** A file that is there, whole. */
export type Saved = {
  /** What it is called, which may be another name than it was sent under. */
  readonly name: string;
  readonly sentAs: string;
  readonly bytes: number;
  readonly folders: readonly string[];
  /** Where it lies on the disk. */
  readonly path: string;
};

/** A file on its way in. */
export class Incoming {
  readonly announced: Announced;
  readonly #file: PartialFile;
  #claim: Claim;
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
   * Takes in what comes, until `whyUnwanted` says why no more is; resolves when all of it is written.
   * @throws UploadError 409 when it is not wanted any more, 413 when it is too long, 507; or what the disk says.
   */
  async receive(content: AsyncIterable<Buffer>, whyUnwanted: WhyUnwanted = never): Promise<void> {
    for await (const bytes of content) {
      if (whyUnwanted() === undefined) await this.#claim.spend(bytes.length);
      const reason = whyUnwanted();
      if (reason !== undefined) throw new UploadError(409, reason);
      if (this.length + bytes.length > this.#mostBytes) throw tooLong(this.#mostBytes);
      await this.#file.append(bytes);
    }
    await this.flush();
  }

  /**
   * The same for one of several requests: it has room for all that is missing, and gives it back at its end. However it
   * ends, what came is written: the next request may come in a day, or behind a crash.
   */
  async receiveMore(content: AsyncIterable<Buffer>, whyUnwanted: WhyUnwanted): Promise<void> {
    const claim = await this.#claim.renew(this.#mostBytes - this.length);
    this.#claim = claim;
    try {
      await this.receive(content, whyUnwanted);
    } finally {
      claim.release();
      await this.#file.writeOut();
    }
  }

  /** Resolves when all that has come is written. Throws what the disk says. */
  flush(): Promise<void> {
    return this.#file.flush();
  }

  /** @throws UploadError 400 where the content is not the one that was announced; or as `PartialFile.publish` does. */
  async save(): Promise<Saved> {
    await this.flush();
    const { digest, folders, name } = this.announced;
    if (digest !== undefined && this.#file.digest()?.equals(digest) !== true) {
      throw new UploadError(400, "the content does not have the digest that was sent with it");
    }
    const bytes = this.length;
    const published = await this.#file.publish(name);
    return { name: published, sentAs: name, bytes, folders, path: path.join(path.dirname(this.path), published) };
  }

  /** Gives back the room that was not used. */
  release(): void {
    this.#claim.release();
  }

  /** Puts what has come on the disk, and lets go of it. Throws what the disk says. */
  async park(): Promise<void> {
    this.release();
    await this.#file.park();
  }

  /** Takes back all of it. Throws no error of the disk. */
  async discard(): Promise<void> {
    this.release();
    await this.#file.discard();
  }
}

function never(): undefined {
  return undefined;
}

/** The refusal of a file that has more bytes than it may. */
export function tooLong(most: number): UploadError {
  return new UploadError(413, `the file has more than ${formatSize(most)}`);
}
