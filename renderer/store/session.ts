import type {
  Bridge,
  Command,
  Preflight,
  Problem,
  Result,
  Settings,
  Snapshot,
  VisitorRules,
} from "../../electron/contract.ts";
import { unpackBatch } from "../../electron/packed-batch.ts";
import { withRules } from "../share/visitor-rules.ts";
import { Batches } from "./batches.ts";
import { LogStore } from "./log-store.ts";
import { NewerNews } from "./newer-news.ts";
import { countOf, noRates, withCount, type Rates } from "./rates.ts";
import { Store } from "./store.ts";

/** All that the window shows but for the log. */
export type WindowState = Snapshot & {
  /** What is in the folder that is about to be shared. */
  readonly preflight: Preflight | undefined;
};

/** What was just done: anew each time, also where the words are the same. */
export type Done = { readonly text: string };

/** More cover the window: then the oldest goes. */
const mostProblems = 3;

/** What the window knows of the main process, kept up to date from the page's load to its end. */
export class Session {
  readonly bridge: Bridge;
  readonly log = new LogStore();
  /** undefined: nothing is known yet. */
  readonly state = new Store<WindowState | undefined>(undefined);
  /** What is to be said just now. */
  readonly done = new Store<Done | undefined>(undefined);
  /** What went wrong, each until it has been read, the last one last. */
  readonly problems = new Store<readonly Problem[]>([]);
  readonly rates = new Store<Rates>(noRates);
  /** Looked at every second while the window is shown: nobody tells a page of it. */
  readonly timeZone = new Store(timeZoneNow());
  #settingsProblem: Problem | undefined;
  readonly #settingsNews = new NewerNews<Settings>();
  #measuring: ReturnType<typeof setInterval> | undefined;
  /** A folder that was handed over, until it is looked at. */
  readonly offered = new Store<string | undefined>(undefined);
  readonly #commands = new Map<Command, () => void>();
  #unheard: Command | undefined;

  constructor(bridge: Bridge) {
    this.bridge = bridge;
  }

  /** Listens first, then asks: what is told before anybody listens is lost. */
  async start(): Promise<void> {
    const batches = new Batches(
      (batch) => this.log.apply(batch),
      (sequence) => void this.bridge.request("log:acknowledge", sequence),
    );
    this.bridge.subscribe("log:batch", (text) => batches.receive(unpackBatch(text)));
    this.bridge.subscribe("share:status", (share) => this.#change({ share }));
    this.bridge.subscribe("settings:changed", (settings) => {
      this.#settingsNews.came();
      this.#change({ settings });
    });
    this.bridge.subscribe("settings:problem", (problem) => this.#tellOfSettings(problem));
    this.bridge.subscribe("preflight:progress", (preflight) => this.#change({ preflight }));
    this.bridge.subscribe("command:run", (command) => this.run(command));
    this.bridge.subscribe("folder:offered", (folder) => this.offered.set(folder));
    const snapshot = await this.bridge.request("app:snapshot");
    this.state.set({ ...snapshot, preflight: undefined });
    this.#tellOfSettings(snapshot.settingsProblem);
    document.addEventListener("visibilitychange", () => this.#beginRates());
    this.#beginRates();
  }

  /** What a command does is up to the component that listens; it waits for one that is not drawn yet. */
  run(command: Command): void {
    const listener = this.#commands.get(command);
    if (listener === undefined) this.#unheard = command;
    else listener();
  }

  /** Does what a command asks for, also one that has waited for it, until the returned function is called. */
  onCommand(command: Command, listener: () => void): () => void {
    this.#commands.set(command, listener);
    if (this.#unheard === command) {
      this.#unheard = undefined;
      listener();
    }
    return () => this.#commands.delete(command);
  }

  /** Says what was just done. */
  announce(text: string): void {
    this.done.set({ text });
  }

  /** Says what went wrong; the same once more takes the place of the first. */
  complain(problem: Problem): void {
    const others = this.problems.value().filter(({ what }) => what !== problem.what);
    this.problems.set([...others, problem].slice(-mostProblems));
  }

  /** It has been read, or is none any more. */
  dismiss(problem: Problem | undefined): void {
    this.problems.set(this.problems.value().filter((each) => each !== problem));
  }

  /** Asks for something that can fail; says what went wrong. undefined: it did. */
  async attempt<T>(answer: Promise<Result<T>>): Promise<T | undefined> {
    const result = await answer;
    if (result.ok) return result.value;
    this.complain(result.problem);
    return undefined;
  }

  /** Lets a device in no more, and ends what is under way with it. */
  async block(address: string): Promise<void> {
    const blocked = await this.attempt(this.bridge.request("device:block", address));
    if (blocked === undefined) return;
    this.#change({ blocked });
    this.announce(`${address} is blocked.`);
  }

  /** Lets a device in again. */
  async unblock(address: string): Promise<void> {
    this.#change({ blocked: await this.bridge.request("device:unblock", address) });
    this.announce(`${address} is let in again.`);
  }

  /** Changes settings, known here at once: who changed one may turn the light on in the same breath. */
  async changeSettings(change: Partial<Settings>): Promise<void> {
    this.#know(() => change);
    await this.takeSettings(this.bridge.request("settings:change", change));
  }

  /** The same for what visitors of a folder may do. */
  async changeRules(folder: string, rules: VisitorRules): Promise<void> {
    this.#know((settings) => ({ folders: withRules(settings, folder, rules) }));
    await this.takeSettings(this.bridge.request("visitors:change", folder, rules));
  }

  /** Nothing is being counted, or looked at, any more. */
  forgetPreflight(): void {
    this.#change({ preflight: undefined });
  }

  /** Takes over the settings that a request is answered with. */
  async takeSettings(answer: Promise<Settings>): Promise<void> {
    const settings = await this.#settingsNews.unlessOvertaken(answer);
    if (settings !== undefined) this.#change({ settings });
  }

  /** Settings could not be read or saved; undefined: they are again, and nothing more is to be said of it. */
  #tellOfSettings(problem: Problem | undefined): void {
    this.dismiss(this.#settingsProblem);
    this.#settingsProblem = problem;
    if (problem !== undefined) this.complain(problem);
  }

  #know(changeOf: (settings: Settings) => Partial<Settings>): void {
    const settings = this.state.value()?.settings;
    if (settings !== undefined) this.#change({ settings: { ...settings, ...changeOf(settings) } });
  }

  #change(change: Partial<WindowState>): void {
    const state = this.state.value();
    if (state !== undefined) this.state.set({ ...state, ...change });
  }

  /**
   * A page that is hidden is told nothing, and then all at once: what it missed is no speed. The first count is taken a
   * second after it is shown, when it has been told.
   */
  #beginRates(): void {
    clearInterval(this.#measuring);
    this.rates.set(noRates);
    if (document.visibilityState === "visible") this.#measuring = setInterval(() => this.#measure(), 1000);
  }

  #measure(): void {
    this.timeZone.set(timeZoneNow());
    const counters = this.log.counters ?? this.state.value()?.counters;
    if (counters !== undefined) this.rates.set(withCount(this.rates.value(), countOf(counters, performance.now())));
  }
}

/** Two zones may be as far from UTC today and not at the time of a request; one has two distances where its rules change. */
function timeZoneNow(): string {
  return `${Intl.DateTimeFormat().resolvedOptions().timeZone} ${new Date().getTimezoneOffset()}`;
}
