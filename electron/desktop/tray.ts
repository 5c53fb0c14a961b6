import path from "node:path";
import { Menu, nativeImage, Tray, type MenuItemConstructorOptions, type NativeImage } from "electron";
import type { ShareStatus } from "../contract.ts";
import { trayItems, trayTitle, type TrayAction, type TrayItem } from "./tray-items.ts";

type Icons = { readonly on: NativeImage; readonly off: NativeImage };

/** The icon in the system's tray: whether the light is on, the addresses, and the ways to stop and to quit. */
export class AppTray {
  readonly #icons: Icons;
  readonly #act: (action: TrayAction, text: string) => void;
  readonly #tray: Tray;
  #shown = "";

  private constructor(icons: Icons, act: (action: TrayAction, text: string) => void) {
    this.#icons = icons;
    this.#act = act;
    this.#tray = new Tray(icons.off);
    // on a Mac a click opens the menu, and is told as well (electron/electron#24200): the window would come up behind it
    if (process.platform !== "darwin") this.#tray.on("click", () => act("show window", ""));
  }

  /** Undefined: this system lets no tray be made, and the app goes on without. */
  static create(folder: string, act: (action: TrayAction, text: string) => void): AppTray | undefined {
    try {
      return new AppTray(iconsIn(folder), act);
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
    this.#tray.setImage(status.kind === "on" ? this.#icons.on : this.#icons.off);
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

/** Read once: that holds the whole process up. A Mac draws a template in its menu bar's own colours. */
function iconsIn(folder: string): Icons {
  const kind = process.platform === "darwin" ? "Template" : "";
  const icon = (name: string) => nativeImage.createFromPath(path.join(folder, `tray-${name}${kind}.png`));
  return { on: icon("on"), off: icon("off") };
}
