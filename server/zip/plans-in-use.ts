import { HttpError } from "../http/http-error.ts";
import { isLoopback } from "../loopback.ts";
import type { ZipPlan } from "./zip-plan.ts";

/** What is known of a plan here. */
type Sized = { readonly layout: Pick<ZipPlan["layout"], "count"> };

/**
 * Bounds the plans that zips on their way out go by: all of them hold so many files and folders, half of that from one
 * address. A plan that many zips go by counts once.
 */
export class PlansInUse {
  readonly #most: number;
  /** To what addresses zips by a plan go, each as often as one goes there. */
  readonly #addresses = new Map<Sized, string[]>();

  constructor(mostEntries: number) {
    this.#most = mostEntries;
  }

  /** @throws HttpError 503 where a zip by a plan would be too much for now; this computer's own only count in all. */
  mustFit(plan: Sized, address: string): void {
    const fits = (others: readonly Sized[], most: number) => entriesOf(others) + plan.layout.count <= most;
    const others = [...this.#addresses].filter(([other]) => other !== plan);
    const own = others.filter(([, addresses]) => addresses.includes(address));
    if (!isLoopback(address) && !fits(own.map(plansOf), this.#most / 2)) throw tooMuch(" from one address");
    if (!this.#addresses.has(plan) && !fits(others.map(plansOf), this.#most)) throw tooMuch("");
  }

  /** The same stream; the plan is in use from when somebody asks for the first byte until nobody wants more. */
  async *during(plan: Sized, address: string, stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer, undefined> {
    const addresses = this.#addresses.get(plan) ?? [];
    this.#addresses.set(plan, addresses);
    addresses.push(address);
    try {
      yield* stream;
    } finally {
      addresses.splice(addresses.indexOf(address), 1);
      if (addresses.length === 0) this.#addresses.delete(plan);
    }
  }
}

function plansOf([plan]: readonly [Sized, readonly string[]]): Sized {
  return plan;
}

function entriesOf(plans: readonly Sized[]): number {
  return plans.reduce((sum, { layout }) => sum + layout.count, 0);
}

function tooMuch(whence: string): HttpError {
  return new HttpError(503, `too many files are sent in zips at once${whence}`);
}
