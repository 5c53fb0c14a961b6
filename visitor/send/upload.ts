import { isGone, type ChosenFile } from "./chosen-files.ts";
import { askOffset, beginUpload, cancelUpload, sendRest, type Attempt } from "./protocol.ts";
import { forget, keyOf, recall, remember } from "./remembered.ts";

/** How far one file is. */
export type UploadState =
  | { readonly kind: "waiting" }
  | { readonly kind: "sending" }
  /** The connection broke; it is tried again in a moment. */
  | { readonly kind: "interrupted" }
  | { readonly kind: "saved"; readonly name: string }
  | { readonly kind: "failed"; readonly reason: string; readonly canRetry: boolean }
  | { readonly kind: "cancelled" };

/** Tries without a new byte before it is up to the visitor: ten minutes, for a router that starts again, or a walk. */
const mostTries = 40;
const firstPauseMilliseconds = 500;
const longestPauseMilliseconds = 15_000;

/** A file on its way to the server, over as many connections as it takes. */
export class Upload {
  readonly file: File;
  /** Its name behind the folders that it lies in below what was chosen: in several of them may be one of that name. */
  readonly path: string;
  /** What it is remembered by. */
  readonly key: string;
  readonly #address: string;
  readonly #onChange: (upload: Upload) => void;
  #upload: string | undefined;
  #state: UploadState = { kind: "waiting" };
  #sent = 0;
  #found = 0;
  #cancelled = new AbortController();

  /** `folder` is the address of the folder that it goes to. */
  constructor({ file, folders }: ChosenFile, folder: string, onChange: (upload: Upload) => void) {
    this.file = file;
    const names = [...folders, file.name];
    this.path = names.join("/");
    const path = names.map(encodeURIComponent).join("/");
    this.key = keyOf(folder, path, file);
    this.#address = folder + path;
    this.#upload = recall(this.key);
    this.#onChange = onChange;
  }

  get state(): UploadState {
    return this.#state;
  }

  /** Bytes that have gone. */
  get sent(): number {
    return this.#sent;
  }

  /** Bytes of them that did not go from this page: they were there already, less what was lost on the way. */
  get found(): number {
    return this.#found;
  }

  cancel(): void {
    if (this.#state.kind === "saved") return;
    this.#cancelled.abort();
    this.#giveUp({ kind: "cancelled" });
  }

  /** Makes it wait for another run. */
  retry(): void {
    this.#cancelled = new AbortController();
    this.#change({ kind: "waiting" });
  }

  /** Sends, until it is saved, refused, cancelled, or broken too often. Never rejects. */
  async run(): Promise<void> {
    const { signal } = this.#cancelled;
    const isCancelled = () => signal.aborted;
    let best = -1;
    for (let tries = 0; tries < mostTries && !isCancelled(); tries++) {
      this.#change({ kind: "sending" });
      const attempt = await this.#tryAndExplain(signal);
      if (isCancelled()) return;
      if (attempt.outcome === "saved") {
        this.#finish({ kind: "saved", name: attempt.name || this.file.name });
        return;
      }
      if (attempt.outcome === "refused") {
        this.#giveUp({ kind: "failed", reason: attempt.reason, canRetry: !attempt.isForGood });
        return;
      }
      if (attempt.outcome === "stopped") {
        // what is there already waits for the rest
        this.#change({ kind: "failed", reason: attempt.reason, canRetry: true });
        return;
      }
      if (attempt.outcome === "unknown") this.#upload = undefined;
      if (this.#sent > best) tries = 0;
      best = Math.max(best, this.#sent);
      this.#change({ kind: "interrupted" });
      await pause(Math.min(longestPauseMilliseconds, firstPauseMilliseconds * 2 ** tries), signal);
    }
    if (!isCancelled()) this.#change({ kind: "failed", reason: "The connection broke.", canRetry: true });
  }

  /** What breaks off need not be the connection's fault: a file that changes while it is sent can be read no more. */
  async #tryAndExplain(signal: AbortSignal): Promise<Attempt> {
    const attempt = await this.#try(signal).catch((): Attempt => ({ outcome: "broken" }));
    if (attempt.outcome !== "broken" || signal.aborted || !(await isGone(this.file))) return attempt;
    return {
      outcome: "refused",
      reason: "The file was changed or removed meanwhile. Choose it again.",
      isForGood: true,
    };
  }

  async #try(signal: AbortSignal): Promise<Attempt> {
    const known = this.#upload;
    if (known !== undefined) {
      const asked = await askOffset(known, signal);
      return asked.outcome === "offset" ? this.#send(known, asked.offset, signal) : asked;
    }
    const begun = await this.#begin(signal);
    if (typeof begun !== "string") return begun;
    this.#upload = begun;
    remember(this.key, begun);
    return this.#send(begun, 0, signal);
  }

  /** One that is cancelled meanwhile is not broken off: the server would be left with what nobody knows of. */
  #begin(signal: AbortSignal): Promise<string | Attempt> {
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => resolve({ outcome: "broken" }), { once: true });
      beginUpload(this.#address, this.file.size).then((begun) => {
        if (signal.aborted && typeof begun === "string") cancelUpload(begun);
        resolve(begun);
      }, reject);
    });
  }

  #send(address: string, offset: number, signal: AbortSignal): Promise<Attempt> {
    const onProgress = (sent: number) => {
      this.#sent = sent;
      this.#onChange(this);
    };
    this.#found += offset - this.#sent;
    onProgress(offset);
    return sendRest(address, this.file, offset, signal, onProgress);
  }

  /** The server need not keep what has come of it. */
  #giveUp(state: UploadState): void {
    if (this.#upload !== undefined) cancelUpload(this.#upload);
    this.#finish(state);
  }

  #finish(state: UploadState): void {
    forget(this.key);
    this.#upload = undefined;
    this.#change(state);
  }

  #change(state: UploadState): void {
    this.#state = state;
    this.#onChange(this);
  }
}

/** Whether another try may help. */
export function canRetry({ state }: Pick<Upload, "state">): boolean {
  return state.kind === "failed" && state.canRetry;
}

/** Waits so long, or until the network is back, or until nobody waits any more. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener("online", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    window.addEventListener("online", end);
    signal.addEventListener("abort", end, { once: true });
  });
}
