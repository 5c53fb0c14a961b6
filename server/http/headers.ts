const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Visible characters, blanks and the bytes above ASCII, as Latin-1: a header never carries CR, LF, NUL or the like. */
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/;

const none: readonly (readonly [string, string])[] = [];
const noValues: readonly string[] = [];

/** Shifts count modulo 32: names of 1 and of 33 characters share a bit. */
function lengthBit(name: string): number {
  return 1 << name.length;
}

/**
 * The header fields of a message: a multimap whose names ignore case and which keeps the order of arrival
 * (RFC 9110 §5). Values are Latin-1 text, one character a byte.
 */
export class Headers implements Iterable<readonly [name: string, value: string]> {
  /** name, value, name, value, … */
  readonly #fields: string[];
  /** The lengths that names have, a bit each: most names that are asked for are not there. */
  #lengths = 0;
  /** The names in lower case, made when the first of them is asked for. */
  #names: string[] | undefined;

  constructor(fields: Iterable<readonly [name: string, value: string]> = none, checked: string[] = []) {
    if (fields instanceof Headers) {
      this.#fields = [...fields.#fields];
      this.#lengths = fields.#lengths;
      this.#names = [...fields.#lowerNames()]; // an answer's fields are copied from a file's, again and again
      return;
    }
    this.#fields = checked;
    for (let at = 0; at < checked.length; at += 2) this.#lengths |= lengthBit(checked[at] ?? "");
    if (fields !== none) for (const [name, value] of fields) this.add(name, value);
  }

  /** Takes over names and values, alternating, that a parser has checked already. */
  static ofChecked(fields: string[]): Headers {
    return new Headers(none, fields);
  }

  /**
   * Adds a field behind those that are there.
   * @throws TypeError for a name that is no token or a value with CR, LF or another control character: both are
   * the program's fault, never a visitor's.
   */
  add(name: string, value: string): this {
    if (!token.test(name) || !fieldValue.test(value)) throw new TypeError(`not a header field: ${name}`);
    this.#fields.push(name, value);
    this.#lengths |= lengthBit(name);
    this.#names?.push(name.toLowerCase());
    return this;
  }

  /** The last value of a field, or the default. */
  get(name: string): string | undefined;
  get(name: string, fallback: string): string;
  get(name: string, fallback?: string): string | undefined {
    if (!this.#mayHave(name)) return fallback;
    const index = this.#lowerNames().lastIndexOf(name.toLowerCase());
    return index === -1 ? fallback : this.#fields[2 * index + 1];
  }

  /** Every value of a field, in order of arrival. */
  getAll(name: string): readonly string[] {
    if (!this.#mayHave(name)) return noValues;
    const wanted = name.toLowerCase();
    const names = this.#lowerNames();
    const first = names.indexOf(wanted);
    if (first === -1) return noValues;
    const value = this.#fields[2 * first + 1] ?? "";
    if (names.lastIndexOf(wanted) === first) return [value]; // pushing to an array makes room for many
    return names.flatMap((known, index) => (known === wanted ? [this.#fields[2 * index + 1] ?? ""] : []));
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** The same fields in a multimap of its own, but for those of this name. */
  without(name: string): Headers {
    const unwanted = name.toLowerCase();
    return new Headers([...this].filter(([each]) => each.toLowerCase() !== unwanted));
  }

  /** Case does not count (RFC 9110 §5.1); names are tokens, so it is ASCII's alone. */
  #lowerNames(): readonly string[] {
    if (this.#names !== undefined) return this.#names;
    const names: string[] = [];
    for (let at = 0; at < this.#fields.length; at += 2) names.push((this.#fields[at] ?? "").toLowerCase());
    return (this.#names = names);
  }

  #mayHave(name: string): boolean {
    return (this.#lengths & lengthBit(name)) !== 0;
  }

  *[Symbol.iterator](): IterableIterator<readonly [name: string, value: string]> {
    for (let at = 0; at < this.#fields.length; at += 2) yield [this.#fields[at] ?? "", this.#fields[at + 1] ?? ""];
  }

  /** The fields as they stand in a message: `Name: value` and CRLF each. */
  toString(): string {
    let text = "";
    for (let at = 0; at < this.#fields.length; at += 2) {
      text += `${this.#fields[at] ?? ""}: ${this.#fields[at + 1] ?? ""}\r\n`;
    }
    return text;
  }
}
