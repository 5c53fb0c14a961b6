import { randomBytes } from "node:crypto";
import type { Announced, Incoming, Intake, Saved } from "./intake.ts";
import { UploadError } from "./upload-error.ts";

/** Uploads that may wait for their rest, at once: each keeps a file open. */
const mostOpen = 256;
/** One that nobody went on with for so long makes room for another where there is none. */
const idleMilliseconds = 10 * 60 * 1000;
/** After that it is given up. */
const lifeMilliseconds = 24 * 60 * 60 * 1000;
const sweepMilliseconds = 60 * 1000;
/** Results that are remembered for those whose answer got lost. */
const mostResults = 1000;

/** An upload that may come in several requests. */
export class ResumableUpload {
  readonly id: string;
  readonly length: number;
  readonly incoming: Incoming;
  #touchedAt = performance.now();
  /** Who goes on with it now; an older request must not add anything. */
  #turn = {};
  #saving: Promise<Saved> | undefined;

  constructor(id: string, length: number, incoming: Incoming) {
    this.id = id;
    this.length = length;
    this.incoming = incoming;
  }

  /** When somebody last went on with it: milliseconds of performance.now(). */
  get touchedAt(): number {
    return this.#touchedAt;
  }

  touch(): void {
    this.#touchedAt = performance.now();
  }

  /** Bytes that have come. */
  get offset(): number {
    return this.incoming.length;
  }

  /** Whether it is being saved: then it is too late for anything else. */
  get saving(): Promise<Saved> | undefined {
    return this.#saving;
  }

  /** Takes over from a request whose connection may be dead, without anybody having noticed. */
  async takeTurn(): Promise<() => boolean> {
    const turn = {};
    this.#turn = turn;
    await this.incoming.flush();
    return () => this.#turn === turn;
  }

  /** No request goes on with it any more. */
  endTurn(): void {
    this.#turn = {};
  }

  save(): Promise<Saved> {
    this.#saving ??= this.incoming.save();
    return this.#saving;
  }
}

/** Uploads under way and the results of the last ones, by their ids: who knows the id may go on. */
export class ResumableUploads {
  readonly #intake: Intake;
  readonly #open = new Map<string, ResumableUpload>();
  readonly #results = new Map<string, Saved>();
  #timer: NodeJS.Timeout | undefined;

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  /** @throws UploadError as the intake does, and 503 where too many are under way. */
  async begin(announced: Announced & { readonly length: number }): Promise<ResumableUpload> {
    if (this.#open.size >= mostOpen) await this.#makeRoom(performance.now());
    const incoming = await this.#intake.open(announced);
    const upload = new ResumableUpload(randomBytes(16).toString("base64url"), announced.length, incoming);
    this.#open.set(upload.id, upload);
    this.#timer ??= setInterval(() => void this.#sweep(performance.now()), sweepMilliseconds).unref();
    return upload;
  }

  /** @throws UploadError 404 */
  find(id: string): ResumableUpload | Saved {
    const found = this.#open.get(id) ?? this.#results.get(id);
    if (found === undefined) throw new UploadError(404, "there is no such upload, or not any more");
    return found;
  }

  /** Saves a whole upload, once, however often it is asked for. */
  async finish(upload: ResumableUpload): Promise<Saved> {
    const isFirst = upload.saving === undefined;
    if (!isFirst) return upload.save();
    try {
      const saved = await upload.save();
      await this.#close(upload, true);
      this.#remember(upload.id, saved);
      return saved;
    } catch (error) {
      await this.#close(upload, false);
      throw error;
    }
  }

  async cancel(upload: ResumableUpload): Promise<void> {
    if (upload.saving !== undefined) throw new UploadError(409, "the upload is being saved");
    upload.endTurn();
    await this.#close(upload, false);
  }

  /** Gives up all of them. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    for (const upload of this.#open.values()) if (upload.saving === undefined) await this.#close(upload, false);
  }

  #remember(id: string, saved: Saved): void {
    this.#results.set(id, saved);
    const [oldest] = this.#results.keys();
    if (this.#results.size > mostResults && oldest !== undefined) this.#results.delete(oldest);
  }

  async #close(upload: ResumableUpload, isSaved: boolean): Promise<void> {
    this.#open.delete(upload.id);
    await this.#intake.close(upload.incoming, isSaved);
  }

  async #makeRoom(now: number): Promise<void> {
    const idle = [...this.#open.values()].filter(({ touchedAt }) => now - touchedAt > idleMilliseconds);
    const [longest] = idle.sort((one, other) => one.touchedAt - other.touchedAt);
    if (longest === undefined) throw new UploadError(503, "too many uploads are under way");
    await this.cancel(longest);
  }

  async #sweep(now: number): Promise<void> {
    for (const upload of this.#open.values()) {
      if (now - upload.touchedAt > lifeMilliseconds && upload.saving === undefined) await this.cancel(upload);
    }
  }
}
