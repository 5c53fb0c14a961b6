import { messageOf } from "../http/http-error.ts";
import { visible } from "../log/visible.ts";

/** Milliseconds between two complaints. */
const pauseMilliseconds = 10_000;

/** Says how many lines of the log were lost, once in a while and in the end: none is lost without a word. */
export class LostLines {
  readonly #say: (text: string) => void;
  #lost = 0;
  #told = 0;
  #why = "";
  #pause: NodeJS.Timeout | undefined;

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  /** So many more were lost. */
  readonly add = (lost: number, error: unknown): void => {
    this.#lost += lost;
    this.#why = messageOf(error);
    if (this.#pause === undefined) this.tell();
  };

  /** Says now what has not been said. */
  tell(): void {
    clearTimeout(this.#pause);
    this.#pause = undefined;
    if (this.#told === this.#lost) return;
    this.#told = this.#lost;
    const lines = this.#lost === 1 ? "1 line of the log was" : `${this.#lost} lines of the log were`;
    this.#say(`porchlight: ${lines} lost: ${visible(this.#why)}`);
    this.#pause = setTimeout(() => this.tell(), pauseMilliseconds).unref();
  }
}
