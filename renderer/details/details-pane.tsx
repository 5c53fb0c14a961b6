import { X } from "lucide-react";
import type { KeyboardEvent, ReactNode, RefObject } from "react";
import type { LogRecord } from "../../electron/contract.ts";
import { IconButton } from "../controls/icon-button.tsx";
import { NetworkText } from "../controls/network-text.tsx";
import { knownDeviceName } from "../text/device-name.ts";
import { formatBytes, formatClock, formatCount, formatDuration } from "../text/format.ts";
import { readablePath } from "../text/readable-path.ts";
import { outcomeWords, progressWords, statusMeaning, toneOf } from "../text/status-words.ts";
import { CopyButtons } from "./copy-buttons.tsx";
import { HeadTable } from "./head-table.tsx";
import { useDetails } from "./use-details.ts";
import { Waterfall } from "./waterfall-chart.tsx";

type DetailsPaneProps = {
  readonly record: LogRecord;
  readonly element: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
};

/** All that is known of one request. */
export function DetailsPane({ record, element, onClose }: DetailsPaneProps) {
  const details = useDetails(record);
  const { method, target, status, outcome, reason } = record;
  const received = typeof details === "object" ? details.received : "";
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") onClose();
  };
  return (
    <section ref={element} className="details" aria-label="Request details" tabIndex={-1} onKeyDown={onKeyDown}>
      <header className="details-head" data-tone={toneOf(record)}>
        <h3 className="details-title">
          <NetworkText text={method} limit={32} className="details-method" />{" "}
          <NetworkText text={readablePath(target)} limit={300} />
        </h3>
        <CopyButtons record={record} receivedHead={received} />
        <IconButton name="Close details" keys="Esc" onClick={onClose}>
          <X aria-hidden />
        </IconButton>
      </header>
      <div className="details-body" tabIndex={0} role="group" aria-label="What happened">
        <p className="details-answer" data-tone={toneOf(record)}>
          <span className="status">{status === 0 ? "No answer yet" : `${status} ${statusMeaning(status)}`}</span>
          <span className="soft">{outcome === "active" ? progressWords(record) : outcomeWords(outcome)}</span>
          {reason !== "" && <NetworkText text={reason} limit={600} className="details-reason" />}
        </p>
        <Facts record={record} />
        <Waterfall record={record} />
        <HeadTable title="Received" details={details} side="received" />
        <HeadTable title="Sent" details={details} side="sent" />
      </div>
    </section>
  );
}

function Facts({ record }: { record: LogRecord }) {
  const { address, port, userAgent, target, time, bytesSent, bytesExpected, bytesReceived, range, referrer } = record;
  const sent = bytesExpected < 0 || bytesExpected === bytesSent ? "" : ` of ${formatBytes(bytesExpected)}`;
  return (
    <dl className="facts">
      <Fact name="Device">
        <NetworkText text={address} limit={60} /> <span className="soft">port {port}</span> {knownDeviceName(userAgent)}
      </Fact>
      <Fact name="Came at">
        {formatClock(record.time)}{" "}
        <span className="soft">
          {new Date(time).toLocaleDateString("en", { dateStyle: "medium" })}, request{" "}
          {formatCount(record.requestNumber)} of connection {formatCount(record.connection)}
        </span>
      </Fact>
      <Fact name="Target as sent">
        <NetworkText text={target} limit={1000} className="code" />
      </Fact>
      <Fact name="Body sent">
        {formatBytes(bytesSent)}
        {sent}
      </Fact>
      {bytesReceived > 0 && <Fact name="Body received">{formatBytes(bytesReceived)}</Fact>}
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
