import { unlessGone, type Session } from "../chromium/connection.ts";

type Size = { readonly width: number; readonly height: number };

/** How large a page is, how far it is zoomed, and whether it is to be dark: emulated by Chromium. */
export class Viewport {
  readonly #session: Session;
  #size: Size;
  #zoom = 1;

  constructor(session: Session, size: Size) {
    this.#session = session;
    this.#size = size;
  }

  get zoom(): number {
    return this.#zoom;
  }

  resize(size: Size): void {
    this.#size = size;
    this.apply().catch(unlessGone);
  }

  setZoom(zoom: number): void {
    this.#zoom = zoom;
    this.apply().catch(unlessGone);
  }

  /** A page zoomed by two has half as many CSS pixels, each twice as large. */
  async apply(): Promise<void> {
    await this.#session.send("Emulation.setDeviceMetricsOverride", {
      width: Math.round(this.#size.width / this.#zoom),
      height: Math.round(this.#size.height / this.#zoom),
      deviceScaleFactor: this.#zoom,
      mobile: false,
    });
  }

  async setColorScheme(scheme: "light" | "dark"): Promise<void> {
    const features = [{ name: "prefers-color-scheme", value: scheme }];
    await this.#session.send("Emulation.setEmulatedMedia", { features });
  }
}
