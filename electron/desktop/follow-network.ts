import { powerMonitor } from "electron";
import { NetworkWatch } from "../sharing/network-watch.ts";
import type { ShareControl } from "../sharing/share-control.ts";

/** Tells the share when other addresses may reach this computer: while it runs, and at once when it wakes up. */
export function followNetwork(control: ShareControl): void {
  const network = new NetworkWatch(
    () => void control.refreshAddresses(),
    () => control.status.kind === "on" && control.status.choice.reach === "network",
  );
  network.start();
  powerMonitor.on("resume", () => void network.look());
}
