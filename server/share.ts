import path from "node:path";
import { refuseBlocked, type BlockedDevices } from "./access/blocked-devices.ts";
import { allowOrigins } from "./access/cors.ts";
import { checkHost, isOnlyHere } from "./access/host-check.ts";
import { isolateOrigin } from "./access/isolation.ts";
import { refuseOtherOrigins } from "./access/origin-check.ts";
import { refuseWhenAway } from "./access/when-away.ts";
import type { ServerCounters } from "./connection/counters.ts";
import { defaultLimits, usualHost, type Limits } from "./connection/limits.ts";
import { Server, type OpenConnection, type ServerState } from "./connection/server.ts";
import { DiskThread } from "./files/disk-thread.ts";
import { saveDownloads } from "./files/download.ts";
import { FolderReader } from "./files/folder-reader.ts";
import { FolderShare } from "./files/folder-share.ts";
import { isReadableFolder, openRoot, type Root } from "./files/root.ts";
import { wrap, type Handler, type Middleware } from "./http/handler.ts";
import { HttpError } from "./http/http-error.ts";
import type { RequestLog } from "./log/request-log.ts";
import { pageAssets, serveAssets, type PageAssets } from "./page/assets.ts";
import { showErrors } from "./page/error-page.ts";
import { answerFolder, type FolderPageOptions } from "./page/folder-answer.ts";
import { showFormErrors } from "./page/form-error.ts";
import { readVisitorBundle } from "./page/visitor-bundle.ts";
import { ShareProblem, folderProblem, notAFolder, portProblem, portsTaken } from "./share-problem.ts";
import { openUploads } from "./share-uploads.ts";
import type { UploadOptions } from "./uploads/upload-options.ts";
import type { UploadShare } from "./uploads/upload-share.ts";
import { ZipShare } from "./zip/zip-share.ts";

/** What is shared, where, and what visitors may do. */
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
  /** Whether compressed neighbours stand in for files; never where visitors may send some into the folder. */
  readonly precompressed?: boolean;
  /** Whether pages of other origins may read the share. */
  readonly cors?: boolean;
  /** The folder is a website: its pages run their scripts, and 404.html stands for what is not there. */
  readonly website?: WebsiteOptions | undefined;
  /** The owner's words on top of the first folder page, in Markdown. */
  readonly note?: string | undefined;
  /** Host names, beside this computer's own, that requests may be for. */
  readonly names?: readonly string[];
  readonly limits?: Partial<Limits>;
  /** Who gets nothing, also while the share runs. */
  readonly blocked?: BlockedDevices;
  /** Visitors may send files; undefined: they may not. */
  readonly uploads?: UploadOptions | undefined;
  readonly log?: RequestLog;
};

/** How a folder behaves that is a website. */
export type WebsiteOptions = {
  /** Whether index.html answers for every page that is not there. */
  readonly spa?: boolean;
  /** Whether `/about` is about.html. */
  readonly cleanUrls?: boolean;
  /** Whether its pages are kept apart from other origins' (COOP and COEP), for shared memory and threads. */
  readonly isolated?: boolean;
};

/** What a share has come to be. */
export type Started = {
  readonly port: number;
  /** What the folder's links led to then: they may lead elsewhere by now, or be gone, and this is still served. */
  readonly served: string;
};

/** Ports after the wanted one that are tried. */
const portsTried = 20;
/** Windows keeps ports for Hyper-V, and so for WSL and Docker, a hundred in a row (netsh int ipv4 show excludedportrange). */
const portsKept = 100;

/** A folder, its server, its access rules and its log, started and stopped as one, as often as one likes. */
export class Share {
  readonly log: RequestLog;
  /** Absolute. */
  readonly folder: string;
  readonly #options: ShareOptions;
  readonly #limits: Limits;
  readonly #server: Server;
  readonly #disk = new DiskThread();
  readonly #folders = new FolderReader(this.#disk);
  #files: FolderShare | undefined;
  #uploads: UploadShare | undefined;
  #handler: Handler = stopped;
  #away: string | undefined;
  #isStarting = false;

  constructor(options: ShareOptions) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.folder = path.resolve(options.folder);
    this.#server = new Server((request) => this.#handler(request), options);
    this.log = this.#server.log;
  }

  get state(): ServerState {
    return this.#server.state;
  }

  get counters(): ServerCounters {
    return this.#server.counters;
  }

  /** @throws ShareProblem where the folder or the port is not to be had; whatever it throws, nothing stays open. */
  async start(): Promise<Started> {
    const now = this.#isStarting ? "starting" : this.state.kind;
    if (now !== "stopped") throw new Error(`the share is ${now}`);
    this.#isStarting = true;
    try {
      return await this.#start();
    } finally {
      this.#isStarting = false;
    }
  }

  async #start(): Promise<Started> {
    const root = await this.#openFolder();
    this.#away = undefined;
    const assets = pageAssets(await readVisitorBundle());
    const { uploads } = this.#options;
    this.#uploads = uploads && (await openUploads(root, uploads, this.#limits.arrivingFiles));
    try {
      // Before anybody can get in: from then on the one who waits for this has to hear that it shall end.
      await this.#disk.start();
      const port = await this.#listen();
      void this.#uploads?.sweep();
      this.#files = this.#shareFolder(root, assets);
      this.#handler = wrap(this.#files.handle, ...this.#middleware(root, assets, this.#files));
      return { port, served: root.path };
    } catch (error) {
      await this.stop(0);
      throw error;
    }
  }

  /** Stops accepting, lets answers finish for up to so long, and lets go of every file. */
  async stop(milliseconds?: number): Promise<void> {
    await this.#server.stop(milliseconds);
    this.#handler = stopped;
    this.#files?.close();
    this.#folders.close();
    await this.#disk.close();
    await this.#uploads?.close(); // which a disk that was pulled out may refuse
  }

  /**
   * Refuses all requests (503) while the folder is away, for the reason that the log gives; undefined: it is back.
   * Where a drive is gone that was mounted on it, something else lies there.
   */
  folderAway(reason: string | undefined): void {
    this.#away = reason;
  }

  /** Ends every connection at once. */
  closeAll(): void {
    this.#server.closeAll();
  }

  /** Ends some connections at once; what was under way on them fails for this reason. */
  closeThose(isMeant: (connection: OpenConnection) => boolean, reason: string): void {
    this.#server.closeThose(isMeant, reason);
  }

  #shareFolder(root: Root, assets: PageAssets): FolderShare {
    const { precompressed = false, note = "", website, uploads } = this.#options;
    const sentFilesGo = uploads && (uploads.inbox === undefined ? "here" : "to the owner");
    const page: FolderPageOptions = {
      title: titleOf(root),
      most: this.#limits.listingEntries,
      note,
      sentFilesGo,
      assets,
      reader: this.#folders,
    };
    return new FolderShare(root, {
      // who may send a file beside another must not put something in its place by that
      precompressed: precompressed && sentFilesGo !== "here",
      // the page has the form; and who may send files must not take the page from others by an index.html
      showsFolders: uploads !== undefined,
      website: website && { spa: website.spa ?? false, cleanUrls: website.cleanUrls ?? false },
      answerFolder: (request, folder) => answerFolder(request, folder, page),
    });
  }

  #middleware(root: Root, assets: PageAssets, files: FolderShare): readonly Middleware[] {
    const { names = [], host = usualHost, cors = false, website, blocked } = this.#options;
    const { zipEntries: entries, zipEntriesAtOnce: entriesAtOnce, zipForms: forms } = this.#limits;
    return [
      showErrors(titleOf(root), assets),
      showFormErrors(titleOf(root), assets),
      checkHost([host, ...names], isOnlyHere(host)), // a name to listen on is announced
      refuseOtherOrigins(),
      ...(cors ? [allowOrigins()] : []),
      ...(website?.isolated === true ? [isolateOrigin()] : []),
      serveAssets(assets),
      ...(blocked === undefined ? [] : [refuseBlocked(blocked)]),
      refuseWhenAway(() => this.#away),
      saveDownloads,
      new ZipShare(root, this.#disk, { title: titleOf(root), entries, entriesAtOnce, forms }).middleware,
      ...(this.#uploads === undefined ? [] : [this.#uploads.middleware((request) => files.stateOf(request))]),
    ];
  }

  async #openFolder(): Promise<Root> {
    try {
      const root = await openRoot(this.folder, this.#options.dotfiles ?? false);
      if (!(await isReadableFolder(root.path))) throw notAFolder(this.folder);
      return root;
    } catch (error) {
      throw error instanceof ShareProblem ? error : folderProblem(this.folder, error);
    }
  }

  async #listen(): Promise<number> {
    const { port: wanted = 0, host = usualHost, nextFreePort = false } = this.#options;
    let port = wanted;
    for (let left = nextFreePort && wanted !== 0 ? portsTried : 0; ; left--) {
      try {
        return await this.#server.start(port);
      } catch (error) {
        const problem = portProblem(host, port, error);
        const next = portAfter(port, problem);
        if (next === undefined) throw problem;
        if (left === 0 || next > 65535) throw port === wanted ? problem : portsTaken(wanted, port, error);
        port = next;
      }
    }
  }
}

/** The port to try where this one is not free; undefined: another one would not help. */
function portAfter(port: number, { kind }: ShareProblem): number | undefined {
  if (kind === "port taken") return port + 1;
  return kind === "port kept" ? port + portsKept : undefined;
}

/** What pages and zips call the share. */
function titleOf(root: Root): string {
  return path.basename(root.path) || root.path;
}

const stopped: Handler = () => {
  throw new HttpError(503, "sharing has just begun or ended");
};
