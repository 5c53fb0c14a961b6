import { Menu } from "@base-ui/react/menu";
import { memo, useState, type ReactNode } from "react";
import type { ServerCounters } from "../../electron/contract.ts";
import { DeviceDot } from "../controls/device-dot.tsx";
import { MenuPopup } from "../controls/menu-popup.tsx";
import { NetworkText } from "../controls/network-text.tsx";
import type { Device } from "../store/devices.ts";
import type { LogView } from "../store/log-store.ts";
import { useSession, useStore, useWindowState } from "../store/use-session.ts";
import { knownDeviceName } from "../text/device-name.ts";
import { formatBytes, formatCount, formatDuration, formatNumber, formatRate } from "../text/format.ts";
import { LiveChart } from "./live-chart.tsx";

/** Devices that a list to choose from has room for. */
const listedDevices = 100;

/** What is going on now: the server's own numbers, and where they lead in the log. */
export function NowStrip({ view, onFilter }: { view: LogView; onFilter: (filter: string) => void }) {
  const snapshot = useWindowState();
  const counters = view.counters ?? snapshot.counters;
  const errors = (counters.byStatusClass[4] ?? 0) + (counters.byStatusClass[5] ?? 0);
  return (
    <section className="now" aria-labelledby="now-heading">
      <h2 id="now-heading" className="hidden">
        Now
      </h2>
      <Speed counters={counters} />
      <DevicesTile count={view.deviceCount} onFilter={onFilter} />
      <Tile name="Transfers" value={formatCount(counters.transfers)} onPress={() => onFilter("is:active")}>
        under way
      </Tile>
      <Tile
        name="Errors"
        value={formatCount(errors)}
        isBad={errors > 0}
        hint="4xx: answered with an error such as “not found”. 5xx: the server failed, or could not do what was asked."
        onPress={() => onFilter("status:4xx,5xx")}
      >
        4xx {formatCount(counters.byStatusClass[4] ?? 0)} · 5xx {formatCount(counters.byStatusClass[5] ?? 0)}
      </Tile>
      <WorkersTile {...counters.queue} />
    </section>
  );
}

function Speed({ counters }: { counters: ServerCounters }) {
  const rates = useStore(useSession().rates);
  const requests = formatRate(rates.requestsPerSecond.at(-1) ?? 0);
  const bytes = `${formatBytes(rates.bytesPerSecond.at(-1) ?? 0)}/s`;
  return (
    <>
      <div className="tile speed">
        <TileWords name="Requests" value={`${requests}/s`}>
          <span data-total="requests">{formatCount(counters.requests)}</span> in all
        </TileWords>
        <LiveChart values={rates.requestsPerSecond} label={`Requests in the last minute, now ${requests} a second`} />
      </div>
      <div className="tile speed sky">
        <TileWords name="Traffic" value={bytes}>
          {formatBytes(counters.bytesSent + counters.bytesReceived)} in all
        </TileWords>
        <LiveChart values={rates.bytesPerSecond} label={`Traffic in the last minute, now ${bytes}`} />
      </div>
    </>
  );
}

type WordsProps = { readonly name: string; readonly value: string; readonly children: ReactNode };

function TileWords({ name, value, children }: WordsProps) {
  return (
    <span className="tile-words">
      <span className="tile-name">{name}</span>
      <span className="tile-value">{value}</span>
      <span className="tile-more">{children}</span>
    </span>
  );
}

type TileProps = WordsProps & { readonly isBad?: boolean; readonly hint?: string; readonly onPress: () => void };

function Tile({ isBad = false, hint, onPress, ...words }: TileProps) {
  return (
    <button type="button" className="tile" title={hint} data-bad={isBad || undefined} onClick={onPress}>
      <TileWords {...words} />
      <span className="hidden">: show them in the log</span>
    </button>
  );
}

function WorkersTile({ workers, busy, waiting, parked, longestWait }: ServerCounters["queue"]) {
  return (
    <div className="tile workers" title="Requests that are worked on at once. Others wait for their turn.">
      <TileWords name="Workers" value={`${busy} of ${workers}`}>
        {formatCount(waiting + parked)} waiting · longest {formatDuration(longestWait)}
      </TileWords>
      <span className="cells" aria-hidden>
        {Array.from({ length: workers }, (_, index) => (
          <span key={index} className="cell" data-busy={index < busy || undefined} />
        ))}
      </span>
    </div>
  );
}

type DevicesTileProps = { readonly count: number; readonly onFilter: (filter: string) => void };

const DevicesTile = memo(function DevicesTile({ count, onFilter }: DevicesTileProps) {
  const { log } = useSession();
  const { blocked } = useWindowState();
  // as they were when the list was opened: what is about to be pressed stays in its place, however many requests come
  const [devices, setDevices] = useState<readonly Device[]>([]);
  const those = count > listedDevices ? `: the ${formatCount(listedDevices)} that asked last` : "";
  return (
    <Menu.Root onOpenChange={(isOpen) => isOpen && setDevices(log.devices(listedDevices))}>
      <Menu.Trigger className="tile" disabled={count === 0}>
        <TileWords name="Devices" value={formatCount(count)}>
          so far
        </TileWords>
      </Menu.Trigger>
      <MenuPopup label={`Show one device’s requests${those}`}>
        {devices.map(({ address, userAgent, requests, colour }) => (
          <Menu.Item key={address} className="menu-item stacked" onClick={() => onFilter(deviceFilter(address))}>
            <span>
              <DeviceDot colour={colour} />
              <NetworkText text={address} limit={60} />
              <span className="count">{formatNumber(requests, "request")}</span>
            </span>
            <span className="soft">
              {knownDeviceName(userAgent) || "Unknown device"}
              {blocked.includes(address) && " · blocked"}
            </span>
          </Menu.Item>
        ))}
      </MenuPopup>
    </Menu.Root>
  );
});

/** An address is network data too: what would end the word is left out. */
function deviceFilter(address: string): string {
  return `device:${address.replace(/[\s"]/g, "")}`;
}
