import path from "node:path";
import { app, type MessageBoxOptions } from "electron";
import { openPath } from "./open-path.ts";

/** Texts of licences, and the button that opens them. */
type Licences = { readonly button: string; readonly path: string };

/** Says which versions these are and under which licences, and opens their texts. */
export async function showAbout(ask: (message: MessageBoxOptions) => Promise<number>): Promise<void> {
  const licences = [...(app.isPackaged ? [ownLicences()] : []), chromiumLicences()];
  const options = {
    type: "info" as const,
    title: "About Porchlight",
    message: `Porchlight ${app.getVersion()}`,
    detail: aboutText(process.versions),
    buttons: ["OK", ...licences.map(({ button }) => button)],
    defaultId: 0,
    cancelId: 0,
  };
  const chosen = licences[(await ask(options)) - 1];
  if (chosen !== undefined) await openPath(chosen.path);
}

function aboutText({ electron, chrome, node }: NodeJS.ProcessVersions): string {
  return [
    "Shares a folder with everyone on your network.",
    "",
    `Electron ${electron}, Chromium ${chrome}, Node.js ${node}`,
    "",
    "Porchlight is free software under the MIT licence. It is built on Electron, React and Base UI (MIT), " +
      "and on Chromium and Node.js, whose many licences come with the app.",
  ].join("\n");
}

/** A folder: the package has a text for each part of the app, with what is built into it. */
function ownLicences(): Licences {
  return { button: "Show Licences", path: path.join(process.resourcesPath, "licences") };
}

/** Electron puts it beside its executable, on a Mac beside the app's resources. */
function chromiumLicences(): Licences {
  const folder = process.platform === "darwin" ? process.resourcesPath : path.dirname(app.getPath("exe"));
  return { button: "Show Chromium’s Licences", path: path.join(folder, "LICENSES.chromium.html") };
}
