import { EventEmitter } from "node:events";
import { existsSync } from "node:fs";
import type { Double } from "../double.ts";
import type { DesktopRecord } from "../record.ts";
import { refuseTheRest } from "../refusal.ts";
import type { StandInMenu } from "./menu.ts";

/** `electron.Tray`. A test reads it in `standin.trays` and emits its `click`. */
export class StandInTray extends EventEmitter implements Double<Electron.Tray> {
  image: Electron.NativeImage | string;
  toolTip = "";
  contextMenu: StandInMenu | null = null;
  #title = "";
  #destroyed = false;

  constructor(record: DesktopRecord, image: Electron.NativeImage | string) {
    super();
    this.image = loadable(image);
    record.trays.push(this);
    refuseTheRest("Tray", this);
  }

  setImage(image: Electron.NativeImage | string): void {
    this.image = loadable(image);
  }

  setPressedImage(image: Electron.NativeImage | string): void {
    loadable(image);
  }

  setToolTip(toolTip: string): void {
    this.toolTip = toolTip;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  getTitle(): string {
    return this.#title;
  }

  setContextMenu(menu: Electron.Menu | null): void {
    this.contextMenu = menu as unknown as StandInMenu | null;
  }

  popUpContextMenu(menu?: Electron.Menu): void {
    ((menu as unknown as StandInMenu | undefined) ?? this.contextMenu)?.popup();
  }

  getBounds(): Electron.Rectangle {
    return { x: 0, y: 0, width: 16, height: 16 };
  }

  destroy(): void {
    this.#destroyed = true;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }
}

/** An image as Electron takes it: a file that is not there is none. */
export function loadable(image: Electron.NativeImage | string): Electron.NativeImage | string {
  if (typeof image === "string" && !existsSync(image)) throw new Error(`Failed to load image from path '${image}'`);
  return image;
}
