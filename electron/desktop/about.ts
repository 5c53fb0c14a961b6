import path from "node:path";
import { app, type MessageBoxOptions } from "electron";
import { openPath } from "./open-path.ts";

/** Says which versions these are and under which licences, and opens their texts. */
export async function showAbout(ask: (message: MessageBoxOptions) => Promise<number>): Promise<void> {
  const options = {
    type: "info" as const,
    title: "About Porchlight",
    message: `Porchlight ${app.getVersion()}`,
    detail: aboutText(process.versions),
    buttons: ["OK", "Show Licences"],
    defaultId: 0,
    cancelId: 0,
  };
  if ((await ask(options)) === 1) await openPath(licencesFile());
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

/** Electron puts it beside its executable, on a Mac beside the app's resources. */
function licencesFile(): string {
  const folder = process.platform === "darwin" ? process.resourcesPath : path.dirname(app.getPath("exe"));
  return path.join(folder, "LICENSES.chromium.html");
}
