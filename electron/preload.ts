import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from "electron";
import { eventChannels, requestChannels, type Bridge, type Events } from "./contract.ts";

const requests: ReadonlySet<string> = new Set(requestChannels);
const events: ReadonlySet<string> = new Set(eventChannels);

const bridge: Bridge = {
  request: (channel, ...args) => {
    if (!requests.has(channel)) return Promise.reject(new Error(`the contract has no request ${channel}`));
    return ipcRenderer.invoke(channel, ...args);
  },
  subscribe: (channel, listener) => {
    if (!events.has(channel)) throw new Error(`the contract has no event ${channel}`);
    const hear = (_: IpcRendererEvent, event: Events[typeof channel]) => listener(event);
    ipcRenderer.on(channel, hear);
    return () => void ipcRenderer.off(channel, hear);
  },
  pathOf: (file) => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld("bridge", bridge);
