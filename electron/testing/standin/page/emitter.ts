type Listener = (...args: unknown[]) => void;
type Entry = { readonly listener: Listener; readonly once: boolean };

/** The part of Node's EventEmitter that a preload may use, for the page. */
export class Emitter {
  readonly #entries = new Map<string, readonly Entry[]>();

  on(name: string, listener: Listener): this {
    return this.#add(name, { listener, once: false });
  }

  once(name: string, listener: Listener): this {
    return this.#add(name, { listener, once: true });
  }

  off(name: string, listener: Listener): this {
    const entries = this.#entries.get(name) ?? [];
    const index = entries.findLastIndex((entry) => entry.listener === listener);
    this.#entries.set(name, index === -1 ? entries : entries.toSpliced(index, 1));
    return this;
  }

  addListener(name: string, listener: Listener): this {
    return this.on(name, listener);
  }

  removeListener(name: string, listener: Listener): this {
    return this.off(name, listener);
  }

  removeAllListeners(name?: string): this {
    if (name === undefined) this.#entries.clear();
    else this.#entries.delete(name);
    return this;
  }

  listenerCount(name: string): number {
    return this.#entries.get(name)?.length ?? 0;
  }

  emit(name: string, ...args: unknown[]): boolean {
    const entries = this.#entries.get(name) ?? [];
    for (const { listener, once } of entries) {
      if (once) this.off(name, listener);
      listener.apply(this, args);
    }
    return entries.length > 0;
  }

  #add(name: string, entry: Entry): this {
    if (typeof entry.listener !== "function") {
      throw new TypeError('The "listener" argument must be of type function');
    }
    this.#entries.set(name, [...(this.#entries.get(name) ?? []), entry]);
    return this;
  }
}
