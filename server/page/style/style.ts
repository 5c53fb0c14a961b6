import { iconUrl, icons } from "../icons.ts";
import { colours } from "./colours.ts";
import { forcedColours } from "./forced-colours.ts";
import { note } from "./note.ts";
import { page } from "./page.ts";
import { print } from "./print.ts";
import { table } from "./table.ts";

const pictures = (Object.keys(icons) as (keyof typeof icons)[])
  .map((name) => `:root { --${name}: ${iconUrl(name)} }\n.${name} { --icon: var(--${name}) }\n`)
  .join("");

/** The part of it for a page that says one thing. */
export const plainStyle = colours + page;

/** The folder page's style sheet. */
export const style = colours + pictures + page + table + note + forcedColours + print;
