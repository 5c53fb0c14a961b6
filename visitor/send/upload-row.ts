import { formatSize } from "../../server/size.ts";
import { button, element } from "../element.ts";
import { measureSpeed, speedWords, startSpeed, type Speed } from "./speed.ts";
import { canRetry, type Upload } from "./upload.ts";

/** What the buttons of a line do. */
export type RowActions = { readonly onCancel: (upload: Upload) => void; readonly onRetry: (upload: Upload) => void };

/** A file's line in the panel: how far it is, and what can be done about it. */
export class UploadRow {
  readonly element: HTMLLIElement;
  readonly #upload: Upload;
  readonly #words = element("span", { className: "words" });
  readonly #progress: HTMLProgressElement;
  readonly #cancel: HTMLButtonElement;
  readonly #retry: HTMLButtonElement;
  #speed: Speed;

  constructor(upload: Upload, { onCancel, onRetry }: RowActions) {
    const { path } = upload;
    this.#upload = upload;
    this.#speed = startSpeed(performance.now(), upload.sent - upload.found);
    this.#progress = element("progress", {
      max: Math.max(1, upload.file.size),
      ariaLabel: `How much of ${path} has gone`,
    });
    this.#cancel = button("close", `Cancel ${path}`, () => onCancel(upload));
    this.#retry = button("retry", `Try ${path} again`, () => onRetry(upload));
    const text = element("div", {}, element("bdi", {}, path), this.#progress, this.#words);
    this.element = element("li", {}, text, this.#retry, this.#cancel);
    this.update();
  }

  update(): void {
    const { state, sent, found, file } = this.#upload;
    const [now, moved] = [performance.now(), sent - found];
    if (state.kind === "sending") this.#speed = measureSpeed(this.#speed, now, moved);
    else this.#speed = startSpeed(now, moved); // the wait before it goes on is no part of it
    this.element.dataset["state"] = state.kind;
    this.#progress.value = state.kind === "saved" ? this.#progress.max : sent;
    this.#words.replaceChildren(...this.#wordsFor());
    this.#retry.hidden = !canRetry(this.#upload);
    const isOver = state.kind === "saved" || state.kind === "cancelled";
    this.#cancel.hidden = isOver;
    this.#progress.hidden = isOver || state.kind === "failed" || file.size === 0;
  }

  /** A name from elsewhere stands in an element of its own: it may be written from right to left. */
  #wordsFor(): readonly (string | Node)[] {
    const { state, sent, file } = this.#upload;
    switch (state.kind) {
      case "waiting":
        return ["Waiting"];
      case "sending":
        return [`${formatSize(sent)} of ${formatSize(file.size)}${speedWords(this.#speed)}`];
      case "interrupted":
        return [`The connection broke at ${formatSize(sent)}. Trying again…`];
      case "saved":
        if (state.name === file.name) return [`Sent, ${formatSize(file.size)}`];
        return ["Sent as ", element("bdi", {}, state.name)];
      case "failed":
        return [state.reason];
      case "cancelled":
        return ["Cancelled"];
    }
  }
}
