import type { ChosenFile } from "./chosen-files.ts";
import { Upload } from "./upload.ts";

/** Files that are sent at once: more would only share the same network. */
const mostAtOnce = 3;
/** Milliseconds after which a file is told of that nothing is heard of: its speed is no longer what it was. */
const tellMilliseconds = 1000;

/** What is to be sent from this page, a few files at a time. */
export class UploadQueue {
  readonly #folder: string;
  readonly #onChange: (upload: Upload) => void;
  readonly #waiting = new Set<Upload>();
  readonly #running = new Set<Upload>();

  constructor(folder: string, onChange: (upload: Upload) => void) {
    this.#folder = folder;
    this.#onChange = onChange;
  }

  get isBusy(): boolean {
    return this.#waiting.size + this.#running.size > 0;
  }

  /** What the files are remembered by that are not through. */
  get keys(): readonly string[] {
    return [...this.#waiting, ...this.#running].map(({ key }) => key);
  }

  /** They wait, until `start`. What is on its way is not sent once more: each would break the other's connection. */
  add(files: readonly ChosenFile[]): readonly Upload[] {
    const onTheirWay = new Set(this.keys);
    const uploads = files
      .map((chosen) => new Upload(chosen, this.#folder, this.#onChange))
      .filter(({ key }) => !onTheirWay.has(key));
    for (const upload of uploads) this.#waiting.add(upload);
    return uploads;
  }

  /** Begins to send what waits. */
  start(): void {
    this.#startNext();
  }

  /** Sends one again that has failed. */
  retry(upload: Upload): void {
    upload.retry();
    this.#waiting.add(upload);
    this.#startNext();
  }

  cancel(upload: Upload): void {
    this.#waiting.delete(upload);
    upload.cancel();
  }

  cancelAll(): void {
    for (const upload of [...this.#waiting, ...this.#running]) this.cancel(upload);
  }

  #startNext(): void {
    for (const upload of this.#waiting) {
      if (this.#running.size >= mostAtOnce) return;
      this.#waiting.delete(upload);
      this.#running.add(upload);
      const telling = setInterval(() => this.#onChange(upload), tellMilliseconds);
      void upload.run().finally(() => {
        clearInterval(telling);
        this.#running.delete(upload);
        this.#startNext();
        this.#onChange(upload);
      });
    }
  }
}
