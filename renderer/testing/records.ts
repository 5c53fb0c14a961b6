import type { LogRecord } from "../../electron/contract.ts";

/** A finished GET, changed where a test has something to say. */
export function recordWith(change: Partial<LogRecord> = {}): LogRecord {
  return {
    id: 1,
    address: "192.168.1.23",
    port: 50_000,
    connection: 1,
    requestNumber: 1,
    method: "GET",
    target: "/",
    version: "1.1",
    userAgent: "",
    referrer: "",
    time: Date.UTC(2026, 10, 22, 12),
    queueDepth: 0,
    status: 200,
    bytesSent: 1000,
    bytesExpected: 1000,
    bytesReceived: 0,
    range: "",
    waited: 0,
    firstByte: 2,
    total: 5,
    outcome: "complete",
    reason: "",
    ...change,
  };
}
