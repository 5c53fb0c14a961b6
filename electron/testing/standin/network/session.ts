import { EventEmitter } from "node:events";
import type { Double } from "../double.ts";
import { refuseTheRest } from "../refusal.ts";
import type { StandInProtocol } from "./protocol.ts";

/**
 * `electron.session.defaultSession`. Permission handlers are kept for a test to ask (`session.permissionCheckHandler`),
 * since Chromium's own prompts do not come this way.
 */
export class StandInSession extends EventEmitter implements Double<Electron.Session> {
  readonly protocol: Electron.Protocol;
  permissionRequestHandler: Parameters<Electron.Session["setPermissionRequestHandler"]>[0] = null;
  permissionCheckHandler: Parameters<Electron.Session["setPermissionCheckHandler"]>[0] = null;

  constructor(protocol: StandInProtocol) {
    super();
    this.protocol = protocol as unknown as Electron.Protocol;
  }

  setPermissionRequestHandler(handler: typeof this.permissionRequestHandler): void {
    this.permissionRequestHandler = handler;
  }

  setPermissionCheckHandler(handler: typeof this.permissionCheckHandler): void {
    this.permissionCheckHandler = handler;
  }
}

/** `electron.session`. */
export function sessionModule(defaultSession: StandInSession) {
  return refuseTheRest("session", { defaultSession: refuseTheRest("session.defaultSession", defaultSession) });
}
