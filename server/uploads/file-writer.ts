import type { Hash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { toError } from "../error-code.ts";
import { EarlySync, type EarlySyncs } from "./early-sync.ts";

/** Bytes that are worth a write: a socket gives them in pieces of 64 KiB at the most. */
const leastWritten = 256 * 1024;
/** Bytes that may wait for the disk before who sends them has to. */
const mostWaiting = 1024 * 1024;
/** Pieces that are worth one, however little they are together: each takes memory as if it had a hundred bytes. */
const mostPieces = 512;
/** Less than any system's limit for one write. */
const mostInOneWrite = 64;
/** Bytes whose memory is worth giving back at once. */
const leastGivenBack = 16 * 1024;
const nothing = Buffer.alloc(0);

/** Writes a file behind what it has, what has gathered in one call, while more of it comes. */
export class FileWriter {
  readonly #file: FileHandle;
  readonly #hash: Hash | undefined;
  readonly #sync: EarlySync;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #written: number;
  #writing: Promise<void> | undefined;
  /** The one write that is under way. */
  #step: Promise<void> | undefined;
  #failure: Error | undefined;

  /** `start`: bytes that the file has; `hash` has been given them, and is given what is written. */
  constructor(file: FileHandle, start: number, hash: Hash | undefined, syncs: EarlySyncs) {
    this.#file = file;
    this.#written = start;
    this.#hash = hash;
    this.#sync = new EarlySync(syncs, file, start);
  }

  /** Bytes so far. */
  get length(): number {
    return this.#written + this.#waitingBytes;
  }

  /**
   * Adds bytes behind those that are there; resolves when more may come. They are the file's from now on, and no
   * more to be looked at. Throws what the disk says.
   */
  async append(bytes: Buffer): Promise<void> {
    // Bytes behind some that did not get there would make another file of it.
    if (this.#hasFailed) await this.flush();
    if (bytes.length === 0) return;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= leastWritten || this.#waiting.length >= mostPieces) this.#writing ??= this.#write();
    while (this.#isFull && !this.#hasFailed) await this.#step;
  }

  /** Resolves when what waits has been written, however little it is. What the disk says to it is for `flush`. */
  async writeOut(): Promise<void> {
    if (this.#waiting.length > 0) await (this.#writing ??= this.#write());
  }

  /** Resolves when all bytes have been written. Throws what the disk said; then some of the last are not there. */
  async flush(): Promise<void> {
    while (this.#waiting.length > 0) await this.writeOut();
    const failure = this.#failure ?? this.#sync.failure;
    this.#failure = undefined;
    if (failure !== undefined) throw failure;
  }

  /** Resolves when all bytes are on the disk. Throws what the disk said. */
  async sync(): Promise<void> {
    await this.settle();
    await this.flush();
    await this.#file.sync();
  }

  /** Resolves when nothing is under way, however it ended. */
  async settle(): Promise<void> {
    await this.#writing;
    await this.#sync.settle();
  }

  get #isFull(): boolean {
    return this.#waitingBytes > mostWaiting || this.#waiting.length > 2 * mostPieces;
  }

  get #hasFailed(): boolean {
    return this.#failure !== undefined || this.#sync.failure !== undefined;
  }

  /** Writes what waits. */
  async #write(): Promise<void> {
    while (this.#waiting.length > 0) await (this.#step = this.#writeSome());
    this.#writing = undefined;
    this.#step = undefined;
  }

  /** Never rejects: what the disk said is kept for `flush`, which tells it once. */
  async #writeSome(): Promise<void> {
    try {
      const { bytesWritten } = await this.#file.writev(this.#waiting.slice(0, mostInOneWrite), this.#written);
      this.#written += bytesWritten;
      this.#waitingBytes -= bytesWritten;
      this.#drop(bytesWritten);
      this.#sync.reached(this.#written);
    } catch (error) {
      this.#failure = toError(error);
      this.#waiting = [];
      this.#waitingBytes = 0;
    }
  }

  /** So many of the bytes that waited are written. */
  #drop(written: number): void {
    let left = written;
    let dropped = 0;
    while (left > 0) {
      const first = this.#waiting[dropped] ?? nothing;
      const part = first.subarray(0, left);
      this.#hash?.update(part);
      left -= part.length;
      if (part.length < first.length) this.#waiting[dropped] = first.subarray(part.length);
      else giveBack(this.#waiting[dropped++] ?? nothing);
    }
    this.#waiting.splice(0, dropped);
  }
}

/**
 * Gives back the memory of bytes where it holds nothing else. The collector hears of it when a socket has filled
 * 32 MiB of them, and then looks through all memory, thirty times for 1 GiB: half of the work of an upload.
 */
function giveBack({ buffer, length }: Buffer): void {
  const isAlone = length === buffer.byteLength && length >= leastGivenBack;
  if (isAlone && buffer instanceof ArrayBuffer && canTransfer) buffer.transfer(0);
}

/** Node.js 20 cannot. */
const canTransfer = "transfer" in ArrayBuffer.prototype;
