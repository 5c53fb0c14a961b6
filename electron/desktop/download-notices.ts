import path from "node:path";
import type { LogRecord } from "../../server/log/log-record.ts";

/** What one notification says. */
export type Notice = { readonly title: string; readonly body: string };

/** Smaller answers are pages and their parts, not what somebody came for. */
const leastBytes = 1_000_000;
/** Downloads within so long are told together. */
export const gatherMilliseconds = 3000;

/** Whether a record is a download that somebody waited for and now has. */
export function isDownload(record: Readonly<LogRecord>): boolean {
  const { method, status, outcome, bytesSent, bytesExpected, range } = record;
  if (method !== "GET" || outcome !== "complete" || bytesSent < leastBytes) return false;
  if (status === 200) return bytesSent === bytesExpected;
  return status === 206 && reachesEnd(range);
}

/** Gathers downloads that end close to each other into one notice. */
export class DownloadNotices {
  readonly #show: (notice: Notice) => void;
  readonly #later: (work: () => void) => void;
  #gathered: { readonly target: string; readonly address: string }[] = [];

  constructor(show: (notice: Notice) => void, later: (work: () => void) => void) {
    this.#show = show;
    this.#later = later;
  }

  add({ target, address }: Readonly<LogRecord>): void {
    this.#gathered.push({ target, address });
    if (this.#gathered.length === 1) this.#later(() => this.#tell());
  }

  #tell(): void {
    const [first, ...more] = this.#gathered;
    this.#gathered = [];
    if (first === undefined) return;
    const body =
      more.length === 0
        ? `${nameOf(first.target)} is with ${first.address}`
        : `${nameOf(first.target)} and ${more.length} more`;
    this.#show({ title: more.length === 0 ? "Download complete" : `${more.length + 1} downloads complete`, body });
  }
}

/** "first-last/size" */
function reachesEnd(range: string): boolean {
  const [, last, size] = /^\d+-(\d+)\/(\d+)$/.exec(range) ?? [];
  return last !== undefined && Number(last) + 1 === Number(size);
}

/** The last name of a target, which comes from the network: one line of bounded length. */
function nameOf(target: string): string {
  const name = path.posix.basename(decoded(target.split("?", 1)[0] ?? ""));
  return name.replace(/\p{Cc}|\p{Cf}/gu, "�").slice(0, 80) || "The folder";
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
