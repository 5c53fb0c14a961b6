import type { LogRecord } from "../../electron/contract.ts";

/** A visitor: one address, whatever programs it uses. */
export type Device = {
  readonly address: string;
  /** The user agent that came last. */
  readonly userAgent: string;
  readonly requests: number;
  /** The style sheet has one for each number. */
  readonly colour: number;
};

/** Colours that devices get, one after the other: those of a household differ. */
export const deviceColours = 7;

/** Visitors remembered; of more than that the one that asked longest ago is forgotten. */
const most = 1000;

/** Who has asked for something since the page loaded. */
export class Devices {
  readonly #devices = new Map<string, Device>();
  #forgotten = 0;

  /** Visitors ever counted. */
  get count(): number {
    return this.#devices.size + this.#forgotten;
  }

  /** A record came for the first time. */
  see({ address, userAgent }: LogRecord): void {
    const known = this.#devices.get(address);
    this.#devices.delete(address); // so that the newest stand last
    const requests = (known?.requests ?? 0) + 1;
    const colour = known?.colour ?? this.count % deviceColours;
    const named = userAgent || (known?.userAgent ?? "");
    this.#devices.set(address, { address, userAgent: named, requests, colour });
    if (this.#devices.size > most) this.#forget();
  }

  /** Undefined: it was forgotten, or has not come yet. */
  colourOf(address: string): number | undefined {
    return this.#devices.get(address)?.colour;
  }

  /** Newest first. */
  newest(limit = most): readonly Device[] {
    return [...this.#devices.values()].slice(-limit).reverse();
  }

  #forget(): void {
    const [oldest] = this.#devices.keys();
    if (oldest !== undefined && this.#devices.delete(oldest)) this.#forgotten++;
  }
}
