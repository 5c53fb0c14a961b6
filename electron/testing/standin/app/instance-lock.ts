import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";

/** What a second instance tells the first. */
export type Greeting = { readonly argv: string[]; readonly workingDirectory: string; readonly additionalData: string };

/** Says a greeting on a socket and ends with 0 when somebody listened. */
const greet = `const socket = require("node:net").connect(process.argv[1]);
socket.on("error", () => process.exit(1)).on("close", () => process.exit(0)).end(process.argv[2]);`;

/** At most one process for each folder of user data: the first listens on a socket, the others greet it. */
export class InstanceLock {
  readonly #node: string;
  readonly #onGreeting: (greeting: Greeting) => void;
  #server: Server | undefined;

  constructor(node: string, onGreeting: (greeting: Greeting) => void) {
    this.#node = node;
    this.#onGreeting = onGreeting;
  }

  get isHeld(): boolean {
    return this.#server !== undefined;
  }

  /** Synchronous, as Electron's is: another process does the asking. */
  request(userData: string, greeting: Greeting): boolean {
    if (this.#server) return true;
    const socket = socketFor(userData);
    if (existsSync(socket)) {
      const asked = spawnSync(this.#node, ["-e", greet, socket, JSON.stringify(greeting)], { stdio: "ignore" });
      if (asked.status === 0) return false;
      // its owner died without cleaning up
      rmSync(socket, { force: true });
    }
    this.#server = createServer({ allowHalfOpen: true }, (peer) => void this.#receive(peer))
      .listen(socket)
      .unref();
    return true;
  }

  release(): void {
    this.#server?.close();
    this.#server = undefined;
  }

  async #receive(peer: Socket): Promise<void> {
    const greeting = JSON.parse(await text(peer)) as Greeting;
    peer.end();
    this.#onGreeting(greeting);
  }
}

/** In the folder of temporary files: the path of a socket has a length limit that user data may pass. */
function socketFor(userData: string): string {
  const name = createHash("sha256").update(path.resolve(userData)).digest("hex").slice(0, 16);
  return path.join(tmpdir(), `standin-lock-${name}`);
}
