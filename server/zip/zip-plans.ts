import type { ZipPlan } from "./zip-plan.ts";

/** Plans made at once: each goes through a whole tree. */
const mostAtOnce = 2;
/** Plans that are looked for among those in use. */
const mostKnown = 64;

type UnderWay = { readonly plan: Promise<ZipPlan>; readonly askers: (() => boolean)[] };

/**
 * Plans zips, few at once; all who ask for the same one meanwhile wait for one plan. One of a hundred thousand files
 * has ten megabytes: those who come later share it as well, as long as a zip goes by it and the tree stays as it is.
 */
export class ZipPlans {
  readonly #underWay = new Map<string, UnderWay>();
  readonly #waiting: (() => void)[] = [];
  readonly #known = new Map<string, WeakRef<ZipPlan>>();
  #running = 0;

  /**
   * The plan of what `key` names. `hasLeft`: whether this asker is gone; `make` is told whether all are.
   * Throws what `make` throws.
   */
  find(key: string, hasLeft: () => boolean, make: (isAbandoned: () => boolean) => Promise<ZipPlan>): Promise<ZipPlan> {
    const known = this.#underWay.get(key);
    if (known !== undefined) {
      known.askers.push(hasLeft);
      return known.plan;
    }
    const askers = [hasLeft];
    const plan = this.#inTurn(async () => this.#once(await make(() => askers.every((asker) => asker()))));
    this.#underWay.set(key, { plan, askers });
    return plan.finally(() => this.#underWay.delete(key));
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

  async #inTurn(make: () => Promise<ZipPlan>): Promise<ZipPlan> {
    if (this.#running >= mostAtOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
    try {
      return await make();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running--;
      else next();
    }
  }
}
