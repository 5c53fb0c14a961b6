import type { ReactNode } from "react";
import type { LogRecord } from "../../electron/contract.ts";
import { NetworkText } from "../controls/network-text.tsx";
import { useTimeZone } from "../store/use-session.ts";
import { knownDeviceName } from "../text/device-name.ts";
import { formatBytes, formatClock, formatCount, formatDuration } from "../text/format.ts";
import { isIncoming } from "../text/status-words.ts";
import { paceWords } from "./pace.ts";

/** What is known of one request beside its heads and its times. */
export function Facts({ record }: { record: LogRecord }) {
  const { address, port, userAgent, target, time, bytesSent, bytesExpected, range, referrer } = record;
  const { bytesReceived, bytesIncoming = 0 } = record;
  useTimeZone(); // the clock and the date below are of where the computer is
  return (
    <dl className="facts">
      <Fact name={isIncoming(record) ? "Received from" : "Device"}>
        <NetworkText text={address} limit={60} /> <span className="soft">port {port}</span> {knownDeviceName(userAgent)}
      </Fact>
      <Fact name="Came at">
        {formatClock(record.time)}{" "}
        <span className="soft">
          {new Date(time).toLocaleDateString("en", { dateStyle: "medium" })}, request{" "}
          {formatCount(record.requestNumber)} of connection {formatCount(record.connection)}
        </span>
      </Fact>
      {target !== "" && (
        <Fact name="Target as sent">
          <NetworkText text={target} limit={1000} className="code" />
        </Fact>
      )}
      {(isIncoming(record) || bytesReceived > 0) && (
        <Fact name="Body received">
          {amountWords(bytesReceived, bytesIncoming)} {isIncoming(record) && <Pace record={record} />}
        </Fact>
      )}
      <Fact name={isIncoming(record) ? "Answer sent" : "Body sent"}>
        {amountWords(bytesSent, bytesExpected)} {!isIncoming(record) && <Pace record={record} />}
      </Fact>
      {range !== "" && (
        <Fact name="Range">
          <NetworkText text={range} limit={80} />
        </Fact>
      )}
      {referrer !== "" && (
        <Fact name="Came from">
          <NetworkText text={referrer} limit={300} className="code" />
        </Fact>
      )}
      <Fact name="Queue">
        {formatCount(record.queueDepth)} before it, waited {formatDuration(record.waited) || "0 ms"}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Pace({ record }: { record: LogRecord }) {
  const words = paceWords(record);
  return words !== "" && <span className="soft">{words}</span>;
}

/** "1.2 MB of 3.4 MB", or the one where both are the same or the other is not known. */
function amountWords(moved: number, all: number): string {
  return all <= 0 || all === moved ? formatBytes(moved) : `${formatBytes(moved)} of ${formatBytes(all)}`;
}
