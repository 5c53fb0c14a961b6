import { ArrowDownToLine } from "lucide-react";
import { memo } from "react";
import type { LogRecord } from "../../electron/contract.ts";
import { DeviceDot } from "../controls/device-dot.tsx";
import { NetworkText } from "../controls/network-text.tsx";
import { sizeOf } from "../filter/matches.ts";
import { addressParts } from "../text/address-parts.ts";
import { knownDeviceName } from "../text/device-name.ts";
import { formatBytes, formatClock, formatDuration } from "../text/format.ts";
import { pathParts } from "../text/path-parts.ts";
import { readablePath } from "../text/readable-path.ts";
import { shownText } from "../text/shown-text.ts";
import { isIncoming, outcomeWords, progressOf, progressWords, recordMeaning, toneOf } from "../text/status-words.ts";
import { rowHeight } from "./follow.ts";

type LogRowProps = {
  readonly record: LogRecord;
  /** From 0, among the rows of the filter. */
  readonly index: number;
  /** Rows that stand above the records. */
  readonly lead: number;
  readonly isSelected: boolean;
  /** Every other row is. */
  readonly isOdd: boolean;
  /** Of the device. */
  readonly colour: number | undefined;
  /** Another one makes another time of day. */
  readonly timeZone: string;
};

const prefix = "request-";
/** Characters of each part of a path. */
const longestPart = 300;

/** The id of a row in the page, for aria-activedescendant. */
export function rowElementId(id: number): string {
  return `${prefix}${id}`;
}

/** The record whose row this is in, or undefined. */
export function recordIdAt(target: EventTarget): number | undefined {
  const row = target instanceof Element ? target.closest(`[id^=${prefix}]`) : null;
  return row === null ? undefined : Number(row.id.slice(prefix.length));
}

/** One request. Drawn again only when its record, its place, its selection or the time zone changes. */
export const LogRow = memo(function LogRow({ record, index, lead, isSelected, isOdd, colour }: LogRowProps) {
  const { id, address, method, target, status, total, userAgent } = record;
  const tone = toneOf(record);
  return (
    <div
      role="row"
      id={rowElementId(id)}
      aria-rowindex={index + 2 + lead}
      aria-selected={isSelected}
      className="log-row"
      data-tone={tone}
      data-incoming={isIncoming(record) || undefined}
      data-odd={isOdd || undefined}
      style={{ transform: `translateY(${(index + lead) * rowHeight}px)` }}
    >
      <span role="gridcell" className="cell-time">
        {formatClock(record.time).slice(0, 8)}
        <span className="milliseconds">{formatClock(record.time).slice(8)}</span>
      </span>
      <DeviceCell address={address} name={knownDeviceName(userAgent)} colour={colour} />
      <span role="gridcell" className="cell-method">
        <NetworkText text={method} limit={16} />
      </span>
      {target === "" ? (
        <NoPathCell reason={record.reason} />
      ) : (
        <PathCell path={readablePath(target)} comes={isIncoming(record)} isAlone={record.outcome === "complete"} />
      )}
      <ProgressCell record={record} />
      <StatusCell record={record} />
      <span role="gridcell" className="cell-size">
        {formatBytes(sizeOf(record))}
      </span>
      <span role="gridcell" className="cell-duration">
        {status === 0 && record.outcome === "active" && !isIncoming(record) ? "" : formatDuration(total)}
      </span>
    </div>
  );
});

type DeviceCellProps = { readonly address: string; readonly name: string; readonly colour: number | undefined };

function DeviceCell({ address, name, colour }: DeviceCellProps) {
  const { start, end } = addressParts(address);
  return (
    <span role="gridcell" className="cell-device" title={shownText(`${address} ${name}`.trim(), 120)}>
      <DeviceDot colour={colour} />
      <span className="device-address" data-cut={start !== "" || undefined}>
        {start !== "" && <NetworkText text={start} limit={60} className="address-start" />}
        <NetworkText text={end} limit={60} />
      </span>
      {name !== "" && <span className="device-name">{name}</span>}
    </span>
  );
}

type PathCellProps = {
  readonly path: string;
  readonly comes: boolean;
  /** Nothing is to be seen of its progress: it may have that column as well. */
  readonly isAlone: boolean;
};

function PathCell({ path, comes, isAlone }: PathCellProps) {
  const { folder, name, end } = pathParts(path);
  const isCut = folder !== "" || end !== "";
  const parts = [folder, name, end];
  return (
    <span
      role="gridcell"
      className="cell-path"
      data-cut={isCut || undefined}
      data-alone={isAlone || undefined}
      aria-label={isCut ? parts.map((part) => shownText(part, longestPart)).join("") : undefined} // it would be read in parts
    >
      {comes && <ArrowDownToLine aria-hidden className="incoming-mark" />}
      {folder !== "" && <NetworkText text={folder} limit={longestPart} className="path-folder" />}
      <NetworkText text={name} limit={longestPart} className="path-name" />
      {end !== "" && <NetworkText text={end} className="path-end" />}
    </span>
  );
}

/** Of what could not be read nothing else tells rows apart: why stands in the path's place, which no path can look like. */
function NoPathCell({ reason }: { reason: string }) {
  return (
    <span role="gridcell" className="cell-path">
      <NetworkText text={reason} limit={longestPart} className="soft" />
    </span>
  );
}

function StatusCell({ record }: { record: LogRecord }) {
  const { status } = record;
  return (
    <span role="gridcell" className="cell-status">
      <span className="status">{status === 0 ? "···" : status}</span>{" "}
      <span className="meaning">{recordMeaning(record)}</span>
    </span>
  );
}

function ProgressCell({ record }: { record: LogRecord }) {
  const { outcome } = record;
  const progress = progressOf(record);
  const words = progressWords(record);
  return (
    <span role="gridcell" className="cell-progress" data-outcome={outcome}>
      {progress !== undefined && (
        <span className="progress-bar" aria-hidden>
          <span className="progress-fill" style={{ inlineSize: `${progress * 100}%` }} />
        </span>
      )}
      <span className={outcome === "complete" ? "hidden" : "progress-words"}>{words || outcomeWords(outcome)}</span>
    </span>
  );
}
