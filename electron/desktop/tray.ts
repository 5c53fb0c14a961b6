import path from "node:path";
import { Menu, nativeImage, Tray, type MenuItemConstructorOptions } from "electron";
import type { ShareStatus } from "../contract.ts";
import { trayItems, trayTitle, type TrayAction, type TrayItem } from "./tray-items.ts";

/** The icon in the system's tray: whether the light is on, the addresses, and the ways to stop and to quit. */
export class AppTray {
  readonly #tray: Tray;
  readonly #icons: string;
  readonly #act: (action: TrayAction, text: string) => void;
  #shown = "";

  private constructor(tray: Tray, icons: string, act: (action: TrayAction, text: string) => void) {
    this.#tray = tray;
    this.#icons = icons;
    this.#act = act;
    // on a Mac a click opens the menu, and is told as well (electron/electron#24200): the window would come up behind it
    if (process.platform !== "darwin") tray.on("click", () => act("show window", ""));
  }

  /** Undefined: this system lets no tray be made, and the app goes on without. */
  static create(icons: string, act: (action: TrayAction, text: string) => void): AppTray | undefined {
    try {
      return new AppTray(new Tray(trayImage(icons, false)), icons, act);
    } catch {
      return undefined;
    }
  }

  /** A menu that says the same is left alone: somebody may have it open. */
  show(status: ShareStatus): void {
    const items = trayItems(status);
    const shown = JSON.stringify(items);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#tray.setImage(trayImage(this.#icons, status.kind === "on"));
    this.#tray.setToolTip(`Porchlight: ${trayTitle(status)}`);
    this.#tray.setContextMenu(Menu.buildFromTemplate(items.map((item) => this.#menuItem(item))));
  }

  #menuItem(item: TrayItem): MenuItemConstructorOptions {
    if (item === "separator") return { type: "separator" };
    const { label, action, text = "" } = item;
    if (action === undefined) return { label, enabled: false };
    return { label, click: () => this.#act(action, text) };
  }
}

/** A Mac draws the template in its menu bar's own colours; the others show it as it is. */
function trayImage(icons: string, isOn: boolean) {
  const kind = process.platform === "darwin" ? "Template" : "";
  return nativeImage.createFromPath(path.join(icons, `tray-${isOn ? "on" : "off"}${kind}.png`));
}
