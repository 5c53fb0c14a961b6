import { connect, type Socket } from "node:net";

/** One answer as it came over the wire. */
export type RawResponse = {
  readonly status: number;
  /** The status line and the fields, without the empty line. */
  readonly head: string;
  readonly body: Buffer;
  /** A field's value by its lower-case name; undefined: it did not come. */
  readonly field: (name: string) => string | undefined;
};

const headEnd = "\r\n\r\n";

/** A visitor who sends whatever bytes a test wants, and reads what comes back. */
export class RawClient {
  readonly socket: Socket;
  #pieces: Buffer[] = [];
  #length = 0;
  #end: "fin" | "reset" | undefined;
  #wake: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on("data", (bytes: Buffer) => {
      this.#pieces.push(bytes);
      this.#length += bytes.length;
      this.#wake();
    });
    socket.on("end", () => this.#finish("fin"));
    socket.on("error", () => this.#finish("reset"));
    socket.on("close", () => this.#finish("reset"));
  }

  /** Connects to a port of 127.0.0.1. */
  static open(port: number): Promise<RawClient> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: "127.0.0.1", port, allowHalfOpen: true, noDelay: true });
      socket.once("error", reject);
      socket.once("connect", () => {
        socket.off("error", reject);
        resolve(new RawClient(socket));
      });
    });
  }

  /** What came and was not taken yet. */
  get received(): Buffer {
    const [first = Buffer.alloc(0)] = this.#pieces;
    const all = this.#pieces.length > 1 ? Buffer.concat(this.#pieces, this.#length) : first;
    this.#pieces = [all];
    return all;
  }

  /** Sends text, one byte a character, or bytes; resolves a turn after the kernel has them, or the connection is gone. */
  send(bytes: string | Buffer): Promise<void> {
    const content = typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes;
    return new Promise((resolve) => this.socket.write(content, () => setImmediate(resolve)));
  }

  /** The next answer, an interim one included. @throws Error where the connection ends before it does. */
  async response(method = "GET"): Promise<RawResponse> {
    const headLength = await this.#find(headEnd);
    const head = this.received.toString("latin1", 0, headLength);
    this.#take(headLength + headEnd.length);
    const field = (name: string) => fieldOf(head, name);
    const status = Number(/^HTTP\/1\.1 ([0-9]{3}) /.exec(head)?.[1]);
    const body = await this.#body(method, status, field);
    return { status, head, body, field };
  }

  /** Everything that still comes, and how it ended. */
  async rest(): Promise<{ readonly bytes: Buffer; readonly end: "fin" | "reset" }> {
    while (this.#end === undefined) await this.#more();
    return { bytes: this.#take(this.#length), end: this.#end };
  }

  /** Waits until so many bytes have come. */
  async until(length: number): Promise<void> {
    while (this.#length < length && this.#end === undefined) await this.#more();
  }

  /** Says that nothing more will be sent. */
  halfClose(): void {
    this.socket.end();
  }

  reset(): void {
    this.socket.resetAndDestroy();
  }

  close(): void {
    this.socket.destroy();
  }

  async #body(method: string, status: number, field: RawResponse["field"]): Promise<Buffer> {
    if (method === "HEAD" || status < 200 || status === 204 || status === 304) return Buffer.alloc(0);
    if (field("transfer-encoding") === "chunked") return this.#chunked();
    const length = field("content-length");
    if (length === undefined) return (await this.rest()).bytes;
    await this.until(Number(length));
    if (this.#length < Number(length)) throw new Error(`the body ended after ${this.#length} bytes`);
    return this.#take(Number(length));
  }

  async #chunked(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for (;;) {
      const lineLength = await this.#find("\r\n");
      const size = Number.parseInt(this.#take(lineLength + 2).toString("latin1"), 16);
      await this.until(size + 2);
      const chunk = this.#take(size + 2);
      if (chunk.toString("latin1", size) !== "\r\n") throw new Error("a chunk without its end");
      if (size === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, size));
    }
  }

  async #find(text: string): Promise<number> {
    for (;;) {
      const at = this.received.indexOf(text);
      if (at !== -1) return at;
      if (this.#end !== undefined)
        throw new Error(`ended (${this.#end}) inside ${this.received.toString("latin1", 0, 1000)}`);
      await this.#more();
    }
  }

  #take(length: number): Buffer {
    const all = this.received;
    this.#pieces = [all.subarray(length)];
    this.#length = Math.max(0, this.#length - length);
    return all.subarray(0, length);
  }

  #more(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }

  #finish(end: "fin" | "reset"): void {
    this.#end ??= end;
    this.#wake();
  }
}

function fieldOf(head: string, name: string): string | undefined {
  const line = head.split("\r\n").find((field) => field.toLowerCase().startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim();
}
