import { EventEmitter } from "node:events";
import type { Double } from "../double.ts";

type Source = Electron.NativeTheme["themeSource"];

/** `electron.nativeTheme`. The desktop is light until a test sets `systemIsDark`. */
export class StandInTheme extends EventEmitter implements Double<Electron.NativeTheme> {
  readonly shouldUseHighContrastColors = false;
  readonly shouldUseInvertedColorScheme = false;
  readonly shouldDifferentiateWithoutColor = false;
  readonly inForcedColorsMode = false;
  readonly prefersReducedTransparency = false;
  #source: Source = "system";
  #systemIsDark = false;

  get shouldUseDarkColors(): boolean {
    return this.#source === "system" ? this.#systemIsDark : this.#source === "dark";
  }

  get colorScheme(): "light" | "dark" {
    return this.shouldUseDarkColors ? "dark" : "light";
  }

  get themeSource(): Source {
    return this.#source;
  }

  set themeSource(source: Source) {
    if (!["system", "light", "dark"].includes(source)) throw new TypeError(`Error processing argument: ${source}`);
    this.#source = source;
    this.emit("updated");
  }

  set systemIsDark(isDark: boolean) {
    this.#systemIsDark = isDark;
    this.emit("updated");
  }
}
