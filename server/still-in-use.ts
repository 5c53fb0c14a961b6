/** Values that are looked for at the most. */
const most = 64;

/** Finds large values again as long as somebody uses them, and keeps none of them: the last ones, by a name of each. */
export class StillInUse<Value extends object> {
  readonly #values = new Map<string, WeakRef<Value>>();

  /** Undefined: it is none of the last ones, or nobody uses it any more. */
  get(name: string): Value | undefined {
    return this.#values.get(name)?.deref();
  }

  /** The value is to be found by this name from now on, and is the newest. */
  keep(name: string, value: Value): void {
    this.#values.delete(name);
    this.#values.set(name, new WeakRef(value));
    const [oldest] = this.#values.keys();
    if (this.#values.size > most && oldest !== undefined) this.#values.delete(oldest);
  }
}
