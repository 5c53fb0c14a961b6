import type { LogRecord } from "../../electron/contract.ts";
import { formatBytes } from "../text/format.ts";
import { isIncoming } from "../text/status-words.ts";

/** Milliseconds that a body has to take: in less, most of it has only reached this computer's own buffers. */
const leastMilliseconds = 1000;

/** How fast a body goes or comes on average, and how long it still takes: "12.3 MB/s, 3 min left"; "" where that means nothing. */
export function paceWords(record: LogRecord): string {
  const { moved, all, milliseconds } = wayOf(record);
  if (milliseconds < leastMilliseconds || moved <= 0) return "";
  const perSecond = (moved / milliseconds) * 1000;
  const speed = `${formatBytes(perSecond)}/s`;
  const isUnderWay = record.outcome === "active" && all > moved;
  return isUnderWay ? `${speed}, ${leftWords((all - moved) / perSecond)}` : speed;
}

/** The body that the request is about: bytes that moved, bytes of all of it or -1, and how long it took so far. */
function wayOf(record: LogRecord) {
  const { waited, firstByte, total, bytesSent, bytesExpected, bytesReceived, bytesIncoming = -1 } = record;
  const end = firstByte < 0 ? total : firstByte;
  return isIncoming(record)
    ? { moved: bytesReceived, all: bytesIncoming, milliseconds: end - Math.max(0, waited) }
    : { moved: bytesSent, all: bytesExpected, milliseconds: total - end };
}

/** In words that do not change all the time. */
function leftWords(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s left`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min left` : `${Math.round(minutes / 60)} h left`;
}
