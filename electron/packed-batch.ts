import type { LogBatch, LogRecord } from "./contract.ts";

/** A record without the names of its fields; null: that one is not there. */
type Row = readonly [
  id: number,
  time: number,
  address: string,
  port: number,
  connection: number,
  requestNumber: number,
  queueDepth: number,
  method: string,
  target: string,
  version: LogRecord["version"],
  userAgent: string,
  referrer: string,
  status: number,
  bytesSent: number,
  bytesExpected: number,
  bytesReceived: number,
  range: string,
  waited: number,
  firstByte: number,
  total: number,
  outcome: LogRecord["outcome"],
  reason: string,
  bytesIncoming: number | null,
  filesSaved: number | null,
];

type Packed = Omit<LogBatch, "records"> & { readonly rows: readonly Row[] };

/**
 * A batch as one text. Objects are cloned on their way from process to process, and then copied field by field by
 * `contextBridge`: in a flood, records would keep the page busier with coming than with being shown.
 */
export function packBatch({ records, ...rest }: LogBatch): string {
  return JSON.stringify({ ...rest, rows: records.map(rowOf) } satisfies Packed);
}

/** The batch that was packed. Only the app's own main process makes such texts: they are not checked. */
export function unpackBatch(text: string): LogBatch {
  const { rows, ...rest } = JSON.parse(text) as Packed;
  return { ...rest, records: rows.map(recordOf) };
}

function rowOf(record: LogRecord): Row {
  return [
    record.id,
    record.time,
    record.address,
    record.port,
    record.connection,
    record.requestNumber,
    record.queueDepth,
    record.method,
    record.target,
    record.version,
    record.userAgent,
    record.referrer,
    record.status,
    record.bytesSent,
    record.bytesExpected,
    record.bytesReceived,
    record.range,
    record.waited,
    record.firstByte,
    record.total,
    record.outcome,
    record.reason,
    record.bytesIncoming ?? null,
    record.filesSaved ?? null,
  ];
}

function recordOf(row: Row): LogRecord {
  const record: LogRecord = {
    id: row[0],
    time: row[1],
    address: row[2],
    port: row[3],
    connection: row[4],
    requestNumber: row[5],
    queueDepth: row[6],
    method: row[7],
    target: row[8],
    version: row[9],
    userAgent: row[10],
    referrer: row[11],
    status: row[12],
    bytesSent: row[13],
    bytesExpected: row[14],
    bytesReceived: row[15],
    range: row[16],
    waited: row[17],
    firstByte: row[18],
    total: row[19],
    outcome: row[20],
    reason: row[21],
  };
  const [bytesIncoming, filesSaved] = [row[22], row[23]];
  if (bytesIncoming !== null) record.bytesIncoming = bytesIncoming;
  if (filesSaved !== null) record.filesSaved = filesSaved;
  return record;
}
