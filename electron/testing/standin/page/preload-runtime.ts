import { refuseTheRest } from "../refusal.ts";
import { Bridge } from "./bridge.ts";
import { failureOf } from "./crossing.ts";
import { Emitter } from "./emitter.ts";
import { IpcRenderer } from "./ipc-renderer.ts";
import type { FromPage, PreloadSettings, ToPage } from "./messages.ts";
import { watchTitle } from "./title-watch.ts";

type Preload = (
  require: (name: string) => unknown,
  process: object,
  module: { exports: object },
  exports: object,
  later: (work: (...args: unknown[]) => void, ...args: unknown[]) => unknown,
  never: (timer: number) => void,
) => void;

declare const window: { readonly top: object };
declare const reportError: (error: unknown) => void;
declare const standinTell: (text: string) => void;

/** Runs a preload with what a sandboxed one is given by Electron, and no more. */
export function runPreload(settings: PreloadSettings, preload: Preload): void {
  if (window !== window.top && !settings.inSubFrames) return;
  const binding = standinTell;
  const tell = (message: FromPage): void => binding(JSON.stringify(message));
  if (window === window.top) watchTitle((title) => tell({ does: "title", title }));
  const filePaths = new Map<string, string>();
  const ipcRenderer = new IpcRenderer(tell);
  const modules = modulesFor(new Bridge(settings.token, "preload"), ipcRenderer, filePaths);
  const receive = (message: ToPage): void => {
    if (message.does !== "place files") ipcRenderer.receive(message);
    else for (const [name, path] of Object.entries(message.paths)) filePaths.set(name, path);
  };
  Object.assign(globalThis, { standinReceive: (messages: readonly ToPage[]) => receiveEach(messages, receive) });
  try {
    const module = { exports: {} };
    const later = (work: (...args: unknown[]) => void, ...args: unknown[]) => setTimeout(work, 0, ...args);
    const processDouble = Object.freeze({
      ...settings.process,
      type: "renderer",
      sandboxed: true,
      contextIsolated: true,
    });
    preload((name) => required(modules, name), processDouble, module, module.exports, later, clearTimeout);
  } catch (error) {
    tell({ does: "fail", ...failureOf(error) });
  }
  tell({ does: "start" });
}

/** A listener that throws is reported to the page, and does not keep the messages after it back. */
function receiveEach(messages: readonly ToPage[], receive: (message: ToPage) => void): void {
  for (const message of messages) {
    try {
      receive(message);
    } catch (error) {
      reportError(error);
    }
  }
}

function required(modules: ReadonlyMap<string, unknown>, name: string): unknown {
  const found = modules.get(name.replace(/^node:/, ""));
  if (found === undefined) throw new Error(`module not found: ${name}`);
  return found;
}

function modulesFor(bridge: Bridge, ipcRenderer: IpcRenderer, filePaths: ReadonlyMap<string, string>) {
  const electron = refuseTheRest("electron (in a preload)", {
    ipcRenderer: refuseTheRest("ipcRenderer", ipcRenderer),
    contextBridge: refuseTheRest("contextBridge", {
      exposeInMainWorld: (key: string, api: unknown) => bridge.expose(key, api),
    }),
    webUtils: refuseTheRest("webUtils", { getPathForFile: (file: File) => pathOf(file.name, filePaths) }),
  });
  const timers = { setTimeout, clearTimeout, setInterval, clearInterval };
  return new Map<string, unknown>([
    ["electron", electron],
    ["electron/renderer", electron],
    ["events", Object.assign(Emitter, { EventEmitter: Emitter })],
    ["timers", refuseTheRest("timers", timers)],
    ["url", refuseTheRest("url", { URL, URLSearchParams })],
  ]);
}

/** A page cannot learn where a File lies on disk, so the test says it: `standin.placeFile(name, path)`. */
function pathOf(name: string, filePaths: ReadonlyMap<string, string>): string {
  const path = filePaths.get(name);
  if (path === undefined) throw new Error(`stand-in: the test placed no file called ${name}`);
  return path;
}
