/** Characters that are laid out together at the most: browsers take the square of a long line's length for it. */
export const longestPiece = 2048;
/** Characters at the end of a piece in which a place between words is looked for. */
const searched = 256;
const lineFeed = 10;

/** Lines that are laid out together in one piece; or the pieces of a line that is too long for that. */
export type Part = readonly string[];

/** Finds what people take for one character; undefined: the browser has none, as Firefox before 125. */
export type Segmenter = Pick<Intl.Segmenter, "segment"> | undefined;

/** Cuts a text, of which nothing is lost, between lines; a long line between words, or at least between characters. */
export function partsOf(text: string, segmenter: Segmenter): readonly Part[] {
  const parts: Part[] = [];
  for (let first = 0; first < text.length;) {
    const isLast = text.length - first <= longestPiece;
    const lines = isLast ? text.length : text.lastIndexOf("\n", first + longestPiece - 1) + 1;
    const end = lines > first ? lines : text.indexOf("\n", first) + 1 || text.length;
    const part = text.slice(first, end);
    parts.push(lines > first ? [part] : piecesOf(part, segmenter));
    first = end;
  }
  return parts;
}

function piecesOf(line: string, segmenter: Segmenter): Part {
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > longestPiece) {
    const end = placeToCut(rest, segmenter);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...pieces, rest];
}

function placeToCut(line: string, segmenter: Segmenter): number {
  const first = longestPiece - searched;
  const around = line.slice(first, longestPiece + searched);
  const space = around.slice(0, searched).search(/\s\S*$/);
  return first + startOfCharacter(around, space === -1 ? searched : space + 1, segmenter);
}

/** The start of what people take for one character, around a place in a text. */
function startOfCharacter(text: string, place: number, segmenter: Segmenter): number {
  const start = segmenter?.segment(text).containing(place)?.index ?? 0;
  if (start > 0) return start;
  return /[\uDC00-\uDFFF]/.test(text.charAt(place)) ? place - 1 : place;
}

/** Rows that a piece takes at about so many characters a row. */
export function rowsOf(piece: string, columns: number): number {
  let [rows, length] = [0, 0];
  for (let at = 0; at < piece.length; at++) {
    if (piece.charCodeAt(at) === lineFeed) {
      rows += Math.max(1, Math.ceil(length / columns));
      length = 0;
    } else length++;
  }
  return rows + Math.ceil(length / columns);
}
