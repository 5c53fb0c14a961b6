import { unlessGone } from "../chromium/connection.ts";
import type { Desktop } from "../desktop.ts";

/** Keeps Chromium's pages and the app's windows in step: a page that the app did not open, or has lost, goes. */
export function watchTargets({ chromium, windows }: Desktop): Promise<unknown> {
  const { browser } = chromium.connection;
  const windowOf = (targetId: string) => [...windows].find(({ webContents }) => webContents.targetId === targetId);
  browser
    .on("Target.targetCreated", ({ targetInfo: { targetId, openerId, type } }) => {
      // Electron asks before such a window exists; here it is closed at once
      if (type !== "page" || openerId === undefined) return;
      browser.send("Target.closeTarget", { targetId }).catch(unlessGone);
    })
    .on("Target.targetDestroyed", ({ targetId }) => windowOf(targetId)?.destroy());
  return browser.send("Target.setDiscoverTargets", { discover: true });
}
