import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { getCompileCacheDir, stripTypeScriptTypes } from "node:module";
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
  return withoutTypes(readFileSync(file, "utf8"))
    .replaceAll(/^import [^;]*;$/gm, "")
    .replaceAll(/^export /gm, "");
}

/** Kept beside what Node strips of the modules that it loads itself: the stripper takes a fifth of a second to load. */
function withoutTypes(source: string): string {
  const cache = getCompileCacheDir();
  if (cache === undefined) return stripTypeScriptTypes(source);
  const file = path.join(cache, `${createHash("sha256").update(source).digest("hex")}.js`);
  if (existsSync(file)) return readFileSync(file, "utf8");
  const script = stripTypeScriptTypes(source);
  // at once, as others may be reading
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, script);
  renameSync(unfinished, file);
  return script;
}
