import { powerMonitor } from "electron";
import { NetworkWatch } from "../sharing/network-watch.ts";

/** Calls back when other addresses may reach this computer: while it runs, and at once when it wakes up. */
export function followNetwork(onChange: () => void): void {
  const network = new NetworkWatch(onChange);
  network.start();
  powerMonitor.on("resume", () => void network.look());
}
