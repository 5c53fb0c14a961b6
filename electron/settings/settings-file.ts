import { copyFile, mkdir, open, readFile, rename } from "node:fs/promises";
import path from "node:path";
import { codeOf } from "../../server/error-code.ts";
import { putInPlace } from "../../server/put-in-place.ts";
import type { Problem } from "../contract.ts";
import { firstRun, parseRemembered, textOf, type Reading, type Remembered } from "./remembered.ts";

/** What a settings file brought, and what went wrong with it. */
export type Loaded = { readonly remembered: Remembered; readonly problem: Problem | undefined };

/**
 * The settings on disk. A write replaces the file as a whole and keeps the one before as a backup; a file that cannot
 * be read is kept aside, and its backup is used.
 */
export class SettingsFile {
  readonly #path: string;
  #next: Remembered | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#path = path.join(folder, "settings.json");
  }

  get #backup(): string {
    return `${this.#path}.bak`;
  }

  async load(): Promise<Loaded> {
    const text = await textIn(this.#path);
    const reading = text === undefined ? undefined : parseRemembered(text);
    if (reading !== undefined) return this.#loadReading(reading);
    const backup = parseRemembered((await textIn(this.#backup)) ?? "")?.remembered;
    if (text === undefined) return { remembered: backup ?? firstRun, problem: undefined };
    const words = backup === undefined ? "the app begins with its defaults" : "those saved before are used";
    return { remembered: backup ?? firstRun, problem: problemOf("The settings file", words, await this.#keepAside()) };
  }

  async #loadReading({ remembered, isWhole }: Reading): Promise<Loaded> {
    if (isWhole) return { remembered, problem: undefined };
    const aside = await this.#keepAside();
    await this.save(remembered).catch(() => undefined); // the next change is refused too, and that is said
    return { remembered, problem: problemOf("A part of the settings file", "its defaults are used", aside) };
  }

  /** Writes soon; of several values in a row, the last. Resolves when it is on the disk, rejects if it cannot be. */
  save(remembered: Remembered): Promise<void> {
    const isScheduled = this.#next !== undefined;
    this.#next = remembered;
    const write = (): Promise<void> => this.#write();
    if (!isScheduled) this.#writing = this.#writing.then(write, write);
    return this.#writing;
  }

  async #write(): Promise<void> {
    const remembered = this.#next;
    this.#next = undefined;
    if (remembered === undefined) return;
    await mkdir(path.dirname(this.#path), { recursive: true });
    const temporary = `${this.#path}.new`;
    await writeThrough(temporary, textOf(remembered));
    await copyFile(this.#path, this.#backup).catch(ignoreMissing);
    await putInPlace(temporary, this.#path);
  }

  async #keepAside(): Promise<string> {
    const aside = path.join(path.dirname(this.#path), `settings-unreadable-${Date.now()}.json`);
    try {
      await rename(this.#path, aside);
      return aside;
    } catch {
      return this.#path; // the folder is read-only: the file stays where it is, and nothing will be written over it
    }
  }
}

function problemOf(what: string, instead: string, aside: string): Problem {
  return {
    what: `${what} could not be read, so ${instead}.`,
    remedy: `Nothing was lost: the unreadable file is kept as ${aside}.`,
  };
}

async function writeThrough(file: string, text: string): Promise<void> {
  await using handle = await open(file, "w", 0o600);
  await handle.writeFile(text);
  await handle.sync();
}

/** Undefined: there is no such file. One that cannot be read is like one that says nothing. */
async function textIn(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    return isMissing(error) ? undefined : "";
  }
}

function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}

function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT";
}
