import "./visitor.css";
import { count } from "../server/page/format.ts";
import { byId } from "./element.ts";
import { GridSwitch } from "./list/grid-switch.ts";
import { keep, keepAtRest, kept, whenShownAgain } from "./list/kept.ts";
import { Listing } from "./list/listing.ts";
import { moveFocus } from "./list/move-focus.ts";
import { readRows } from "./list/read-rows.ts";
import { Selection } from "./list/selection.ts";
import { TableView } from "./list/table-view.ts";
import { Preview } from "./preview/preview.ts";
import { SendPanel } from "./send/send-panel.ts";
import { openLinkDialog } from "./share/link-dialog.ts";

/** Brings the served page to life. What it cannot do without script it could do before. */
async function start(): Promise<void> {
  document.documentElement.classList.add("scripted"); // shows what the script brings to life
  await parsed();
  const send = document.getElementById("send");
  if (send instanceof HTMLFormElement) new SendPanel(send);
  document.getElementById("link")?.addEventListener("click", openLinkDialog);
  const form = document.getElementById("entries");
  const table = form?.querySelector("table");
  if (form instanceof HTMLFormElement && table?.tHead && table.tBodies.length > 0) {
    await enliven(form, table, table.tHead);
  }
  document.documentElement.classList.add("ready");
}

/** Brings the list to life. */
async function enliven(form: HTMLFormElement, table: HTMLTableElement, head: HTMLTableSectionElement): Promise<void> {
  const rows = await readRows(table);
  const view = new TableView(table);
  const listing = new Listing(view, rows, head);
  const preview = new Preview(listing);
  new Selection(listing, form, byId("select", HTMLButtonElement));
  new GridSwitch(byId("view", HTMLButtonElement), table, listing);
  connectFilter(listing);
  table.addEventListener("keydown", moveFocus);
  table.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const row = listing.rowAround(link);
    const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey);
    if (row === undefined || event.defaultPrevented || !isPlain) return;
    if (preview.open(row)) event.preventDefault();
  });
  preview.start();
}

/** A large page is long in coming, and the script is there before its end. */
async function parsed(): Promise<void> {
  if (document.readyState !== "loading") return;
  await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
}

function connectFilter(listing: Listing): void {
  const field = byId("filter", HTMLInputElement);
  const words = document.querySelector(".count");
  const served = words?.textContent ?? "";
  const isCut = words?.classList.contains("cut") === true;
  listing.onShown = (shown, all) => {
    if (words !== null) words.textContent = shown === all ? served : shownWords(shown, all, isCut);
  };
  field.addEventListener("input", () => listing.filter(field.value));
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      field.value = "";
      field.dispatchEvent(new Event("input"));
    }
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof HTMLInputElement && event.target.type !== "checkbox";
    if (event.key !== "/" || isTyping || document.querySelector("dialog[open]") !== null) return;
    event.preventDefault();
    field.focus();
  });
  if (field.value === "") field.value = kept().filter ?? "";
  if (field.value !== "") listing.filter(field.value);
  whenShownAgain(() => {
    field.value = kept().filter ?? "";
  });
  const typed = () => ({ filter: field.value });
  field.addEventListener("input", keepAtRest(typed));
  field.addEventListener("change", () => keep(typed())); // as when a link is pressed at once
}

void start();

function shownWords(shown: number, all: number, isCut: boolean): string {
  const first = isCut ? "the first " : "";
  if (shown === 0) return `No name${isCut ? ` among the first ${count(all, "entry", "entries")}` : ""} matches.`;
  return `${count(shown, "entry", "entries")} of ${first}${all.toLocaleString("en")}`;
}
