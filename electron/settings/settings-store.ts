import { messageOf } from "../../server/http/http-error.ts";
import type { Problem, Settings } from "../contract.ts";
import type { Remembered } from "./remembered.ts";
import type { Loaded, SettingsFile } from "./settings-file.ts";

/** What is remembered, in memory: each change is written down and told to those who follow. */
export class SettingsStore {
  readonly #file: SettingsFile;
  readonly #followers = new Set<(settings: Settings, before: Settings) => void>();
  #followProblem: (problem: Problem | undefined) => void = () => undefined;
  #remembered: Remembered;
  #saved: Promise<void> = Promise.resolve();
  #isRefused = false;
  #unsaid: Problem | undefined;

  constructor(file: SettingsFile, { remembered, problem }: Loaded) {
    this.#file = file;
    this.#remembered = remembered;
    this.#unsaid = problem;
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

  /** What happened to the settings file, for a page that loads; it is said once. */
  takeProblem(): Problem | undefined {
    const problem = this.#unsaid;
    this.#unsaid = undefined;
    return problem;
  }

  /** Changes settings, in memory at once, and tells who follows; all of them as they are then. */
  change(change: Partial<Settings>): Settings {
    const before = this.settings;
    this.remember({ settings: { ...before, ...change } });
    for (const follower of this.#followers) follower(this.settings, before);
    return this.settings;
  }

  /** Remembers something else, in memory at once, and soon on the disk: see `saved`. */
  remember(change: Partial<Remembered>): void {
    this.#remembered = { ...this.#remembered, ...change };
    this.#saved = this.#file.save(this.#remembered).then(
      () => this.#accepted(),
      (error: unknown) => this.#refused(error),
    );
  }

  /** Calls back after each change of settings, for as long as the app runs. */
  follow(follower: (settings: Settings, before: Settings) => void): void {
    this.#followers.add(follower);
  }

  /** Tells when settings cannot be saved: at the first change of which that is so; undefined: they are saved again. */
  followProblem(follower: (problem: Problem | undefined) => void): void {
    this.#followProblem = follower;
  }

  #refused(error: unknown): void {
    if (this.#isRefused) return;
    this.#isRefused = true;
    this.#unsaid = problemOf(error);
    this.#followProblem(this.#unsaid);
  }

  #accepted(): void {
    if (!this.#isRefused) return;
    this.#isRefused = false;
    this.#unsaid = undefined;
    this.#followProblem(undefined);
  }
}

function problemOf(error: unknown): Problem {
  return {
    what: `The settings could not be saved: ${messageOf(error)}.`,
    remedy: "They hold until you quit. See that the disk has room: the next change is saved with all before it.",
  };
}
