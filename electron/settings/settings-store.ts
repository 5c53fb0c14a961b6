import type { Settings } from "../contract.ts";
import type { Remembered } from "./remembered.ts";
import type { SettingsFile } from "./settings-file.ts";

/** What is remembered, in memory: each change is written down and told to those who follow. */
export class SettingsStore {
  readonly #file: SettingsFile;
  readonly #followers = new Set<(settings: Settings, before: Settings) => void>();
  #remembered: Remembered;
  #saved: Promise<void> = Promise.resolve();

  constructor(file: SettingsFile, remembered: Remembered) {
    this.#file = file;
    this.#remembered = remembered;
  }

  get settings(): Settings {
    return this.#remembered.settings;
  }

  get remembered(): Remembered {
    return this.#remembered;
  }

  /** Resolves when all is on the disk; a disk that refuses loses what is remembered, not the app. */
  get saved(): Promise<void> {
    return this.#saved;
  }

  change(change: Partial<Settings>): Settings {
    const before = this.settings;
    this.remember({ settings: { ...before, ...change } });
    for (const follower of this.#followers) follower(this.settings, before);
    return this.settings;
  }

  remember(change: Partial<Remembered>): void {
    this.#remembered = { ...this.#remembered, ...change };
    this.#saved = this.#file.save(this.#remembered).catch(() => undefined);
  }

  follow(follower: (settings: Settings, before: Settings) => void): void {
    this.#followers.add(follower);
  }
}
