import type { Tools } from "../machine/tools.ts";

/** What a server is started with. */
export type Place = {
  readonly port: number;
  /** The folder that is served. */
  readonly root: string;
  /** An existing folder for its configuration and logs. */
  readonly scratch: string;
};

/** A server that is measured: how it is started in the foreground, on 127.0.0.1. */
export type ServerKind = {
  readonly name: string;
  /** Undefined where what it needs is not installed. */
  readonly launch: (place: Place, tools: Tools) => Promise<ServerLaunch | undefined>;
};

export type ServerLaunch = {
  readonly command: readonly [string, ...string[]];
  readonly environment?: Readonly<Record<string, string>>;
};
