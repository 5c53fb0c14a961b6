import os from "node:os";

const lookMilliseconds = 3000;

/** Looks every few seconds whether the computer's addresses have changed: no system tells it to a program like this. */
export class NetworkWatch {
  readonly #onChange: () => void;
  #known = addressText();

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  start(): void {
    setInterval(() => this.look(), lookMilliseconds).unref();
  }

  look(): void {
    const now = addressText();
    if (now === this.#known) return;
    this.#known = now;
    this.#onChange();
  }
}

function addressText(): string {
  return JSON.stringify(os.networkInterfaces());
}
