import { connect } from "node:net";
import type { DownloadJob, DownloadResult } from "./jobs.ts";
import { requestBytes } from "./request-bytes.ts";

/** An answer that was read to its end; milliseconds from asking for a connection on. */
export type Downloaded = {
  readonly status: number;
  readonly firstByte: number;
  readonly total: number;
  /** Head and framing included. */
  readonly bytes: number;
};

/** Reads an answer. The connection is to be closed behind it, so that its end needs no understanding. */
export function download(port: number, target: string, fields: Readonly<Record<string, string>> = {}) {
  return new Promise<Downloaded>((resolve, reject) => {
    const start = performance.now();
    let first: { readonly at: number; readonly status: number } | undefined;
    let bytes = 0;
    const onRead = (length: number, buffer: Uint8Array) => {
      first ??= { at: performance.now() - start, status: statusOf(buffer) };
      bytes += length;
      return true;
    };
    const onread = { buffer: Buffer.allocUnsafeSlow(64 * 1024), callback: onRead };
    const socket = connect({ port, host: "127.0.0.1", noDelay: true, onread });
    socket.on("error", reject);
    socket.on("close", () => {
      if (first === undefined) reject(new Error("no answer came"));
      else resolve({ status: first.status, firstByte: first.at, total: performance.now() - start, bytes });
    });
    socket.write(requestBytes(target, { ...fields, Connection: "close" }));
  });
}

/** The job of it. */
export async function downloadOnce({ port, target, most }: DownloadJob): Promise<DownloadResult> {
  const fields = most === undefined ? {} : { Range: `bytes=0-${most - 1}` };
  const { status, total, bytes } = await download(port, target, fields);
  return { status, bytes, seconds: total / 1000 };
}

/** The status in an answer's first bytes; 0: it is none. */
export function statusOf(bytes: Uint8Array): number {
  const [, digits = "0"] =
    /^HTTP\/1\.[01] ([0-9]{3})/.exec(Buffer.from(bytes.subarray(0, 16)).toString("latin1")) ?? [];
  return Number(digits);
}
