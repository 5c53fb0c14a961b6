/** A file's CRC-32 up to a position. */
export type Mark = { readonly at: number; readonly crc: number };

const start: Mark = { at: 0, crc: 0 };
/** Bytes between two marks: what has to be read again at the most. */
const markDistance = 64 * 1024 * 1024;
const mostMarks = 1024;

/** What is known of the checksums of one file in one state: marks on the way through it. */
export class FileChecksums {
  readonly #size: number;
  readonly #distance: number;
  readonly #marks: Mark[] = [];

  constructor(size: number) {
    this.#size = size;
    this.#distance = Math.max(markDistance, size / mostMarks);
  }

  /** The last mark that is not behind the position. */
  before(position: number): Mark {
    return this.#marks.findLast((mark) => mark.at <= position) ?? start;
  }

  /** Remembers a mark, where it adds something. */
  note(mark: Mark): void {
    const last = this.#marks.at(-1) ?? start;
    const isEnd = mark.at === this.#size && last.at < mark.at;
    if (isEnd || mark.at - last.at >= this.#distance) this.#marks.push(mark);
  }
}

/** Files whose checksums are remembered: those of a download that breaks are wanted when it is resumed. */
const mostFiles = 16_384;

/** The checksums of files that went out lately, so that a resumed zip need not read again what was sent. */
export class Checksums {
  readonly #files = new Map<string, FileChecksums>();

  /** Those of a file in one state; `key` names both. */
  of(key: string, size: number): FileChecksums {
    const known = this.#files.get(key) ?? new FileChecksums(size);
    this.#files.delete(key);
    this.#files.set(key, known);
    for (const oldest of this.#files.keys()) {
      if (this.#files.size <= mostFiles) break;
      this.#files.delete(oldest);
    }
    return known;
  }
}
