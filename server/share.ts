import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";
import type { ServerCounters } from "./connection/counters.ts";
import type { Limits } from "./connection/limits.ts";
import { Server, type ServerState } from "./connection/server.ts";
import { allowOrigins } from "./cors.ts";
import { FolderShare } from "./files/folder-share.ts";
import { openRoot, type Root } from "./files/root.ts";
import { checkHost } from "./host-check.ts";
import { wrap, type Handler } from "./http/handler.ts";
import { HttpError } from "./http/http-error.ts";
import { RequestLog } from "./log/request-log.ts";
import { ShareProblem, folderProblem, notAFolder, portProblem } from "./share-problem.ts";

export type ShareOptions = {
  readonly folder: string;
  /** 127.0.0.1 unless told; "::" is every interface, IPv6 and IPv4. */
  readonly host?: string;
  /** 0: any free one. */
  readonly port?: number;
  /** Whether one of the next ports will do where the port is taken. */
  readonly nextFreePort?: boolean;
  readonly workerCount?: number;
  readonly dotfiles?: boolean;
  readonly precompressed?: boolean;
  /** Whether pages of other origins may read the share. */
  readonly cors?: boolean;
  /** Host names, beside this computer's own, that requests may be for. */
  readonly names?: readonly string[];
  readonly limits?: Partial<Limits>;
  readonly listingEntries?: number;
  readonly log?: RequestLog;
};

/** Ports after the wanted one that are tried. */
const portsTried = 20;
/** Entries that a listing shows at the most: a page of them is 16 MB. */
const listingEntries = 100_000;

/** A folder, its server, its access rules and its log, started and stopped as one, as often as one likes. */
export class Share {
  readonly log: RequestLog;
  /** Absolute. */
  readonly folder: string;
  readonly #options: ShareOptions;
  readonly #server: Server;
  #files: FolderShare | undefined;
  #handler: Handler = stopped;

  constructor(options: ShareOptions) {
    const { host, port, workerCount = 16, limits = {}, log = new RequestLog() } = options;
    this.#options = options;
    this.folder = path.resolve(options.folder);
    this.log = log;
    this.#server = new Server((request) => this.#handler(request), {
      host: host ?? "127.0.0.1",
      port: port ?? 0,
      workerCount,
      limits,
      log,
    });
  }

  get state(): ServerState {
    return this.#server.state;
  }

  get counters(): ServerCounters {
    return this.#server.counters;
  }

  /** @throws ShareProblem where the folder or the port is not to be had. */
  async start(): Promise<{ readonly port: number }> {
    const root = await this.#openFolder();
    const port = await this.#listen();
    const { precompressed = false, names = [], cors = false } = this.#options;
    const title = path.basename(root.path) || root.path;
    this.#files = new FolderShare(root, {
      title,
      precompressed,
      listingEntries: this.#options.listingEntries ?? listingEntries,
    });
    this.#handler = wrap(this.#files.handle, checkHost(names), ...(cors ? [allowOrigins()] : []));
    return { port };
  }

  /** Stops accepting, lets answers finish for up to so long, and lets go of every file. */
  async stop(milliseconds?: number): Promise<void> {
    await this.#server.stop(milliseconds);
    this.#files?.close();
    this.#handler = stopped;
  }

  /** Ends every connection at once. */
  closeAll(): void {
    this.#server.closeAll();
  }

  async #openFolder(): Promise<Root> {
    try {
      const root = await openRoot(this.folder, this.#options.dotfiles ?? false);
      if (!(await stat(root.path)).isDirectory()) throw notAFolder(this.folder);
      await access(root.path, constants.R_OK | constants.X_OK);
      return root;
    } catch (error) {
      throw error instanceof ShareProblem ? error : folderProblem(this.folder, error);
    }
  }

  async #listen(): Promise<number> {
    const { port: wanted = 0, host = "127.0.0.1", nextFreePort = false } = this.#options;
    const last = nextFreePort && wanted !== 0 ? Math.min(wanted + portsTried, 65535) : wanted;
    for (let port = wanted; ; port++) {
      try {
        return await this.#server.start(port);
      } catch (error) {
        const problem = portProblem(host, port, error);
        if (problem.kind !== "port taken" || port === last) throw problem;
      }
    }
  }
}

const stopped: Handler = () => {
  throw new HttpError(503, "sharing has just begun or ended");
};
