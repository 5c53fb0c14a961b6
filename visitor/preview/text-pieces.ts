import { element } from "../element.ts";
import { partsOf, rowsOf } from "./pieces.ts";

const segmenter = "Segmenter" in Intl ? new Intl.Segmenter("en") : undefined;

/**
 * Puts a text into an element, in pieces of which the browser lays out those that are near the view. To whoever
 * selects, copies or searches they are one text. A long line's pieces go the way of the line.
 */
export function fillWithText(content: HTMLElement, text: string): void {
  const columns = columnsOf(content);
  const pieceElement = (piece: string) => {
    const made = element("span", { className: "piece" }, piece);
    made.style.setProperty("--rows", String(rowsOf(piece, columns)));
    return made;
  };
  const parts = partsOf(text, segmenter).map((pieces) => {
    const made = pieces.map(pieceElement);
    return made.length === 1 ? made : [filled(element("span"), made)];
  });
  filled(content, parts.flat());
}

/** An element that goes the way of what is in it: told last, or all of it is looked through at each piece that comes. */
function filled<E extends HTMLElement>(outer: E, content: readonly HTMLElement[]): E {
  outer.append(...content);
  outer.dir = "auto";
  return outer;
}

/**
 * As many letters as a row has where all are as wide as high, as Chinese ones are: of what turns out to be lower than
 * was guessed the end is still the end, and who jumps there need not jump again.
 */
function columnsOf(content: HTMLElement): number {
  const { fontSize, paddingLeft, paddingRight } = getComputedStyle(content);
  const width = content.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  return Math.max(1, Math.floor(width / parseFloat(fontSize)));
}
