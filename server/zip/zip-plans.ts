import { FairTurns, Turn, type Asker } from "../fair-turns.ts";
import type { ZipPlan } from "./zip-plan.ts";

/** Plans made at once: each goes through a whole tree. */
const mostAtOnce = 2;
/** Plans that are looked for among those in use. */
const mostKnown = 64;

type UnderWay = { readonly turn: Turn<ZipPlan>; readonly askers: Asker[] };

/**
 * Plans zips, few at once, and those of one address in between those of others; all who ask for the same one meanwhile
 * wait for one plan. One of a hundred thousand files has ten megabytes: those who come later share it as well, as long as
 * a zip goes by it and the tree stays as it is.
 */
export class ZipPlans {
  readonly #underWay = new Map<string, UnderWay>();
  readonly #turns = new FairTurns(mostAtOnce);
  readonly #known = new Map<string, WeakRef<ZipPlan>>();

  /** The plan of what `key` names. `make` is told whether all who ask for it are gone. Throws what `make` throws. */
  find(key: string, asker: Asker, make: (isAbandoned: () => boolean) => Promise<ZipPlan>): Promise<ZipPlan> {
    const known = this.#underWay.get(key);
    const { askers, turn } = known ?? this.#begin(key, make);
    askers.push(asker);
    this.#turns.wait(turn, asker.address);
    return turn.result;
  }

  #begin(key: string, make: (isAbandoned: () => boolean) => Promise<ZipPlan>): UnderWay {
    const askers: Asker[] = [];
    const isAbandoned = () => askers.every(({ hasLeft }) => hasLeft());
    const turn = new Turn(() => this.#make(key, () => make(isAbandoned)));
    const underWay = { turn, askers };
    this.#underWay.set(key, underWay);
    return underWay;
  }

  async #make(key: string, make: () => Promise<ZipPlan>): Promise<ZipPlan> {
    try {
      return this.#once(await make());
    } finally {
      this.#underWay.delete(key);
      this.#turns.end();
    }
  }

  /** The plan, or the same one that is there already. */
  #once(plan: ZipPlan): ZipPlan {
    const known = this.#known.get(plan.identity)?.deref() ?? plan;
    this.#known.delete(plan.identity);
    this.#known.set(plan.identity, new WeakRef(known));
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostKnown && oldest !== undefined) this.#known.delete(oldest);
    return known;
  }
}
