import type { Listing } from "./listing.ts";
import type { Row } from "./row.ts";

/** Pictures that are fetched and scaled at once: each is whole in memory meanwhile. */
const mostAtOnce = 3;
/** Bytes of a picture that is still shown in the grid; a larger one keeps its icon. */
const mostBytes = 24 * 1024 * 1024;
/** Pixels of a card's picture, across. */
const width = 320;

const margin = "400px";

const shownByBrowsers = /\.(jpe?g|jfif|png|gif|webp|avif|bmp|svg|ico)$/i;

/** Whether a browser shows such a picture. */
export function isPicture(row: Pick<Row, "kind" | "name">): boolean {
  return row.kind === "image" && shownByBrowsers.test(row.name);
}

/**
 * The pictures of the grid. Those in view are fetched, a few at a time, scaled by the browser and kept small; what
 * goes out of view before its turn is not fetched, and what was shown gives its memory back.
 */
export class Pictures {
  readonly #table: HTMLTableElement;
  readonly #listing: Pick<Listing, "rowAround">;
  readonly #inView = new Map<Row, AbortController>();
  readonly #waiting = new Set<Row>();
  /** The rows of bodies in view, so that a folder of any size has few things to watch. */
  readonly #bodyWatch = new IntersectionObserver((entries) => this.#onBodies(entries), { rootMargin: margin });
  readonly #rowWatch = new IntersectionObserver((entries) => this.#onRows(entries), { rootMargin: margin });
  readonly #tableWatch = new MutationObserver(() => this.#watchBodies());
  #underWay = 0;

  constructor(table: HTMLTableElement, listing: Pick<Listing, "rowAround">) {
    this.#table = table;
    this.#listing = listing;
  }

  start(): void {
    this.#tableWatch.observe(this.#table, { childList: true });
    this.#watchBodies();
  }

  /** Lets go of all pictures. */
  stop(): void {
    for (const watch of [this.#tableWatch, this.#bodyWatch, this.#rowWatch]) watch.disconnect();
    for (const row of [...this.#inView.keys()]) this.#leave(row);
  }

  #watchBodies(): void {
    this.#bodyWatch.disconnect();
    for (const row of [...this.#inView.keys()]) if (!row.element.isConnected) this.#leave(row);
    for (const body of this.#table.tBodies) this.#bodyWatch.observe(body);
  }

  #onBodies(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      for (const element of target.children) {
        const row = this.#listing.rowAround(element);
        if (row === undefined || !isForGrid(row)) continue;
        if (isIntersecting) this.#rowWatch.observe(element);
        else this.#rowWatch.unobserve(element);
        if (!isIntersecting) this.#leave(row);
      }
    }
  }

  #onRows(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const row = this.#listing.rowAround(target);
      if (row === undefined) continue;
      if (isIntersecting) this.#enter(row);
      else this.#leave(row);
    }
    this.#startNext();
  }

  #enter(row: Row): void {
    if (this.#inView.has(row)) return;
    this.#inView.set(row, new AbortController());
    this.#waiting.add(row);
  }

  #leave(row: Row): void {
    this.#inView.get(row)?.abort();
    this.#inView.delete(row);
    this.#waiting.delete(row);
    row.link.querySelector(".thumbnail")?.remove();
    row.link.classList.remove("pictured");
  }

  #startNext(): void {
    for (const row of this.#waiting) {
      if (this.#underWay >= mostAtOnce) return;
      this.#waiting.delete(row);
      this.#underWay++;
      void this.#load(row).finally(() => {
        this.#underWay--;
        this.#startNext();
      });
    }
  }

  async #load(row: Row): Promise<void> {
    const signal = this.#inView.get(row)?.signal;
    if (signal === undefined) return;
    const picture = await thumbnail(row.link.href, signal).catch(() => undefined); // no picture after all: its icon stays
    if (picture === undefined || signal.aborted) return;
    picture.className = "thumbnail";
    row.link.prepend(picture);
    row.link.classList.add("pictured");
  }
}

function isForGrid(row: Row): boolean {
  return isPicture(row) && row.bytes > 0 && row.bytes <= mostBytes;
}

async function thumbnail(address: string, signal: AbortSignal): Promise<HTMLElement> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const blob = await response.blob();
  if (blob.type.startsWith("image/svg")) return drawing(address);
  const bitmap = await createImageBitmap(blob, { resizeWidth: width, resizeQuality: "medium" });
  const canvas = document.createElement("canvas");
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas;
}

/** A drawing has no pixels to scale: the browser draws it as small as it is shown. */
function drawing(address: string): HTMLImageElement {
  const image = new Image();
  image.alt = "";
  image.src = address;
  return image;
}
