/** A content's CRC-32 up to a position. */
export type Mark = { readonly at: number; readonly crc: number };

const start: Mark = { at: 0, crc: 0 };
/** Bytes between two marks, which is what has to be read again at the most; more where there would be too many. */
const markDistance = 64 * 1024 * 1024;
const mostMarks = 1024;
const unknown = -1;

/** What is known of the checksums of a zip's contents: of each the whole one, of large ones marks on the way. */
export class Checksums {
  readonly #whole: Float64Array;
  readonly #marks = new Map<number, Mark[]>();

  /** `count`: entries of the zip. */
  constructor(count: number) {
    this.#whole = new Float64Array(count).fill(unknown);
  }

  /** An entry's checksum; undefined: nobody has read all of it. */
  of(index: number): number | undefined {
    const crc = this.#whole[index] ?? unknown;
    return crc === unknown ? undefined : crc;
  }

  /** An entry's content has been read to its end. */
  keep(index: number, crc: number): void {
    this.#whole[index] = crc;
    this.#marks.delete(index);
  }

  /** The last mark in an entry's content that is not behind the position. */
  before(index: number, position: number): Mark {
    return this.#marks.get(index)?.findLast((mark) => mark.at <= position) ?? start;
  }

  /** Remembers a mark in a content of `size` bytes, where it adds something. */
  note(index: number, size: number, mark: Mark): void {
    const distance = Math.max(markDistance, size / mostMarks);
    if (mark.at < distance) return;
    const marks = this.#marks.get(index) ?? [];
    if (mark.at - (marks.at(-1) ?? start).at < distance) return;
    marks.push(mark);
    this.#marks.set(index, marks);
  }
}

/** Zips whose checksums are remembered. */
const mostZips = 8;

/** The checksums of zips that went out lately: a download that breaks wants them when it is resumed. */
export class KnownChecksums {
  readonly #zips = new Map<string, Checksums>();

  /** Those of the zip with a plan's identity; what one with a weak tag names may differ: nothing is kept of it. */
  of(identity: string, count: number): Checksums {
    const known = this.#zips.get(identity) ?? new Checksums(count);
    if (identity.startsWith("W/")) return known;
    this.#zips.delete(identity);
    this.#zips.set(identity, known);
    const [oldest] = this.#zips.keys();
    if (this.#zips.size > mostZips && oldest !== undefined) this.#zips.delete(oldest);
    return known;
  }
}
