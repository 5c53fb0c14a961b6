import { createServer, type Server as NetServer, type Socket } from "node:net";
import type { Handler } from "../http/handler.ts";
import { HeadMemory } from "../http/head-memory.ts";
import { HostReader } from "../http/host.ts";
import { RequestLog } from "../log/request-log.ts";
import { PerAddress } from "../per-address.ts";
import { BufferPool } from "./buffer-pool.ts";
import { Clock } from "./clock.ts";
import { Connection } from "./connection.ts";
import { Tally, type ServerCounters } from "./counters.ts";
import { Crowd } from "./crowd.ts";
import { defaultLimits, usualHost, usualWorkerCount, type Limits } from "./limits.ts";
import { peerLeft } from "./phase.ts";
import { mustBeFreeForAll } from "./port-for-all.ts";
import type { Service } from "./service.ts";
import { TurnBudget } from "./turn-budget.ts";
import { WorkerQueue } from "./worker-queue.ts";

/** Where a server listens, and how much it takes on. */
export type ServerOptions = {
  /** 127.0.0.1 unless told. */
  readonly host?: string;
  /** 0: any free one. */
  readonly port?: number;
  readonly workerCount?: number;
  /** Ready requests that may wait for a worker: workers × 8. */
  readonly backlog?: number;
  readonly limits?: Partial<Limits>;
  readonly log?: RequestLog;
};

/** What a server is doing. */
export type ServerState =
  | { readonly kind: "stopped" }
  | { readonly kind: "starting" }
  | { readonly kind: "listening"; readonly host: string; readonly port: number }
  | { readonly kind: "stopping" };

/** A connection, as records name it, and who is at its other end. */
export type OpenConnection = Pick<Connection, "id" | "peer">;

/** Connections the kernel may hold before they are accepted: a burst of 400 finds room. */
const listenBacklog = 4096;

/** Accepts connections and lets them be answered; started and stopped as often as one likes. */
export class Server {
  readonly log: RequestLog;
  readonly #options: ServerOptions;
  readonly #service: Service;
  readonly #connections = new Crowd<Connection>();
  readonly #perAddress = new PerAddress();
  /** Those of the connections for which there was no room. */
  readonly #turnedAway = new Set<Connection>();
  #listener: NetServer | undefined;
  #sweep: NodeJS.Timeout | undefined;
  #state: ServerState = { kind: "stopped" };
  #stopped: Promise<void> | undefined;
  #onEmpty: (() => void) | undefined;

  constructor(handler: Handler, options: ServerOptions = {}) {
    const { workerCount = usualWorkerCount, backlog = workerCount * 8 } = options;
    const limits = { ...defaultLimits, ...options.limits };
    this.#options = options;
    this.log = options.log ?? new RequestLog();
    this.#service = {
      handler,
      limits,
      queue: new WorkerQueue(workerCount, backlog),
      log: this.log,
      tally: new Tally(),
      clock: new Clock(limits.sleepMilliseconds),
      turn: new TurnBudget(limits.turnMilliseconds),
      pool: new BufferPool(limits.pumpBytes),
      heads: new HeadMemory(),
      hosts: new HostReader(),
    };
  }

  get state(): ServerState {
    return this.#state;
  }

  get counters(): ServerCounters {
    const { tally, queue } = this.#service;
    return {
      connectionsOpen: this.#connections.size,
      connectionsAccepted: tally.connectionsAccepted,
      connectionsRefused: tally.connectionsRefused,
      requests: tally.requests,
      ended: tally.ended,
      byStatusClass: [...tally.byStatusClass],
      bytesSent: tally.bytesSent,
      bytesReceived: tally.bytesReceived,
      transfers: tally.transfers,
      queue: queue.counters,
    };
  }

  /**
   * Listens; the port that it got.
   * @throws Error as node:net does, with a code such as EADDRINUSE, and is stopped then; or where it was not before.
   */
  async start(port = this.#options.port ?? 0): Promise<number> {
    if (this.#state.kind !== "stopped") throw new Error(`the server is ${this.#state.kind}`);
    this.#state = { kind: "starting" };
    const { host = usualHost } = this.#options;
    const listener = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => this.#accept(socket));
    try {
      await mustBeFreeForAll(host, port);
      await listening(listener, host, port);
    } catch (error) {
      this.#state = { kind: "stopped" };
      throw error;
    }
    this.#listener = listener;
    this.#sweep = setInterval(() => this.#sweepAll(), this.#service.limits.sweepMilliseconds);
    const address = listener.address();
    const actualPort = typeof address === "object" && address !== null ? address.port : port;
    this.#state = { kind: "listening", host, port: actualPort };
    return actualPort;
  }

  /**
   * Stops accepting, lets answers under way finish within their limit or the time given, and closes what is left.
   * While it is stopping already, the first stop's time counts.
   */
  stop(milliseconds = this.#service.limits.stopMilliseconds): Promise<void> {
    if (this.#listener !== undefined && this.#state.kind === "listening") {
      this.#stopped = this.#stop(this.#listener, milliseconds);
    }
    return this.#stopped ?? Promise.resolve();
  }

  async #stop(listener: NetServer, milliseconds: number): Promise<void> {
    this.#state = { kind: "stopping" };
    const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
    for (const connection of this.#connections) connection.stop();
    await this.#empty(milliseconds);
    this.closeAll();
    await closed;
    await this.#empty(); // the listener is closed a moment before the last connections say that they are
    clearInterval(this.#sweep);
    this.#listener = undefined;
    this.#state = { kind: "stopped" };
  }

  /** Closes every connection at once: for a stop that somebody has lost patience with. */
  closeAll(): void {
    for (const connection of this.#connections) connection.abort({ outcome: "failed", reason: "sharing was stopped" });
  }

  /** Closes some connections at once; what was under way on them fails for this reason, once it is saved where it is whole. */
  closeThose(isMeant: (connection: OpenConnection) => boolean, reason: string): void {
    for (const connection of this.#connections)
      if (isMeant(connection)) connection.abort({ outcome: "failed", reason, awaitsSaving: true });
  }

  /** Resolves when no connection is left, or after so many milliseconds. */
  #empty(milliseconds?: number): Promise<void> {
    if (this.#connections.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = milliseconds === undefined ? undefined : setTimeout(resolve, milliseconds);
      this.#onEmpty = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #accept(socket: Socket): void {
    const number = ++this.#service.tally.connectionsAccepted;
    const connection = new Connection(number, socket, this.#service, (closed) => this.#forget(closed));
    const { address } = connection.peer;
    const refusal = this.#refusalOf(address);
    if (refusal !== undefined) this.#turnAway(connection, refusal);
    else {
      this.#connections.add(connection);
      this.#perAddress.add(address);
    }
  }

  /** Why a further connection from an address is one too many; undefined: it is not. */
  #refusalOf(address: string): string | undefined {
    const { connections, connectionsPerAddress } = this.#service.limits;
    const isFull = this.#connections.size - this.#turnedAway.size >= connections;
    if (isFull) return `too many connections at once: ${connections} are the limit`;
    return this.#perAddress.isFull(address, connectionsPerAddress)
      ? `too many connections at once from one address: ${connectionsPerAddress} are the limit`
      : undefined;
  }

  /** Who is turned away must not fill the server, or take the room of others: only a few are told at a time. */
  #turnAway(connection: Connection, refusal: string): void {
    this.#service.tally.connectionsRefused++;
    if (this.#turnedAway.size >= this.#service.limits.turnedAway) {
      connection.abort(peerLeft);
      return;
    }
    this.#connections.add(connection);
    this.#turnedAway.add(connection);
    connection.turnAway(refusal);
  }

  #forget(connection: Connection): void {
    if (!this.#connections.delete(connection)) return;
    if (!this.#turnedAway.delete(connection)) this.#perAddress.remove(connection.peer.address);
    if (this.#connections.size === 0) this.#onEmpty?.();
  }

  #sweepAll(): void {
    const now = performance.now();
    this.#service.clock.set(now);
    this.#service.clock.look(now);
    for (const connection of this.#connections) connection.sweep(now);
  }
}

function listening(listener: NetServer, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    listener.once("error", reject);
    listener.on("error", () => undefined); // later ones: no descriptor is left for a visitor, who has to come again
    // Without a host, node:net takes every interface, IPv6 and IPv4, or IPv4 alone where there is no IPv6.
    listener.listen({ ...(host === "::" ? {} : { host }), port, backlog: listenBacklog }, () => {
      listener.off("error", reject);
      resolve();
    });
  });
}
