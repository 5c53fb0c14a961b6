import type { Listing } from "./listing.ts";
import { Pictures } from "./pictures.ts";

const key = "porchlight-view";

/** List or grid, as this visitor had it last. */
export class GridSwitch {
  readonly #button: HTMLButtonElement;
  readonly #table: HTMLTableElement;
  readonly #pictures: Pictures;

  constructor(button: HTMLButtonElement, table: HTMLTableElement, listing: Pick<Listing, "rowAround">) {
    this.#button = button;
    this.#table = table;
    this.#pictures = new Pictures(table, listing);
    button.addEventListener("click", () => {
      const isGrid = !table.classList.contains("cards");
      remember(isGrid);
      this.#set(isGrid);
    });
    table.addEventListener("mouseover", ({ target }) => tellName(target));
    if (isRemembered()) this.#set(true);
  }

  #set(isGrid: boolean): void {
    this.#table.classList.toggle("cards", isGrid);
    this.#button.classList.toggle("list", isGrid);
    this.#button.setAttribute("aria-pressed", String(isGrid));
    if (isGrid) this.#pictures.start();
    else this.#pictures.stop();
  }
}

/** A mouse is told a name that is cut. */
function tellName(target: EventTarget | null): void {
  const link = target instanceof Element ? target.closest("a") : null;
  const name = link?.querySelector("bdi");
  if (link && name && name.scrollHeight > name.clientHeight) link.title = name.textContent;
}

/** Storage may be forbidden: then the choice lasts as long as the page. */
function remember(isGrid: boolean): void {
  try {
    localStorage.setItem(key, isGrid ? "grid" : "list");
  } catch {
    return;
  }
}

function isRemembered(): boolean {
  try {
    return localStorage.getItem(key) === "grid";
  } catch {
    return false;
  }
}
