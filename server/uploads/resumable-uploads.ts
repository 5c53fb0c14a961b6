import { createHash, randomBytes } from "node:crypto";
import type { Announced, Incoming, Place, Saved } from "./incoming.ts";
import type { Intake } from "./intake.ts";
import { ResumableUpload } from "./resumable-upload.ts";
import { isPassing, toUploadError, UploadError } from "./upload-error.ts";
import { bootedAt, removeRecord, writeRecord, type UploadRecord } from "./upload-record.ts";

/** Uploads that may wait for their rest with their files open, at once. */
const usualMostOpen = 256;
/** After that it is given up. */
export const lifeMilliseconds = 24 * 60 * 60 * 1000;
const sweepMilliseconds = 60 * 1000;
/** Results that are remembered for those whose answer got lost. */
const mostResults = 1000;

/** What an id looks like. */
export const anyId = /^[A-Za-z0-9_-]{22}$/;

/** Uploads under way and the results of the last ones, by their ids: who knows the id may go on. */
export class ResumableUploads {
  readonly #intake: Intake;
  readonly #open = new Map<string, ResumableUpload>();
  readonly #results = new Map<string, Saved>();
  readonly #restoring = new Map<string, Promise<ResumableUpload | undefined>>();
  readonly #parking = new Map<string, Promise<void>>();
  readonly #mostOpen: number;
  /** Those that have been made room for, and are not open yet. */
  #coming = 0;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(intake: Intake, mostOpen = usualMostOpen) {
    this.#intake = intake;
    this.#mostOpen = mostOpen;
  }

  /** @throws UploadError as the intake does, and 503 where too many are under way or sharing has stopped. */
  async begin(announced: Announced & { readonly length: number }): Promise<ResumableUpload> {
    return this.#counted(async () => {
      await this.#makeRoom();
      return this.#create(announced);
    });
  }

  async #create(announced: Announced & { readonly length: number }): Promise<ResumableUpload> {
    const id = randomBytes(16).toString("base64url");
    const incoming = await this.#intake.open(announced, tokenOf(id));
    try {
      await writeRecord(incoming.path, this.#recordOf(incoming, announced.length, 0));
    } catch (error) {
      await removeRecord(incoming.path);
      await this.#intake.close(incoming, false);
      throw error;
    }
    incoming.release(); // there is room for it now; who sends nothing must not keep it from others
    return this.#keep(new ResumableUpload(id, announced.length, incoming));
  }

  /**
   * An upload under way, also one of an earlier run, or its result.
   * @throws UploadError 404 where there is none, 503 as `begin` does; or what the disk says.
   */
  async find(id: string, place: Place): Promise<ResumableUpload | Saved> {
    await this.#parking.get(id);
    const found = this.#open.get(id) ?? this.#results.get(id) ?? (await this.#restoreOnce(id, place));
    if (found === undefined) throw new UploadError(404, "there is no such upload, or not any more");
    if (found instanceof ResumableUpload) found.touch();
    return found;
  }

  /** Saves a whole upload, once, however often it is asked for. @throws UploadError 409 where it was let go of. */
  async finish(upload: ResumableUpload): Promise<Saved> {
    const isFirst = upload.saving === undefined;
    if (!isFirst) return upload.save();
    // Given up meanwhile, or left to another run: its file is closed, and what is there of it is not to be taken back.
    if (!this.#open.has(upload.id)) throw new UploadError(409, "the upload does not go on in this request");
    try {
      const saved = await upload.save();
      this.#remember(upload.id, saved); // before it is closed: who asks meanwhile would begin anew
      await this.#close(upload, true);
      return saved;
    } catch (error) {
      await this.#close(upload, false);
      throw error;
    }
  }

  /** Gives one up, and takes back what has come of it. @throws UploadError 409 while it is being saved. */
  async cancel(upload: ResumableUpload): Promise<void> {
    if (upload.saving !== undefined) throw new UploadError(409, "the upload is being saved");
    upload.endTurn("the visitor gave the upload up");
    await this.#close(upload, false);
  }

  /** Lets go of all of them: what has come of them waits for another run. */
  async close(): Promise<void> {
    this.#isClosed = true; // for those that are being opened now
    clearInterval(this.#timer);
    this.#timer = undefined;
    await Promise.allSettled([...this.#restoring.values(), ...this.#parking.values()]);
    for (const upload of this.#open.values()) {
      upload.endTurn("sharing has ended");
      if (upload.saving === undefined) await this.#park(upload);
    }
  }

  /** Lets go of one: `find` brings it back. Nothing is kept of one of which nothing has come. */
  #park(upload: ResumableUpload): Promise<void> {
    this.#open.delete(upload.id);
    const parked = upload.offset === 0 ? this.#close(upload, false) : this.#putAside(upload);
    const parking = parked.finally(() => this.#parking.delete(upload.id));
    this.#parking.set(upload.id, parking);
    return parking;
  }

  async #putAside(upload: ResumableUpload): Promise<void> {
    try {
      await this.#writeAside(upload);
    } catch {
      await this.#close(upload, false); // the disk lost some of it
    }
  }

  async #writeAside({ incoming, length }: ResumableUpload): Promise<void> {
    await this.#intake.park(incoming);
    await writeRecord(incoming.path, this.#recordOf(incoming, length, incoming.length));
  }

  #recordOf(incoming: Incoming, length: number, synced: number): UploadRecord {
    const { name, digest } = incoming.announced;
    return { name, length, digest, madeFolders: this.#intake.madeFoldersFor(incoming), bootedAt: bootedAt(), synced };
  }

  /** All who ask for the same one meanwhile get the same. */
  #restoreOnce(id: string, place: Place): Promise<ResumableUpload | undefined> {
    const running = this.#restoring.get(id);
    if (running !== undefined) return running;
    const restoring = this.#restore(id, place).finally(() => this.#restoring.delete(id));
    this.#restoring.set(id, restoring);
    return restoring;
  }

  async #restore(id: string, place: Place): Promise<ResumableUpload | undefined> {
    if (!anyId.test(id)) return undefined;
    let incoming: Incoming | undefined;
    try {
      incoming = await this.#intake.reopen(place, tokenOf(id));
    } catch (error) {
      if (isPassing(error) || !(toUploadError(error) instanceof UploadError)) throw error;
      return undefined; // it is not there, or not for us
    }
    if (incoming === undefined) return undefined;
    const upload = new ResumableUpload(id, incoming.announced.length ?? 0, incoming);
    return this.#counted(async () => {
      try {
        await this.#makeRoom();
      } catch (error) {
        await this.#intake.park(upload.incoming);
        throw error;
      }
      return this.#keep(upload);
    });
  }

  /** @throws UploadError 503 where sharing has stopped meanwhile: nobody would let go of it any more. */
  async #keep(upload: ResumableUpload): Promise<ResumableUpload> {
    if (this.#isClosed) {
      await this.#park(upload);
      throw new UploadError(503, "sharing has ended");
    }
    this.#open.set(upload.id, upload);
    this.#timer ??= setInterval(() => void this.#sweep(performance.now()), sweepMilliseconds).unref();
    return upload;
  }

  #remember(id: string, saved: Saved): void {
    this.#results.set(id, saved);
    const [oldest] = this.#results.keys();
    if (this.#results.size > mostResults && oldest !== undefined) this.#results.delete(oldest);
  }

  async #close(upload: ResumableUpload, isSaved: boolean): Promise<void> {
    this.#open.delete(upload.id);
    await removeRecord(upload.incoming.path);
    await this.#intake.close(upload.incoming, isSaved);
  }

  /** Runs what opens one: it has its place until it is open. */
  async #counted<T>(open: () => Promise<T>): Promise<T> {
    this.#coming++;
    try {
      return await open();
    } finally {
      this.#coming--;
    }
  }

  /** Where there is no place for all, lets go of the one that is missed least. */
  async #makeRoom(): Promise<void> {
    if (this.#open.size + this.#coming <= this.#mostOpen) return;
    const idle = [...this.#open.values()].filter(({ isIdle }) => isIdle);
    const isLess = (one: ResumableUpload, other: ResumableUpload) =>
      Number(one.offset > 0) - Number(other.offset > 0) || one.touchedAt - other.touchedAt;
    const [least] = idle.sort(isLess);
    if (least === undefined) throw new UploadError(503, "too many uploads are under way");
    await this.#park(least);
  }

  async #sweep(now: number): Promise<void> {
    for (const upload of this.#open.values()) {
      if (now - upload.touchedAt > lifeMilliseconds && upload.isIdle) await this.cancel(upload);
    }
  }
}

/** What an upload's temporary file is called by: whoever sees that name does not know the upload's address. */
function tokenOf(id: string): string {
  return createHash("sha256").update(id).digest("base64url").slice(0, 22);
}
