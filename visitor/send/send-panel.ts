import { count } from "../../server/page/format.ts";
import { button, element } from "../element.ts";
import { canChooseFolders, droppedFiles, filesOf, lookAt, splitHidden, type Dropped } from "./chosen-files.ts";
import { keepFocus } from "./keep-focus.ts";
import { OtherTabs } from "./other-tabs.ts";
import { speedOfAll, startSpeed } from "./speed.ts";
import { progressWords, totalsOf } from "./totals.ts";
import { UnfinishedNotice } from "./unfinished-notice.ts";
import { UploadQueue } from "./upload-queue.ts";
import { UploadRow } from "./upload-row.ts";
import { canRetry, type Upload } from "./upload.ts";

/** Lines of files that are through; older ones leave the panel, the sum still counts them. */
const mostSettledRows = 20;

/** Sends files to the folder: chosen, or dropped anywhere on the page. */
export class SendPanel {
  /** Each with the list of what was chosen at once. */
  readonly #uploads = new Map<Upload, HTMLUListElement>();
  readonly #rows = new Map<Upload, UploadRow>();
  /** What was chosen last stands first. */
  readonly #lists = element("div");
  /** Lines of files that failed: they want something to be done, and stand before all others. */
  readonly #failed = element("ul");
  readonly #sum = element("p", { className: "sum" });
  readonly #news = element("p", { role: "status" });
  readonly #bar = element("progress", { ariaLabel: "How much of everything has gone", hidden: true });
  readonly #cancelAll = button("close", "Cancel all", () => this.#queue.cancelAll(), "Cancel all");
  readonly #retryAll = button("retry", "Try all again that were not sent", () => this.#retry(), "Try all again");
  readonly #show = button("check", "Show the folder with what was sent", () => location.reload(), "Show in the folder");
  readonly #panel = element("section", { className: "send", ariaLabel: "Send files" });
  readonly #unfinished: UnfinishedNotice;
  readonly #queue: UploadQueue;
  #speed = startSpeed(performance.now(), 0);
  #isSumDue = false;
  /** How often files are being looked at, which takes long for thousands. */
  #looking = 0;
  /** How much of what was dropped the browser could not read. */
  #unread = 0;
  /** Hidden files of folders, which are not sent. */
  #hidden = 0;
  /** Whether what came last were folders without a file. */
  #isEmpty = false;

  /** The words that it goes to the owner only: there is nothing to show then. */
  readonly #owner: Element | null;

  /** Takes the place of the form that works without script. */
  constructor(form: HTMLFormElement) {
    this.#owner = form.querySelector(".owner");
    const folder = new URL(".", location.href).pathname;
    this.#queue = new UploadQueue(folder, (upload) => this.#onChange(upload));
    const others = new OtherTabs(() => this.#queue.keys);
    const isSentHere = (key: string) => [...this.#uploads.keys()].some((upload) => upload.key === key);
    this.#unfinished = new UnfinishedNotice(folder, isSentHere, others);
    const files = this.#field({ multiple: true });
    const folders = this.#field({ webkitdirectory: true });
    const chooseFiles = button("upload", "Choose files to send", () => files.click(), "Send files");
    const chooseFolder = button("folder", "Choose a folder to send", () => folders.click(), "Send a folder");
    chooseFolder.hidden = !canChooseFolders();
    const hint = element("p", { className: "hint" }, "or drop them on this page");
    this.#panel.append(
      element("div", { className: "choose" }, chooseFiles, chooseFolder, hint, files, folders),
      ...(this.#owner === null ? [] : [this.#owner]),
      this.#unfinished.element,
      element("div", { className: "total" }, this.#sum, this.#news, this.#retryAll, this.#show, this.#cancelAll),
      this.#bar,
      this.#failed,
      this.#lists,
    );
    form.replaceWith(this.#panel);
    this.#tellSum();
    this.#takeDrops();
    this.#askBeforeLeaving();
  }

  /** The page's forms lead to downloads, which a browser takes for leaving until the answer is there: the page stays. */
  #askBeforeLeaving(): void {
    let isDownload = false;
    document.addEventListener("submit", () => {
      isDownload = true;
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.#queue.isBusy && !isDownload) {
        event.preventDefault();
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way before Chromium 119
        event.returnValue = true;
      }
      isDownload = false;
    });
  }

  #field(properties: Partial<HTMLInputElement>): HTMLInputElement {
    const field = element("input", { type: "file", hidden: true, ...properties });
    field.addEventListener("change", () => {
      void this.#send({ files: filesOf(field.files ?? []), unread: 0 });
      field.value = "";
    });
    return field;
  }

  #takeDrops(): void {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const mark = (isOver: boolean) => document.body.classList.toggle("dropping", isOver);
    document.addEventListener("dragover", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      mark(true);
    });
    document.addEventListener("dragleave", (event) => {
      if (event.relatedTarget === null) mark(false);
    });
    document.addEventListener("drop", (event) => {
      mark(false);
      if (event.dataTransfer === null || !holdsFiles(event)) return;
      event.preventDefault();
      void this.#send(droppedFiles(event.dataTransfer));
    });
  }

  async #send(chosen: Dropped | Promise<Dropped>): Promise<void> {
    this.#looking++;
    this.#tellSum();
    const { files: found, unread } = await chosen;
    const { files, hidden } = splitHidden(found);
    const list = element("ul");
    this.#lists.prepend(list);
    await lookAt(files);
    this.#looking--;
    this.#unread += unread;
    this.#hidden += hidden;
    this.#isEmpty = found.length + unread === 0;
    if (!this.#queue.isBusy) this.#speed = startSpeed(performance.now(), totalsOf(this.#uploads.keys()).moved);
    const uploads = this.#queue.add(files);
    this.#dropFailed(new Set(uploads.map(({ key }) => key)));
    for (const upload of uploads) this.#uploads.set(upload, list);
    this.#queue.start();
    this.#unfinished.tell();
    this.#tellSum();
  }

  #onChange(upload: Upload): void {
    this.#tellSumSoon();
    // what is cancelled and never had a line: there are thousands of those at times
    if (upload.state.kind === "cancelled" && !this.#rows.has(upload)) return;
    const row = this.#rows.get(upload) ?? this.#newRow(upload);
    keepFocus([row.element, this.#panel], () => {
      row.update();
      const list = upload.state.kind === "failed" ? this.#failed : this.#uploads.get(upload);
      if (row.element.parentElement !== list) list?.append(row.element);
    });
  }

  #newRow(upload: Upload): UploadRow {
    const row = new UploadRow(upload, {
      onCancel: (one) => this.#queue.cancel(one),
      onRetry: (one) => this.#queue.retry(one),
    });
    this.#rows.set(upload, row);
    this.#dropOldRows();
    return row;
  }

  #retry(): void {
    for (const upload of this.#uploads.keys()) if (canRetry(upload)) this.#queue.retry(upload);
  }

  /** Files that failed and are chosen again have a line already, and would be counted twice. */
  #dropFailed(again: ReadonlySet<string>): void {
    const failed = [...this.#uploads.keys()].filter(({ state, key }) => state.kind === "failed" && again.has(key));
    keepFocus([this.#failed, this.#panel], () => {
      for (const upload of failed) {
        this.#rows.get(upload)?.element.remove();
        this.#rows.delete(upload);
        this.#uploads.delete(upload);
      }
    });
  }

  #dropOldRows(): void {
    const settled = [...this.#rows].filter(([{ state }]) => state.kind === "saved" || state.kind === "cancelled");
    for (const [upload, row] of settled.slice(0, Math.max(0, settled.length - mostSettledRows))) {
      row.element.remove();
      this.#rows.delete(upload);
    }
  }

  /** Once for all that changes in the same breath: it goes through all files. */
  #tellSumSoon(): void {
    if (this.#isSumDue) return;
    this.#isSumDue = true;
    queueMicrotask(() => {
      this.#isSumDue = false;
      this.#tellSum();
    });
  }

  #tellSum(): void {
    const totals = totalsOf(this.#uploads.keys());
    const { files, saved, failed, retriable, bytes, sent } = totals;
    const { isBusy } = this.#queue;
    if (isBusy) this.#speed = speedOfAll(this.#speed, performance.now(), totals);
    this.#bar.hidden = !isBusy;
    this.#bar.max = Math.max(1, bytes);
    this.#bar.value = sent;
    keepFocus([this.#panel], () => {
      this.#cancelAll.hidden = !isBusy;
      this.#retryAll.hidden = retriable < 2; // one has its own
      this.#show.hidden = isBusy || saved === 0 || this.#owner !== null;
    });
    this.#sum.textContent = isBusy ? progressWords(totals, this.#speed) : "";
    if (this.#looking > 0) this.#say("Looking at the files…");
    else this.#say(isBusy ? "" : this.#toldOf(files, saved, failed));
  }

  /** What became of all of them. */
  #toldOf(files: number, saved: number, failed: number): string {
    const told = [
      ...(files > 0 ? [`${count(saved, "file was", "files were")} sent.`] : []),
      ...(failed > 0 ? [`${count(failed, "file was", "files were")} not sent.`] : []),
      ...(this.#hidden > 0 ? [`${count(this.#hidden, "hidden file was", "hidden files were")} left out.`] : []),
      ...(this.#unread > 0 ? [`${count(this.#unread, "file", "files")} could not be read.`] : []),
      ...(this.#isEmpty ? ["There was no file in it."] : []),
    ];
    return told.join(" ");
  }

  /** A screen reader would say the same words again. */
  #say(words: string): void {
    if (this.#news.textContent !== words) this.#news.textContent = words;
  }
}
