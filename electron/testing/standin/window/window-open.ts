import type { Session } from "../chromium/connection.ts";
import { undisguise } from "../network/scheme-host.ts";

/** The app's answer to a page that wants to open another window. */
export type OpenHandler = Parameters<Electron.WebContents["setWindowOpenHandler"]>[0];

/** Asks the app about each window that a page opens. The window itself is closed by child-targets.ts. */
export function askBeforeOpening(session: Session, referrer: () => string, handler: () => OpenHandler): void {
  session.on("Page.windowOpen", ({ url, windowName, windowFeatures }) => {
    const answer = handler()({
      url: undisguise(url),
      frameName: windowName,
      features: windowFeatures.join(","),
      disposition: windowFeatures.length > 0 ? "new-window" : "foreground-tab",
      referrer: { url: referrer(), policy: "strict-origin-when-cross-origin" },
    });
    if (answer.action === "allow") throw new Error("stand-in: a window opened by a page is not implemented: deny it");
  });
}
