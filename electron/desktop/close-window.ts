import { app } from "electron";
import type { SettingsStore } from "../settings/settings-store.ts";
import type { AppWindow } from "../window.ts";
import { closingOf, closingWords, type ClosingFacts } from "./closing.ts";
import { notify } from "./notify.ts";

/** What the app knows when somebody closes its window; the rest is in the settings. */
type Facts = Omit<ClosingFacts, "closeToTray" | "platform">;

/** Does what closing the window means; whether it may go. `show` brings it back. */
export function closeWindow(window: AppWindow, settings: SettingsStore, facts: Facts, show: () => void): boolean {
  const { closeToTray } = settings.settings;
  const closing = closingOf({ ...facts, closeToTray, platform: process.platform });
  // the app outlives its window: where that was has to be remembered now
  if (closing === "close" && !facts.isQuitting) settings.remember({ window: window.place });
  if (closing === "quit") app.quit();
  if (closing === "hide") window.hide();
  if (closing === "minimize") window.minimize();
  if (closing === "hide" || closing === "minimize") explain(settings, closingWords(closing, process.platform), show);
  return closing === "close";
}

/** A Mac's app outlives its window; the others' are over without one. */
export function quitWithoutWindow(): void {
  if (process.platform !== "darwin") app.quit();
}

/** Says once that the share goes on, and where the window is. */
function explain(settings: SettingsStore, words: string, show: () => void): void {
  if (settings.remembered.isTrayExplained) return;
  settings.remember({ isTrayExplained: true });
  notify("Porchlight keeps sharing", words, show);
}
