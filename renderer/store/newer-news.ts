/** Of a value that main changes: its news and the answers to the page's own requests overtake each other. */
export class NewerNews<Value> {
  #count = 0;

  /** News of the value have come. */
  came(): void {
    this.#count++;
  }

  /** An answer; undefined: news that came while it was on its way are at least as new, for each change has its news. */
  async unlessOvertaken(answer: Promise<Value>): Promise<Value | undefined> {
    const before = this.#count;
    const value = await answer;
    return this.#count === before ? value : undefined;
  }
}
