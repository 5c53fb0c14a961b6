import { count } from "../../server/page/format.ts";
import { formatSize } from "../../server/size.ts";
import { button, element } from "../element.ts";
import { keepAtRest, kept, whenShownAgain, type Kept } from "./kept.ts";
import type { Listing } from "./listing.ts";
import type { Row } from "./row.ts";

/** Characters of an address with names that any server takes; a longer choice is sent as a form. */
const longestAddress = 4000;
/** Names that are kept for whoever comes back: browsers bound what they keep of a page. */
const mostKept = 2000;

/** Rows that are chosen, and the bar that says what can be done with them. */
export class Selection {
  readonly #listing: Listing;
  readonly #chosen = new Set<Row>();
  readonly #words = element("p", { ariaHidden: "true" });
  /** The same for a screen reader, which is told only of what changes in a place that it knows. */
  readonly #said = element("p", { role: "status", className: "unseen" });
  readonly #bar: HTMLElement;
  readonly #mode: HTMLButtonElement;
  readonly #keep = keepAtRest(() => ({
    chosen: this.#chosen.size > mostKept ? [] : [...this.#chosen].map(({ name }) => name),
    isSelecting: this.#isMode,
  }));
  #last: Row | undefined;

  /** `mode` is the button for fingers: while it is pressed, the whole row is the box to tick. */
  constructor(listing: Listing, form: HTMLFormElement, mode: HTMLButtonElement) {
    this.#listing = listing;
    this.#mode = mode;
    const all = button("select", "Select all that are shown", () => this.#choose(listing.shown, true));
    const zip = button("download", "Download what is selected as a zip", () => this.#download(), "Download");
    const clear = button("close", "Select nothing", () => this.#endAndGoOn());
    const bar = { className: "selection", ariaLabel: "Selection", hidden: true };
    this.#bar = element("section", bar, this.#words, all, zip, clear);
    form.after(this.#said, this.#bar);
    form.addEventListener("click", (event) => this.#onClick(event), { capture: true }); // before a row is opened
    mode.addEventListener("click", () => this.#setMode(!this.#isMode));
    this.#restore(kept());
    whenShownAgain(() => this.#choose([...this.#chosen], true));
  }

  #restore({ chosen = [], isSelecting = false }: Kept): void {
    if (isSelecting) this.#setMode(true);
    const names = new Set(chosen);
    if (names.size > 0)
      this.#choose(
        this.#listing.rows.filter(({ name }) => names.has(name)),
        true,
      );
  }

  get #isMode(): boolean {
    return this.#mode.getAttribute("aria-pressed") === "true";
  }

  #setMode(isMode: boolean): void {
    this.#mode.setAttribute("aria-pressed", String(isMode));
    document.body.classList.toggle("selecting", isMode);
    if (!isMode) this.clear(); // what is chosen would be out of sight on a phone
    this.#keep();
  }

  clear(): void {
    this.#choose([...this.#chosen], false);
  }

  /** The button that was pressed goes: keys go on from what was ticked last, or else from the first row that is shown. */
  #endAndGoOn(): void {
    const hadFocus = this.#bar.contains(document.activeElement);
    const { shown } = this.#listing;
    const row = [this.#last, ...this.#chosen, shown[0]].find((one) => one !== undefined && shown.includes(one));
    this.clear();
    if (row === undefined || !hadFocus) return;
    for (const part of [row.link, row.checkbox]) part.focus({ preventScroll: true }); // a phone may show no boxes
  }

  #onClick(event: MouseEvent): void {
    const row = this.#listing.rowAround(event.target);
    if (row === undefined) return;
    const isBox = event.target === row.checkbox;
    if (!isBox && (!this.#isMode || event.ctrlKey || event.metaKey)) return;
    if (!isBox) event.preventDefault();
    const isChosen = isBox ? row.checkbox.checked : !row.checkbox.checked;
    this.#choose(event.shiftKey ? this.#between(row) : [row], isChosen);
    this.#last = row;
  }

  /** The rows from the last one that was ticked to this one. */
  #between(row: Row): readonly Row[] {
    const { shown } = this.#listing;
    const from = this.#last === undefined ? -1 : shown.indexOf(this.#last);
    const to = shown.indexOf(row);
    return from === -1 ? [row] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  }

  #choose(rows: readonly Row[], isChosen: boolean): void {
    for (const row of rows) {
      row.checkbox.checked = isChosen;
      if (isChosen) this.#chosen.add(row);
      else this.#chosen.delete(row);
    }
    this.#tell();
  }

  #tell(): void {
    const bytes = [...this.#chosen].reduce((sum, row) => sum + Math.max(0, row.bytes), 0);
    const hasFolder = [...this.#chosen].some((row) => row.kind === "folder");
    const size = bytes > 0 ? `, ${formatSize(bytes)}${hasFolder ? " and folders" : ""}` : "";
    const words = `${count(this.#chosen.size, "selected", "selected")}${size}`;
    const wasHidden = this.#bar.hidden;
    this.#bar.hidden = this.#chosen.size === 0;
    this.#words.textContent = words;
    if (!this.#bar.hidden) this.#said.textContent = words;
    else if (!wasHidden) this.#said.textContent = "Nothing is selected.";
    this.#keep();
  }

  /** By an address that a broken download can go on from, unless the names make it too long: then by the form. */
  #download(): void {
    const names = [...this.#chosen].map((row) => row.name);
    const address = `?zip${names.map((name) => `&name=${encodeURIComponent(name)}`).join("")}`;
    if (address.length <= longestAddress) follow(address);
    else if (names.length === this.#listing.rows.length && document.querySelector(".count.cut") === null)
      follow("?zip");
    else sendForm(names);
  }
}

function follow(address: string): void {
  element("a", { href: address, download: "" }).click();
}

/** The names join the form as it is sent: a field for each would hold up the page where there are many. */
function sendForm(names: readonly string[]): void {
  const form = element("form", { method: "post", action: "?zip", hidden: true });
  form.addEventListener("formdata", ({ formData }) => {
    for (const name of names) formData.append("name", name);
  });
  document.body.append(form);
  form.requestSubmit();
  form.remove();
}
