import type { PickedFolder, Result } from "../contract.ts";
import type { SettingsStore } from "../settings/settings-store.ts";
import { checkFolder, chooseFolder } from "./folder-choice.ts";
import type { ShareControl } from "./share-control.ts";

/**
 * The folders that the system, or another start, hands over, and those that are picked in the window: of all of them
 * the last one counts, whichever drive answers first, and none that was given before another was chosen.
 */
export class HandedFolders {
  readonly #settings: SettingsStore;
  readonly #control: Pick<ShareControl, "status">;
  readonly #offer: (folder: string) => void;
  #last = 0;

  /** `offer` has the page ask what is to become of a folder, or say why nothing can. */
  constructor(settings: SettingsStore, control: Pick<ShareControl, "status">, offer: (folder: string) => void) {
    this.#settings = settings;
    this.#control = control;
    this.#offer = offer;
  }

  /** Makes a folder the chosen one; one that cannot be, or comes while another is shared, is the page's to speak of. */
  async take(folder: string): Promise<void> {
    const checked = await this.#check(folder);
    if (checked === undefined) return;
    const { kind } = this.#control.status; // the drive may have taken its time
    if (checked.ok && (kind === "off" || kind === "problem")) chooseFolder(this.#settings, checked.value);
    else this.#offer(folder);
  }

  /**
   * Makes a folder that is picked in the window the chosen one, unless one is shared: what is to become of that the page
   * asks. At once: until the page had said so itself, one that is handed over would lose against it. Undefined: another
   * was given, or chosen, before its drive had answered.
   */
  async pick(folder: string): Promise<Result<PickedFolder> | undefined> {
    const checked = await this.#check(folder);
    if (!checked?.ok) return checked;
    const { kind } = this.#control.status;
    const isChosen = kind !== "on" && kind !== "starting";
    if (isChosen) chooseFolder(this.#settings, checked.value);
    return { ok: true, value: { folder: checked.value, isChosen } };
  }

  /** Looks at a folder; undefined: another was given, or chosen, before its drive had answered. */
  async #check(folder: string): Promise<Result<string> | undefined> {
    const turn = ++this.#last;
    const before = this.#settings.settings.folder;
    const checked = await checkFolder(folder);
    return turn === this.#last && this.#settings.settings.folder === before ? checked : undefined;
  }
}
