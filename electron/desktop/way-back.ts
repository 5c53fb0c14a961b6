import type { ShareStatus } from "../contract.ts";
import type { AppWindow } from "../window.ts";
import { hasTrayHost, trayHostComes } from "./tray-host.ts";
import type { TrayAction } from "./tray-items.ts";
import { AppTray } from "./tray.ts";

/** What the tray is made of. */
export type WayBackParts = {
  /** Where its icons lie. */
  readonly iconFolder: string;
  readonly status: () => ShareStatus;
  readonly act: (action: TrayAction, text: string) => void;
};

/** What brings a hidden window back: the tray, where somebody shows it, or the dock. */
export class WayBack {
  readonly #parts: WayBackParts;
  #tray: AppTray | undefined;

  constructor(parts: WayBackParts) {
    this.#parts = parts;
  }

  /** Whether there is one. */
  get isThere(): boolean {
    return this.#tray !== undefined || process.platform === "darwin";
  }

  /** Puts the icon into the tray, if the desktop has a place for it, now unless told. */
  async open(hasHost: Promise<boolean> = hasTrayHost()): Promise<void> {
    if (!(await hasHost)) return;
    const { iconFolder, status, act } = this.#parts;
    this.#tray = AppTray.create(iconFolder, act);
    this.#tray?.show(status());
  }

  /** What the share does now. */
  show(status: ShareStatus): void {
    this.#tray?.show(status);
  }

  /** A window that a login has left hidden where nothing would bring it back is minimised; a tray may come yet. */
  async leaveTo(window: Pick<AppWindow, "isSeen" | "minimize">): Promise<void> {
    if (!this.isThere && !window.isSeen) window.minimize();
    if (this.#tray === undefined) await this.open(trayHostComes());
  }
}
