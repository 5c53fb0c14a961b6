import { LineBuffer } from "./line-buffer.ts";

/** Where lines go, as UTF-8. What could not be written rejects. */
export type LineSink = {
  readonly write: (bytes: Buffer) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Bytes that wait to be written; lines beyond are dropped, and counted. */
const mostWaiting = 4 * 1024 * 1024;
/** Milliseconds between two writes: lines leave in batches. */
const flushMilliseconds = 50;
/** As many bytes do not wait so long: they are written while they are still in the processor's cache. */
const flushBytes = 64 * 1024;

/** Writes lines in batches, behind the back of whoever logs: neither a slow terminal nor a full disk holds it up. */
export class LineWriter {
  readonly #sink: LineSink;
  readonly #onTrouble: (lost: number, error: unknown) => void;
  readonly #waiting = new LineBuffer();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  /** Lines that are being written. */
  #leaving = 0;
  #isClosed = false;

  /** `onTrouble` is told of lines that were lost, with how many since it was last told. */
  constructor(sink: LineSink, onTrouble: (lost: number, error: unknown) => void) {
    this.#sink = sink;
    this.#onTrouble = onTrouble;
  }

  write(line: string): void {
    if (this.#isClosed) {
      this.#onTrouble(1, new Error("the log is closed"));
      return;
    }
    if (this.#waiting.length > mostWaiting) {
      this.#onTrouble(1, new Error("the lines come faster than they can be written"));
      return;
    }
    this.#waiting.add(line);
    if (this.#waiting.length >= flushBytes && this.#writing === undefined) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), flushMilliseconds);
  }

  /** Writes what waits now, unless something is being written: then soon. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#writing !== undefined || this.#waiting.length === 0) return;
    const { bytes, lines } = this.#waiting.take();
    this.#writing = this.#send(bytes, lines);
  }

  /** Writes what waits, and closes. */
  async close(): Promise<void> {
    while (this.#writing !== undefined || this.#waiting.length > 0) {
      this.flush();
      await this.#writing;
    }
    this.#isClosed = true;
    await this.#sink.close();
  }

  /** Counts as lost what is not known to be written: nobody waits for it any more. */
  abandon(error: unknown): void {
    const lines = this.#leaving + this.#waiting.lines;
    if (lines > 0) this.#onTrouble(lines, error);
  }

  async #send(bytes: Buffer, lines: number): Promise<void> {
    this.#leaving = lines;
    try {
      await this.#sink.write(bytes);
    } catch (error) {
      this.#onTrouble(lines, error);
    }
    this.#leaving = 0;
    this.#waiting.giveBack();
    this.#writing = undefined;
    if (this.#waiting.length > 0) this.#timer ??= setTimeout(() => this.flush(), flushMilliseconds);
  }
}

/** A stream, standard output say, as a sink. */
export function streamSink(stream: NodeJS.WritableStream): LineSink {
  stream.on("error", () => undefined); // each write is told of its own; an error nobody hears would end the process
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        stream.write(bytes, (error) => {
          if (error instanceof Error) reject(error);
          else resolve();
        });
      }),
    close: () => Promise.resolve(),
  };
}
