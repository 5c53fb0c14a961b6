import { button, element } from "../element.ts";
import { kept, pushAddress, putAddress } from "../list/kept.ts";
import type { Listing } from "../list/listing.ts";
import type { Row } from "../list/row.ts";
import { copyText } from "../share/copy-text.ts";
import { previewKindOf, showsPdf } from "./kind.ts";
import { playOrPause, stage } from "./stage.ts";

/** How long the page says that a link was copied. */
const toldMilliseconds = 2000;

/** Shows files over the page, one at a time; Back, Escape and a swipe down close it. */
export class Preview {
  readonly #listing: Pick<Listing, "rows" | "shown">;
  readonly #hasPdf = showsPdf();
  readonly #dialog: HTMLDialogElement;
  readonly #title = element("h2", { id: "preview-title", dir: "auto" });
  readonly #place = element("p", { className: "place" });
  readonly #stage = element("div", { className: "stage" });
  readonly #download = element("a", { className: "button download", ariaLabel: "Download", title: "Download" });
  readonly #previous = button("previous", "Previous", () => this.#move(-1));
  readonly #next = button("next", "Next", () => this.#move(1));
  #row: Row | undefined;
  #ended = new AbortController();
  /** Whether the browser is on its way back already: a second step would leave the page. */
  #isLeaving = false;
  /** Ends what is said of a link that was copied. */
  #told: ReturnType<typeof setTimeout> | undefined;

  constructor(listing: Pick<Listing, "rows" | "shown">) {
    this.#listing = listing;
    const copy = button("link", "Copy the link to this file", () => void this.#copy(copy));
    const close = button("close", "Close", () => this.#leave());
    const words = element("div", { ariaLive: "polite" }, this.#title, this.#place);
    const head = element("header", {}, words, copy, this.#download, close);
    const parts = [head, this.#previous, this.#stage, this.#next];
    this.#dialog = element("dialog", { className: "preview", tabIndex: -1 }, ...parts);
    this.#dialog.setAttribute("aria-labelledby", "preview-title");
    this.#dialog.addEventListener("keydown", (event) => this.#onKey(event));
    this.#dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.#leave();
    });
    document.body.append(this.#dialog);
    window.addEventListener("popstate", () => this.#followAddress());
  }

  /** Opens a row; false: it is nothing that the page shows. */
  open(row: Row): boolean {
    if (previewKindOf(row, this.#hasPdf) === undefined) return false;
    pushAddress(`#${encodeURIComponent(row.name)}`, { isPreview: true });
    this.#show(row);
    return true;
  }

  /** Opens the file that the address names, and closes where it names none. */
  #followAddress(): void {
    this.#isLeaving = false;
    const name = decodeName(location.hash.slice(1));
    const row = name === "" ? undefined : this.#listing.rows.find((one) => one.name === name);
    if (row !== undefined && previewKindOf(row, this.#hasPdf) !== undefined) this.#show(row);
    else this.#close();
  }

  /** Opens what the address named when the page was loaded. */
  start(): void {
    if (location.hash !== "") this.#followAddress();
  }

  #show(row: Row): void {
    const kind = previewKindOf(row, this.#hasPdf);
    if (kind === undefined) return;
    this.#end();
    this.#row = row;
    this.#title.textContent = row.link.textContent;
    this.#download.href = row.link.href;
    this.#download.download = row.name;
    this.#dialog.dataset["kind"] = kind;
    this.#tellPlace(row);
    if (!this.#dialog.open) {
      this.#dialog.showModal();
      this.#dialog.focus(); // on no button, so that keys mean the file
    }
    stage(row, kind, this.#stage, this.#ended.signal, {
      onPrevious: () => this.#move(-1),
      onNext: () => this.#move(1),
      onClose: () => this.#leave(),
    });
  }

  #tellPlace(row: Row): void {
    const rows = this.#rowsAround(row);
    const index = rows.indexOf(row);
    this.#place.textContent = `${index + 1} of ${rows.length}`;
    // a button that is disabled loses the focus, and the arrow keys with it
    this.#previous.setAttribute("aria-disabled", String(index <= 0));
    this.#next.setAttribute("aria-disabled", String(index === rows.length - 1));
  }

  /** Those that are shown; all where the filter leaves out this one, which an address has named. */
  #rowsAround(row: Row): readonly Row[] {
    const { shown, rows } = this.#listing;
    return (shown.includes(row) ? shown : rows).filter((one) => previewKindOf(one, this.#hasPdf) !== undefined);
  }

  #move(step: -1 | 1): void {
    if (this.#row === undefined) return;
    const rows = this.#rowsAround(this.#row);
    const row = rows[rows.indexOf(this.#row) + step];
    if (row === undefined) return;
    putAddress(`#${encodeURIComponent(row.name)}`);
    this.#show(row);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.target instanceof HTMLMediaElement || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowLeft") this.#move(-1);
    else if (event.key === "ArrowRight") this.#move(1);
    else if (event.key === " " && event.target === this.#dialog) playOrPause(this.#stage);
    else return;
    event.preventDefault();
  }

  async #copy(pressed: HTMLButtonElement): Promise<void> {
    const row = this.#row;
    if (row === undefined) return;
    const isCopied = await copyText(row.link.href, this.#dialog);
    if (row !== this.#row) return;
    this.#place.textContent = isCopied ? "Link copied." : "This browser does not let the link be copied.";
    pressed.classList.toggle("check", isCopied);
    clearTimeout(this.#told);
    this.#told = setTimeout(() => {
      pressed.classList.remove("check");
      if (this.#row !== undefined) this.#tellPlace(this.#row);
    }, toldMilliseconds);
  }

  /** Goes back to the address before, or to the page's own where the preview came with the page. */
  #leave(): void {
    if (this.#isLeaving) return;
    if (kept().isPreview === true) {
      this.#isLeaving = true;
      history.back();
    } else {
      putAddress(location.pathname + location.search);
      this.#close();
    }
  }

  #close(): void {
    if (!this.#dialog.open) return;
    this.#end();
    this.#dialog.close();
    this.#row?.link.focus();
    this.#row = undefined;
  }

  #end(): void {
    this.#ended.abort();
    this.#ended = new AbortController();
    if (this.#stage.contains(document.activeElement)) this.#dialog.focus(); // or keys would be lost with what goes
    this.#stage.replaceChildren();
  }
}

/** A name from an address; "" for an address that somebody has spoilt. */
function decodeName(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
