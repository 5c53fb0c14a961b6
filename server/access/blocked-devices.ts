import type { Middleware } from "../http/handler.ts";
import { HttpError } from "../http/http-error.ts";

/** More than anybody blocks by hand. */
const mostBlocked = 1_000;

/** Devices that get nothing any more, by their addresses as the log writes them. */
export class BlockedDevices {
  readonly #addresses = new Set<string>();

  /** In the order in which they were blocked. */
  get addresses(): readonly string[] {
    return [...this.#addresses];
  }

  has(address: string): boolean {
    return this.#addresses.has(address);
  }

  /** False: there are too many already. */
  block(address: string): boolean {
    if (this.#addresses.size < mostBlocked) this.#addresses.add(address);
    return this.has(address);
  }

  unblock(address: string): void {
    this.#addresses.delete(address);
  }
}

/** Why a blocked device gets nothing, in words for the log. */
export const blockedReason = "the owner has blocked this device";

/** Refuses everything (403) that a blocked device asks for. */
export function refuseBlocked(blocked: BlockedDevices): Middleware {
  return (next) => (request) => {
    if (blocked.has(request.peer.address)) throw new HttpError(403, blockedReason);
    return next(request);
  };
}
