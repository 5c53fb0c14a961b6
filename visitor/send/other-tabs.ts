/** Milliseconds in which another tab answers, also one that nobody looks at, unless it is busy. */
const answerMilliseconds = 500;

/** The same visitor's other tabs: tells them what this one sends, and learns what they do. */
export class OtherTabs {
  readonly #channel: BroadcastChannel | undefined;
  readonly #sending = new Set<string>();
  /** What is told when another tab has answered, in time or not. */
  onAnswer: () => void = () => undefined;

  /** `sending`: the keys of what this page sends. */
  constructor(sending: () => readonly string[]) {
    if (typeof BroadcastChannel === "undefined") return; // a very old browser
    this.#channel = new BroadcastChannel("porchlight-uploads");
    this.#channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (data === "who sends what?") this.#channel?.postMessage(sending());
      else if (Array.isArray(data)) this.#learn(data.map(String));
    });
  }

  /** Whether another tab has said that it sends this. */
  isSending(key: string): boolean {
    return this.#sending.has(key);
  }

  /** Asks what other tabs send now, and gives them time to answer. */
  async ask(): Promise<void> {
    if (this.#channel === undefined) return;
    this.#sending.clear();
    this.#channel.postMessage("who sends what?");
    await new Promise((resolve) => setTimeout(resolve, answerMilliseconds));
  }

  #learn(keys: readonly string[]): void {
    for (const key of keys) this.#sending.add(key);
    this.onAnswer();
  }
}
