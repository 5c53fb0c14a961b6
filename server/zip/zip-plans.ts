import type { ZipPlan } from "./zip-plan.ts";

/** Plans made at once: each goes through a whole tree. */
const mostAtOnce = 2;

type UnderWay = { readonly plan: Promise<ZipPlan>; readonly askers: (() => boolean)[] };

/** Plans zips, few at once; all who ask for the same one meanwhile wait for one plan. */
export class ZipPlans {
  readonly #underWay = new Map<string, UnderWay>();
  readonly #waiting: (() => void)[] = [];
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
    const plan = this.#inTurn(() => make(() => askers.every((asker) => asker())));
    this.#underWay.set(key, { plan, askers });
    return plan.finally(() => this.#underWay.delete(key));
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
