import { contextBridge, ipcRenderer, webUtils } from "electron";

declare const globalThis: Record<string, unknown>;
declare const window: { postMessage(message: unknown, origin: string, transfer: unknown): void };
type PagePort = { onmessage: (event: { data: unknown }) => void; postMessage(message: unknown): void };
declare const MessageChannel: new () => { port1: PagePort; port2: unknown };

globalThis["leaked"] = true;
const heard: unknown[] = [];
ipcRenderer.on("incremented", (_event, value) => heard.push(value));
ipcRenderer.on("tell", (_event, value) => heard.push(value));
ipcRenderer.on("port", (event, message) => window.postMessage(message, "*", event.ports));

const load: (name: string) => unknown = require;

function refusalOf(work: () => unknown): string {
  try {
    work();
    return "allowed";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const probe = {
  invoke: (channel: string, ...args: unknown[]): Promise<unknown> => ipcRenderer.invoke(channel, ...args),
  send: (channel: string, ...args: unknown[]): void => ipcRenderer.send(channel, ...args),
  heard: (): unknown[] => heard,
  add: (left: number, right: number): number => left + right,
  fail: (): never => {
    throw new RangeError("from the preload");
  },
  reject: (): Promise<never> => Promise.reject(new Error("later, from the preload")),
  callBack: (listener: (first: number, second: object) => void): void => listener(1, { date: new Date(7) }),
  nested: { deep: { values: [1, 2] } },
  date: new Date(5),
  promise: Promise.resolve(9),
  refusals: () => ({ fs: refusalOf(() => load("fs")), relative: refusalOf(() => load("./other.cjs")) }),
  process: () => ({ sandboxed: process.sandboxed, type: process.type }),
  events: () => typeof load("events"),
  pathOf: (file: File): string => webUtils.getPathForFile(file),
  /** What values of each kind are once they have been to the main process and back. */
  roundTrip: async () => {
    const cycle: Record<string, unknown> = { date: new Date(3), none: undefined, nan: Number.NaN, big: 12n };
    cycle["self"] = cycle;
    const sent = {
      cycle,
      map: new Map([["key", new Set([1])]]),
      bytes: new Uint8Array([1, 255]),
      error: new TypeError("x"),
    };
    const back = (await ipcRenderer.invoke("echo", sent)) as typeof sent;
    return {
      cycle: back.cycle["self"] === back.cycle,
      date: back.cycle["date"] instanceof Date && back.cycle["date"].getTime(),
      none: "none" in back.cycle,
      nan: Number.isNaN(back.cycle["nan"]),
      big: back.cycle["big"] === 12n,
      map: [...(back.map.get("key") ?? [])],
      bytes: [...back.bytes],
      error: back.error instanceof TypeError && back.error.message,
    };
  },
  /** Sends the main process one end of a channel and says something on the other. */
  portToMain: (): Promise<unknown> => {
    const { port1, port2 } = new MessageChannel();
    ipcRenderer.postMessage("port", "hello", [port2 as never]);
    return new Promise((resolve) => {
      port1.onmessage = ({ data }) => resolve(data);
      port1.postMessage([1, 2]);
    });
  },
};

/** What the page sees as `window.probe`. */
export type Probe = typeof probe;

contextBridge.exposeInMainWorld("probe", probe);
contextBridge.exposeInMainWorld(
  "secondExposure",
  refusalOf(() => contextBridge.exposeInMainWorld("probe", {})),
);
