/** Milliseconds in which another tab answers, also one that nobody looks at. */
const answerMilliseconds = 500;

/** The same visitor's other tabs: tells them what this one sends, and learns what they do. */
export class OtherTabs {
  readonly #channel: BroadcastChannel | undefined;
  readonly #sending = new Set<string>();

  /** `sending`: the keys of what this page sends. */
  constructor(sending: () => readonly string[]) {
    if (typeof BroadcastChannel === "undefined") return; // a very old browser
    this.#channel = new BroadcastChannel("porchlight-uploads");
    this.#channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (data === "who sends what?") this.#channel?.postMessage(sending());
      else if (Array.isArray(data)) for (const key of data) this.#sending.add(String(key));
    });
  }

  /** The keys of what other tabs send now. */
  async ask(): Promise<ReadonlySet<string>> {
    if (this.#channel === undefined) return this.#sending;
    this.#sending.clear();
    this.#channel.postMessage("who sends what?");
    await new Promise((resolve) => setTimeout(resolve, answerMilliseconds));
    return this.#sending;
  }
}
