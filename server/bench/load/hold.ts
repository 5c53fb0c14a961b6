import { connect, type Socket } from "node:net";
import { AnswerScanner } from "./answer-scanner.ts";
import type { HoldJob, HoldResult } from "./jobs.ts";
import { requestBytes } from "./request-bytes.ts";

/** Connections that are being made at one time: fewer than any server's backlog. */
const together = 50;
/** Milliseconds between two bytes of a slow head. */
const drip = 1000;

const readBuffer = Buffer.allocUnsafeSlow(64 * 1024);

export type Held = { readonly count: () => HoldResult };

/** Makes the connections of the job. Slow heads that the server closes are begun anew, as somebody with intent would. */
export async function holdConnections(job: HoldJob): Promise<Held> {
  const idle = await openAll(job.idle, () => openIdle(job));
  const stalled = await openAll(job.stalled, () => openStalled(job));
  const slowHeads = await openAll(job.slowHeads, () => openSlowHead(job));
  setInterval(() => dripInto(slowHeads, job), drip);
  return {
    count: () => ({ idle: openOf(idle), slowHeads: openOf(slowHeads), stalled: openOf(stalled) }),
  };
}

async function openAll(count: number, open: () => Promise<Socket>): Promise<Set<Socket>> {
  const sockets = new Set<Socket>();
  while (sockets.size < count) {
    const batch = Array.from({ length: Math.min(together, count - sockets.size) }, open);
    for (const socket of await Promise.all(batch)) sockets.add(socket);
  }
  return sockets;
}

function openOf(sockets: ReadonlySet<Socket>): number {
  return [...sockets].filter((socket) => !socket.destroyed).length;
}

/** A connection that has been answered once, or was refused. */
async function openIdle({ port, small }: HoldJob): Promise<Socket> {
  const scanner = new AnswerScanner(small.bytes);
  return new Promise((resolve) => {
    const callback = (length: number, bytes: Uint8Array) => {
      if (scanner.take(bytes, length) !== 0) resolve(socket);
      return true;
    };
    const socket = connect({ port, host: "127.0.0.1", onread: { buffer: readBuffer, callback } });
    socket.on("error", () => undefined); // "close" follows
    socket.on("close", () => resolve(socket));
    socket.write(requestBytes(small.target));
  });
}

/** A download that takes its first bytes, and no more. */
async function openStalled({ port, large }: HoldJob): Promise<Socket> {
  return new Promise((resolve) => {
    const callback = () => {
      resolve(socket);
      return false;
    };
    const socket = connect({ port, host: "127.0.0.1", onread: { buffer: readBuffer, callback } });
    socket.on("error", () => undefined); // "close" follows
    socket.on("close", () => resolve(socket));
    socket.write(requestBytes(large));
  });
}

async function openSlowHead({ port, small }: HoldJob): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  socket.on("error", () => undefined); // "close" follows
  socket.resume();
  await new Promise<unknown>((resolve) => socket.once("connect", resolve).once("close", resolve));
  socket.write(`GET ${small.target} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: `);
  return socket;
}

function dripInto(slowHeads: Set<Socket>, job: HoldJob): void {
  for (const socket of slowHeads) {
    if (socket.writable) {
      socket.write("x");
      continue;
    }
    slowHeads.delete(socket);
    void openSlowHead(job).then((another) => slowHeads.add(another));
  }
}
