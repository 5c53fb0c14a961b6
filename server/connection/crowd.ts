/** Knows its place in the crowd that it is in; nobody else writes it. */
export type Member = { place: number };

/**
 * What comes and goes by the thousand, in no order. A Set would do, were it not for its tables: each that it outgrew
 * or cleaned up holds on to what was in it, in memory that the garbage collector seldom looks at.
 */
export class Crowd<Kind extends Member> implements Iterable<Kind> {
  readonly #members: Kind[] = [];

  get size(): number {
    return this.#members.length;
  }

  add(member: Kind): void {
    member.place = this.#members.length;
    this.#members.push(member);
  }

  /** Takes a member out. False: it is not there. */
  delete(member: Kind): boolean {
    if (this.#members[member.place] !== member) return false;
    const last = this.#members.pop();
    if (last === undefined || last === member) return true;
    last.place = member.place;
    this.#members[member.place] = last;
    return true;
  }

  /** Those who are there now, whoever leaves or comes meanwhile. */
  [Symbol.iterator](): IterableIterator<Kind> {
    return [...this.#members].values();
  }
}
