/** Names that the note lists; beyond them it counts. */
const mostNamed = 1000;

/** What a zip leaves out, and why: the note that closes it. */
export class LeftOut {
  readonly #lines: string[] = [];
  #more = 0;
  #hidden = 0;

  /** `name`: the way to it inside the archive; `reason`: in words. */
  add(name: string, reason: string): void {
    if (this.#lines.length < mostNamed) this.#lines.push(`${name}: ${reason}`);
    else this.#more++;
  }

  /** A name that the owner hides is counted and not told. */
  addHidden(): void {
    this.#hidden++;
  }

  get isEmpty(): boolean {
    return this.#lines.length === 0 && this.#hidden === 0;
  }

  /** The note, for any program: UTF-8, lines that end in CRLF. */
  text(): string {
    const lines = ["Not everything is in this zip:", "", ...this.#lines];
    if (this.#more > 0) lines.push(`and ${this.#more} more`);
    if (this.#hidden === 1) lines.push("1 name that starts with a dot is hidden");
    if (this.#hidden > 1) lines.push(`${this.#hidden} names that start with a dot are hidden`);
    return `${lines.map(onOneLine).join("\r\n")}\r\n`;
  }
}

function onOneLine(line: string): string {
  return line.replace(/[\u0000-\u001f\u007f-\u009f]/g, "\ufffd");
}
