import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { statusOf } from "./download.ts";
import type { UploadJob, UploadResult } from "./jobs.ts";
import { requestBytes } from "./request-bytes.ts";

const block = randomBytes(1024 * 1024);

/** Sends one file by PUT, as fast as it is taken, and waits for the answer. */
export async function upload({ port, target, bytes }: UploadJob): Promise<UploadResult> {
  const start = performance.now();
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  const answer = firstBytes(socket);
  socket.write(requestBytes(target, { "Content-Length": String(bytes), Connection: "close" }, "PUT"));
  await Promise.race([send(socket, bytes), answer]);
  const status = statusOf(await answer);
  socket.destroy();
  return { status, seconds: (performance.now() - start) / 1000 };
}

async function send(socket: Socket, bytes: number): Promise<void> {
  for (let left = bytes; left > 0 && !socket.destroyed; left -= block.length) {
    if (!socket.write(block.subarray(0, left))) await once(socket, "drain");
  }
}

function firstBytes(socket: Socket): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    socket.once("data", resolve);
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("no answer came")));
  });
}
