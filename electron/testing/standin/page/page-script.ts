import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import path from "node:path";
import type { PreloadSettings } from "./messages.ts";

/** The name of the binding that preloads speak through, and of the function that they are spoken to through. */
export const bindingName = "standinTell";
export const receiverName = "standinReceive";
/** The name of the binding that tells what a page would open. */
export const openBindingName = "standinOpen";

const pageModules = ["page/crossing.ts", "page/bridge.ts"];
const preloadModules = [
  ...["refusal.ts", "page/encode.ts", "page/decode.ts", "page/emitter.ts", "page/ipc-renderer.ts"],
  ...pageModules,
  ...["page/title-watch.ts", "page/preload-runtime.ts"],
];

/** The script that gives each document's own world its end of contextBridge, and asks before windows open. */
export function pageWorldScript({ token, inSubFrames }: PreloadSettings): string {
  const here = inSubFrames ? "true" : "window === window.top";
  return `(() => { ${joined([...pageModules, "page/open-asker.ts"])}
    askInsteadOfOpening(${openBindingName});
    if (${here}) new Bridge(${JSON.stringify(token)}, "page"); })();`;
}

/** The script that runs the app's preload in each document's isolated world. */
export function preloadWorldScript(settings: PreloadSettings, preload: string): string {
  const parameters = "require, process, module, exports, setImmediate, clearImmediate";
  return `(() => { ${joined(preloadModules)}
    runPreload(${JSON.stringify(settings)}, (${parameters}) => {${preload}
    }); })();`;
}

/** Several modules as one script: without types, imports and exports, in an order in which each finds what it names. */
function joined(files: readonly string[]): string {
  return files.map((file) => scriptOf(path.join(import.meta.dirname, "..", file))).join("\n");
}

function scriptOf(file: string): string {
  return stripTypeScriptTypes(readFileSync(file, "utf8"))
    .replaceAll(/^import [^;]*;$/gm, "")
    .replaceAll(/^export /gm, "");
}
