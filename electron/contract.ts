import type { ServerCounters } from "../server/connection/counters.ts";
import type { LogRecord } from "../server/log/log-record.ts";

export type { LogRecord, ServerCounters };

/** What went wrong for the user, and what to do about it: two sentences to show as they are. */
export type Problem = {
  readonly what: string;
  readonly remedy: string;
  /** What is to be chosen anew, where it is not the shared folder. */
  readonly about?: "inbox";
};

/** Every answer that can fail is a value: a thrown error would cross IPC as text alone. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** Who may reach the share: every device on the network, or this computer alone. */
export type Reach = "network" | "computer";

/** Ended requests that the app remembers; so many the window keeps at the most, and can ask to be exported. */
export const mostRecords = 100_000;
/** Characters of a note that settings keep: more is a file of its own. */
export const longestNote = 10_000;
/** Bytes, more than any disk has: no rule may name more. */
export const largestSize = 2 ** 50;

/** What visitors of one folder may do beside opening what is in it, and what its owner tells them. */
export type VisitorRules = {
  /** Whether visitors may send files. */
  readonly uploads: boolean;
  /** The absolute path of the folder that all of it goes to; "": the shared folder itself. */
  readonly inbox: string;
  /** The most bytes that one file may have. */
  readonly mostBytes: number;
  /** Bytes that stay free on the disk. */
  readonly diskBytesToLeave: number;
  /** Whether the folder is a website: its pages run their scripts. What follows is for websites alone. */
  readonly website: boolean;
  /** index.html answers for every page. */
  readonly spa: boolean;
  /** /about is about.html. */
  readonly cleanUrls: boolean;
  /** Apart from other origins (COOP and COEP). */
  readonly isolated: boolean;
  /** Web pages of any origin may read the share. */
  readonly cors: boolean;
  /** page.html.br or .gz is sent for page.html. */
  readonly precompressed: boolean;
  /** Words on top of the folder page, in Markdown; "": none. */
  readonly note: string;
};

/** What was chosen for the visitors of a folder. */
export type FolderRules = { readonly folder: string; readonly rules: VisitorRules };

/** What the user chose to share, and how. */
export type ShareChoice = {
  /** An absolute path. */
  readonly folder: string;
  readonly reach: Reach;
  readonly port: number;
  /** Whether names that start with a dot are served. */
  readonly dotfiles: boolean;
  readonly rules: VisitorRules;
};

/** What of a folder its owner has seen and wants on the network. */
export type Acceptance = {
  readonly folder: string;
  /** Whether names that start with a dot were among it. */
  readonly dotfiles: boolean;
  /** Whether visitors were to send files. */
  readonly uploads: boolean;
};

/** One way to reach the share, as other devices write it. */
export type Address = {
  readonly url: string;
  readonly kind: "IPv4" | "IPv6" | "name";
  /** The network interface's name, "" for a host name. */
  readonly adapter: string;
  /** VPNs, containers and virtual machines come last, and say so. */
  readonly adapterKind: "network" | "vpn" | "virtual" | "loopback";
  /** A QR code of the url: rows of modules, true is dark. */
  readonly qr: readonly (readonly boolean[])[];
};

/** What the share is doing, and what is known of it while it does. */
export type ShareStatus =
  | { readonly kind: "off" }
  | { readonly kind: "starting"; readonly choice: ShareChoice }
  | {
      readonly kind: "on";
      readonly choice: ShareChoice;
      /** The port in use; another than the chosen one where that was taken. */
      readonly port: number;
      /** Milliseconds since 1970. */
      readonly since: number;
      /** Best first. */
      readonly addresses: readonly Address[];
      /** The first device, not this computer, that asked for something: its address. */
      readonly firstVisitor: string | undefined;
    }
  | {
      readonly kind: "stopping";
      readonly transfers: number;
      /** The folder that is shared in its place as soon as it has stopped. */
      readonly next?: string;
    }
  | { readonly kind: "problem"; readonly choice: ShareChoice; readonly problem: Problem };

/** Something in a folder that its owner may not want to share. */
export type Warning = {
  readonly kind: "home folder" | "system folder" | "environment file" | "version control" | "private key" | "link out";
  /** Relative to the folder, at most a few; every one of them is counted. */
  readonly examples: readonly string[];
  readonly count: number;
  /** How many of them are not shared, because names that start with a dot are hidden. */
  readonly hidden: number;
};

/** What is in a folder, counted in slices; `done` false while it goes on. */
export type Preflight = {
  readonly folder: string;
  readonly files: number;
  readonly folders: number;
  readonly bytes: number;
  readonly warnings: readonly Warning[];
  readonly done: boolean;
};

/** What is remembered between two runs. */
export type Settings = {
  readonly folder: string | undefined;
  /** The last ten, newest first: the main process adds to them when `folder` changes. */
  readonly recents: readonly string[];
  readonly port: number;
  readonly reach: Reach;
  readonly dotfiles: boolean;
  /** Saved filters of the log, newest first. */
  readonly filters: readonly string[];
  readonly theme: "system" | "light" | "dark";
  readonly notifyOnDownload: boolean;
  readonly closeToTray: boolean;
  readonly openAtLogin: boolean;
  /** Whether sharing goes on by itself when the app was started at login. */
  readonly resumeAtLogin: boolean;
  /** Whether the log's keys that are one character work wherever the keyboard is in the window: else only in the log. */
  readonly logKeysEverywhere: boolean;
  /** Folders whose preflight was accepted for the network, the last one first. */
  readonly accepted: readonly Acceptance[];
  /** Folders whose visitors may do other than the usual, the one that was changed last first. */
  readonly folders: readonly FolderRules[];
};

/** Records for the window, in order. A record that is under way comes again, with the same id, each time it changed. */
export type LogBatch = {
  /** Counts up from 1 for each page load. */
  readonly sequence: number;
  readonly records: readonly LogRecord[];
  /**
   * How many ended records this page has not been sent and will not be, so far: they ended long before it loaded, it
   * could not keep up, or it was hidden. Together with the ended records that it was sent, these are all there were.
   */
  readonly notShown: number;
  readonly counters: ServerCounters;
};

/** All that a page needs when it loads. */
export type Snapshot = {
  readonly platform: "linux" | "darwin" | "win32";
  readonly version: string;
  readonly settings: Settings;
  /** What holds for folders that have no rules of their own. */
  readonly usualRules: VisitorRules;
  readonly share: ShareStatus;
  /** What happened to a settings file that could not be read or written, to be said once. */
  readonly settingsProblem: Problem | undefined;
  readonly counters: ServerCounters;
  /** The addresses of the devices that get nothing any more. */
  readonly blocked: readonly string[];
};

/** The heads of one exchange as they went over the wire, Latin-1; undefined: they are no longer kept. */
export type RequestDetails = { readonly received: string; readonly sent: string };

/** What the log can be exported as. */
export type ExportFormat = "ndjson" | "combined" | "csv" | "har";

/** Where the log was written to, and how many of the records that were asked for: others are no longer kept. */
export type Exported = { readonly file: string; readonly records: number };

/** A folder by its one name, and whether it is the chosen one now: while another is shared, that is asked first. */
export type PickedFolder = { readonly folder: string; readonly isChosen: boolean };

/** What the window may ask of the main process, and what it is answered. */
export type Requests = {
  /** The page has loaded: everything so far. Log batches start again from sequence 1. */
  "app:snapshot": () => Snapshot;
  /** Shows the folder dialog; undefined: it was cancelled. */
  "folder:choose": () => string | undefined;
  /**
   * Makes a folder that was chosen, dropped, handed over or picked from the recents the chosen one, if it can be shared
   * and none is shared now; undefined: another took its place before its drive had answered.
   */
  "folder:pick": (folder: string) => Result<PickedFolder> | undefined;
  /** The recents that are known to be gone: of a drive that does not answer soon nothing is known. */
  "recents:gone": () => readonly string[];
  /** Begins to count what is in a folder; a count under way is given up. Progress comes as "preflight:progress". */
  "preflight:start": (folder: string, dotfiles: boolean) => Result<undefined>;
  "preflight:cancel": () => undefined;
  /** The user has seen what is in the folder and wants it on the network. */
  "preflight:accept": (accepted: Acceptance) => Settings;
  "share:start": (choice: ShareChoice) => ShareStatus;
  "share:stop": () => ShareStatus;
  /** What visitors of a folder may do, the next time that it is shared. */
  "visitors:change": (folder: string, rules: VisitorRules) => Settings;
  /** Shows a folder dialog for what visitors of a folder send; undefined: it was cancelled, "": the folder itself. */
  "inbox:choose": (folder: string) => Result<string | undefined>;
  "settings:change": (change: Partial<Settings>) => Settings;
  /** The page has applied the log batch with this sequence number. At most two are sent without this. */
  "log:acknowledge": (sequence: number) => undefined;
  "log:details": (id: number) => RequestDetails | undefined;
  /** Shows a file in the file manager that was saved from the request with this id. */
  "log:show": (id: number) => Result<undefined>;
  /** Asks where to, and writes the records with these ids there; undefined: it was cancelled. */
  "log:export": (format: ExportFormat, ids: readonly number[]) => Result<Exported | undefined>;
  /** Ends a request that is under way, and its connection with it. */
  "request:end": (id: number) => undefined;
  /** Lets a device in no more until the app ends, whatever is under way with it; all that are blocked then. */
  "device:block": (address: string) => Result<readonly string[]>;
  /** Lets it in again; all that are still blocked. */
  "device:unblock": (address: string) => readonly string[];
  "clipboard:write": (text: string) => Result<undefined>;
  /** Opens one of the share's own addresses in the browser. */
  "address:open": (url: string) => Result<undefined>;
  /** Shows the shared folder in the file manager. */
  "folder:show": () => Result<undefined>;
  /** Shows in the file manager where the files go that visitors of the shared folder send. */
  "inbox:show": () => Result<undefined>;
};

/** What the main process tells the window, unasked. */
export type Events = {
  "share:status": ShareStatus;
  "preflight:progress": Preflight;
  "settings:changed": Settings;
  /** Settings could not be saved, or not be done; undefined: they are again. */
  "settings:problem": Problem | undefined;
  /** A `LogBatch`, packed by packed-batch.ts. */
  "log:batch": string;
  /** A menu item or the tray asks for something that the page does. */
  "command:run": Command;
  /** Somebody hands over a folder while another is shared, or one that cannot be, as if it were dropped on the window. */
  "folder:offered": string;
};

/** What the menu and the tray ask the page to do. */
export type Command =
  | "choose folder"
  | "toggle sharing"
  | "find in log"
  | "pause log"
  | "clear log"
  | "export log"
  | "show settings"
  | "show help";

/** Every request that the preload lets through: one for each of `Requests`. */
export const requestChannels = [
  "app:snapshot",
  "folder:choose",
  "folder:pick",
  "recents:gone",
  "preflight:start",
  "preflight:cancel",
  "preflight:accept",
  "share:start",
  "share:stop",
  "visitors:change",
  "inbox:choose",
  "settings:change",
  "log:acknowledge",
  "log:details",
  "log:show",
  "log:export",
  "request:end",
  "device:block",
  "device:unblock",
  "clipboard:write",
  "address:open",
  "folder:show",
  "inbox:show",
] as const satisfies readonly (keyof Requests)[];

/** Every event that the preload lets through: one for each of `Events`. */
export const eventChannels = [
  "share:status",
  "preflight:progress",
  "settings:changed",
  "settings:problem",
  "log:batch",
  "command:run",
  "folder:offered",
] as const satisfies readonly (keyof Events)[];

/** `window.bridge`: all that the window knows of the main process. */
export type Bridge = {
  readonly request: <C extends keyof Requests>(
    channel: C,
    ...args: Parameters<Requests[C]>
  ) => Promise<ReturnType<Requests[C]>>;
  /** Calls back on each event until the returned function is called. */
  readonly subscribe: <C extends keyof Events>(channel: C, listener: (event: Events[C]) => void) => () => void;
  /** The path of a file or folder that was dropped on the page; "" where it has none. */
  readonly pathOf: (file: File) => string;
};
