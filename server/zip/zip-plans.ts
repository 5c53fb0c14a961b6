import { FairTurns, Turn, type Asker } from "../fair-turns.ts";
import { StillInUse } from "../still-in-use.ts";
import type { ZipPlan } from "./zip-plan.ts";

/** Plans made at once: each goes through a whole tree. */
const mostAtOnce = 2;

/**
 * Plans zips, few at once, and those of one address in between those of others; all who ask for the same one meanwhile
 * wait for one plan. One of a hundred thousand files has ten megabytes: those who come later share it as well, as long as
 * a zip goes by it and the tree stays as it is.
 */
export class ZipPlans {
  readonly #underWay = new Map<string, Turn<ZipPlan>>();
  readonly #turns = new FairTurns(mostAtOnce);
  readonly #known = new StillInUse<ZipPlan>();

  /** The plan of what `key` names. `make` is told whether all who ask for it are gone. Throws what `make` throws. */
  find(key: string, asker: Asker, make: (isAbandoned: () => boolean) => Promise<ZipPlan>): Promise<ZipPlan> {
    const turn = this.#underWay.get(key) ?? this.#begin(key, make);
    this.#turns.wait(turn, asker);
    return turn.result;
  }

  #begin(key: string, make: (isAbandoned: () => boolean) => Promise<ZipPlan>): Turn<ZipPlan> {
    const turn = new Turn<ZipPlan>((own) => this.#make(key, () => make(() => own.isAbandoned)));
    this.#underWay.set(key, turn);
    return turn;
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
    const known = this.#known.get(plan.identity) ?? plan;
    this.#known.keep(plan.identity, known);
    return known;
  }
}
