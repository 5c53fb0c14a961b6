import type { Heads } from "./head-store.ts";
import type { LogRecord } from "./log-record.ts";
import { visibleJson } from "./visible.ts";

type NamedValue = { readonly name: string; readonly value: string };

/** What stands around the entries of an HTTP archive (HAR 1.2), which are separated by commas. */
export function harFrame(version: string): { readonly begin: string; readonly end: string } {
  const creator = JSON.stringify({ name: "Porchlight", version });
  return { begin: `{"log":{"version":"1.2","creator":${creator},"entries":[\n`, end: "\n]}}\n" };
}

/** A record as an entry of an archive; `base` is the share's URL, heads are those as sent, where they are kept. */
export function harEntry(record: Readonly<LogRecord>, heads: Heads | undefined, base: string): string {
  const received = headersIn(heads?.received);
  const sent = headersIn(heads?.sent);
  return visibleJson({
    startedDateTime: new Date(record.time).toISOString(),
    time: record.total,
    request: requestOf(record, received, urlOf(record, base), heads?.received),
    response: responseOf(record, sent, heads?.sent),
    cache: {},
    timings: timingsOf(record),
    connection: String(record.connection),
    _clientAddress: record.address,
    _outcome: record.outcome,
    _reason: record.reason,
  });
}

function requestOf(record: Readonly<LogRecord>, headers: readonly NamedValue[], url: string, head: string | undefined) {
  return {
    method: record.method,
    url,
    httpVersion: record.version === "" ? "unknown" : `HTTP/${record.version}`,
    cookies: [],
    headers: headers.length > 0 ? headers : knownHeaders(record),
    queryString: queryOf(url),
    headersSize: head?.length ?? -1,
    bodySize: record.bytesReceived,
  };
}

function responseOf(record: Readonly<LogRecord>, headers: readonly NamedValue[], head: string | undefined) {
  const valueOf = (wanted: string) => headers.find(({ name }) => name.toLowerCase() === wanted)?.value ?? "";
  return {
    status: record.status,
    statusText: /^HTTP\/\S+ \d+ ([^\r\n]*)/.exec(head ?? "")?.[1] ?? "",
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers,
    content: { size: record.bytesSent, mimeType: valueOf("content-type") },
    redirectURL: valueOf("location"),
    headersSize: head?.length ?? -1,
    bodySize: record.bytesSent,
  };
}

function timingsOf({ waited, firstByte, total }: Readonly<LogRecord>) {
  const first = firstByte === -1 ? total : firstByte;
  return { blocked: waited, send: 0, wait: Math.max(first - waited, 0), receive: Math.max(total - first, 0) };
}

/** The fields of a head, as far as it has any. */
function headersIn(head = ""): readonly NamedValue[] {
  return head
    .split(/\r?\n/)
    .slice(1)
    .flatMap((line) => {
      const colon = line.indexOf(":");
      return colon < 1 ? [] : [{ name: line.slice(0, colon), value: line.slice(colon + 1).trim() }];
    });
}

function knownHeaders({ userAgent, referrer }: Readonly<LogRecord>): readonly NamedValue[] {
  const known = [
    { name: "User-Agent", value: userAgent },
    { name: "Referer", value: referrer },
  ];
  return known.filter(({ value }) => value !== "");
}

/** An archive has whole URLs; a target that makes none with the share's own is left as it was sent. */
function urlOf({ target }: Readonly<LogRecord>, base: string): string {
  return URL.parse(target.startsWith("//") ? `.${target}` : target, base)?.href ?? target;
}

function queryOf(url: string): readonly NamedValue[] {
  return [...(URL.parse(url)?.searchParams ?? [])].map(([name, value]) => ({ name, value }));
}
