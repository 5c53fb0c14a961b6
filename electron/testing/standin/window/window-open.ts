import type { Session } from "../chromium/connection.ts";
import { undisguise } from "../network/scheme-host.ts";
import type { OpenRequest } from "../page/open-asker.ts";
import { openBindingName } from "../page/page-script.ts";

/** The app's answer to a page that wants to open another window. */
export type OpenHandler = Parameters<Electron.WebContents["setWindowOpenHandler"]>[0];

/**
 * Asks the app about each window that a page's script or link would open. A script's is never made; a link's is
 * closed by child-targets.ts.
 */
export function askBeforeOpening(session: Session, referrer: () => string, handler: () => OpenHandler): void {
  const ask = ({ url, name, features }: OpenRequest): void => {
    const answer = handler()({
      url: undisguise(url),
      frameName: name,
      features,
      disposition: features === "" ? "foreground-tab" : "new-window",
      referrer: { url: referrer(), policy: "strict-origin-when-cross-origin" },
    });
    if (answer.action === "allow") throw new Error("stand-in: a window opened by a page is not implemented: deny it");
  };
  session
    .on("Page.windowOpen", ({ url, windowName, windowFeatures }) => {
      ask({ url, name: windowName, features: windowFeatures.join(",") });
    })
    .on("Runtime.bindingCalled", ({ name, payload }) => {
      if (name === openBindingName) ask(JSON.parse(payload) as OpenRequest);
    });
}
