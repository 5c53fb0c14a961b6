import { copyFile, mkdir, open, readFile, rename } from "node:fs/promises";
import path from "node:path";
import { codeOf } from "../../server/error-code.ts";
import { patiently, usualPatience, type Patience } from "../../server/put-in-place.ts";
import type { Problem } from "../contract.ts";
import { firstRun, isOfLaterVersion, parseRemembered, textOf, type Reading, type Remembered } from "./remembered.ts";

const later = "of-later-version";

/** What a settings file brought, and what went wrong with it. */
export type Loaded = { readonly remembered: Remembered; readonly problem: Problem | undefined };

/**
 * The settings on disk. A write replaces the file as a whole and keeps the one before as a backup; a file that cannot
 * be read, or is of a later version, is kept aside, and its backup is used.
 */
export class SettingsFile {
  readonly #path: string;
  readonly #patience: Patience;
  #next: Remembered | undefined;
  #writing: Promise<void> = Promise.resolve();
  /** Files that could not be kept aside yet, and where they are to go before anything is written over them. */
  readonly #owed = new Map<string, string>();

  /** `patience`: how long a program is waited for that has one of the files open. */
  constructor(folder: string, patience = usualPatience) {
    this.#patience = patience;
    this.#path = path.join(folder, "settings.json");
  }

  get #backup(): string {
    return `${this.#path}.bak`;
  }

  /** What was remembered; a first run, or what is left, where there is nothing to read. Throws no error of the disk. */
  async load(): Promise<Loaded> {
    const text = await this.#textIn(this.#path);
    const reading = text === undefined ? undefined : parseRemembered(text);
    if (reading !== undefined) return this.#loadReading(reading);
    const backup = await this.#textIn(this.#backup);
    const before = parseRemembered(backup ?? "")?.remembered;
    return { remembered: before ?? firstRun, problem: await this.#setAside(text, backup, before !== undefined) };
  }

  /** Keeps what is of no use to this version, and would be written over; undefined: there is nothing to say of it. */
  async #setAside(text: string | undefined, backup = "", hasBefore: boolean): Promise<Problem | undefined> {
    const instead = hasBefore ? "those saved before are used" : "the app begins with its defaults";
    if (isOfLaterVersion(text ?? "")) return ofLaterVersion(instead, await this.#keepAside(later));
    const asideBackup = isOfLaterVersion(backup) ? await this.#keepAside(later, this.#backup) : undefined;
    if (text !== undefined) return problemOf("The settings file", instead, await this.#keepAside());
    return asideBackup === undefined ? undefined : ofLaterVersion(instead, asideBackup);
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
    await this.#keepOwed();
    const temporary = `${this.#path}.new`;
    await writeThrough(temporary, textOf(remembered));
    await patiently(() => copyFile(this.#path, this.#backup), this.#patience).catch(ignoreMissing);
    await patiently(() => rename(temporary, this.#path), this.#patience);
  }

  /** Undefined: there is no such file. One that cannot be read is like one that says nothing. */
  async #textIn(file: string): Promise<string | undefined> {
    try {
      return await patiently(() => readFile(file, "utf8"), this.#patience);
    } catch (error) {
      return isMissing(error) ? undefined : "";
    }
  }

  async #keepAside(why = "unreadable", file = this.#path): Promise<string> {
    const aside = path.join(path.dirname(file), `settings-${why}-${Date.now()}.json`);
    try {
      await patiently(() => rename(file, aside), this.#patience);
      return aside;
    } catch {
      this.#owed.set(file, aside); // another program has it, or the folder is read-only
      return file;
    }
  }

  /** Keeps aside what could not be before. Rejects where it still cannot be: it stays where it is. */
  async #keepOwed(): Promise<void> {
    for (const [file, aside] of this.#owed) {
      await patiently(() => rename(file, aside), this.#patience).catch(ignoreMissing);
      this.#owed.delete(file);
    }
  }
}

function ofLaterVersion(instead: string, aside: string): Problem {
  return {
    what: `The settings file was written by a later version of Porchlight, so ${instead}.`,
    remedy: `Nothing was lost: it is kept as ${aside}. Called settings.json again, it is what that version reads.`,
  };
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

function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}

function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT";
}
