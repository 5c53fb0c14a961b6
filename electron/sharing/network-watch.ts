import os from "node:os";
import { routedAddress } from "../../server/default-route.ts";

const lookMilliseconds = 3000;

/**
 * Looks every few seconds whether the computer's addresses, its name or its default route have changed: no system tells
 * it to a program like this.
 */
export class NetworkWatch {
  readonly #onChange: () => void;
  readonly #isShared: () => boolean;
  readonly #routed: () => Promise<string | undefined>;
  #known: Promise<string>;

  /** `isShared`: whether anybody may come in; before, no socket is made, of which a firewall might ask. */
  constructor(
    onChange: () => void,
    isShared: () => boolean,
    routed: () => Promise<string | undefined> = routedAddress,
  ) {
    this.#onChange = onChange;
    this.#isShared = isShared;
    this.#routed = routed;
    this.#known = this.#text();
  }

  /** Looks from now on again and again. */
  start(): void {
    setInterval(() => void this.look(), lookMilliseconds).unref();
  }

  /** Looks now. */
  async look(): Promise<void> {
    const before = this.#known;
    const now = this.#text();
    this.#known = now;
    if ((await before) !== (await now)) this.#onChange();
  }

  /** All that the order and the words of the addresses follow from. */
  async #text(): Promise<string> {
    const routed = this.#isShared() ? this.#routed() : undefined;
    return JSON.stringify([os.networkInterfaces(), os.hostname(), await routed]);
  }
}
