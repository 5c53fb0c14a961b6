import { button, element } from "../element.ts";
import { keepFocus } from "./keep-focus.ts";
import type { OtherTabs } from "./other-tabs.ts";
import { askOffset, cancelUpload, type Attempt } from "./protocol.ts";
import { forget, unfinished, type Unfinished } from "./remembered.ts";

/** Files that are asked after, and named. */
const mostAsked = 20;
const mostNamed = 5;

/** A page that is loaded again has lost its files, but not how far they were: says so, where the server still knows. */
export class UnfinishedNotice {
  readonly element: HTMLElement;
  readonly #words = element("p", { role: "status" });
  readonly #isSentHere: (key: string) => boolean;
  readonly #others: OtherTabs;
  #known: readonly Unfinished[] = [];

  /** `isSentHere` tells what this page sends itself by now. */
  constructor(folder: string, isSentHere: (key: string) => boolean, others: OtherTabs) {
    this.#isSentHere = isSentHere;
    this.#others = others;
    others.onAnswer = () => this.tell();
    const label = "Do not go on with them, and remove what has come of them";
    const giveUp = button("close", label, () => this.#giveUp(), "Forget");
    this.element = element("div", { className: "total", hidden: true }, this.#words, giveUp);
    void this.#ask(folder);
  }

  /** Names what is left of them. */
  tell(): void {
    const left = this.#left;
    const more = left.length > mostNamed ? ` and ${left.length - mostNamed} more` : "";
    const names = left.slice(0, mostNamed).map(({ name }) => name);
    keepFocus([this.element, ...(this.element.parentElement?.children ?? [])], () => {
      this.element.hidden = left.length === 0;
    });
    this.#words.textContent = `Not finished: ${names.join(", ")}${more}. Choose the same again to go on where it stopped.`;
  }

  get #left(): readonly Unfinished[] {
    return this.#known.filter(({ key }) => !this.#isSentHere(key) && !this.#others.isSending(key));
  }

  async #ask(folder: string): Promise<void> {
    const found = unfinished(folder);
    if (found.length === 0) return;
    await this.#others.ask();
    for (const one of found.filter(({ key }) => !this.#others.isSending(key)).slice(0, mostAsked)) {
      const asked = await ask(one.upload);
      if (asked === "offset") this.#known = [...this.#known, one];
      else if (asked !== "broken" && asked !== "stopped" && !this.#isSentHere(one.key)) forget(one.key);
    }
    this.tell();
  }

  #giveUp(): void {
    for (const { key, upload } of this.#left) {
      cancelUpload(upload);
      forget(key);
    }
    this.#known = [];
    this.tell();
  }
}

function ask(upload: string): Promise<Attempt["outcome"]> {
  return askOffset(upload).then(
    ({ outcome }) => outcome,
    () => "broken",
  );
}
