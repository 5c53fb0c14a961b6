import MarkdownIt, { type Token } from "markdown-it";
import { linkFarPictures } from "./far-pictures.ts";
import { escapeHtml } from "./html.ts";

/** Characters of all addresses and titles together: a text tells one once and may use it thousands of times. */
const longestAttributes = 512 * 1024;

/** Cells of tables in a text: a row of one letter has as many as the table's widest, and each is twenty letters of HTML. */
const mostCells = 64 * 1024;

/** HTML stays text, and links with a scheme that runs something stay text as well (markdown-it's own rule). */
const markdown = new MarkdownIt({ html: false, linkify: false, maxNesting: 20 });

/** Headings stand below the page's own, and take no name from the text: nothing can be addressed or clobbered. */
markdown.core.ruler.push("headings stand below the page's", (state) => {
  for (const token of state.tokens) {
    if (token.type === "heading_open" || token.type === "heading_close") token.tag = lower(token.tag);
  }
});

function lower(tag: string): string {
  return `h${Math.min(6, Number(tag.slice(1)) + 1)}`;
}

/** The page's policy allows no style of an element's own, by which a table's columns would be aligned. */
markdown.core.ruler.push("columns are aligned by classes", ({ tokens }) => {
  for (const { attrs } of tokens) {
    const style = attrs?.find(([name]) => name === "style");
    if (style !== undefined) style.splice(0, 2, "class", String(style[1]).replace("text-align:", ""));
  }
});

markdown.core.ruler.push("lists go the way of their first words, with their marks", ({ tokens }) => {
  for (const token of tokens) if (/^(bullet|ordered)_list_open$/.test(token.type)) token.attrSet("dir", "auto");
});

markdown.core.ruler.push("pictures from elsewhere are links", ({ tokens, Token }) => {
  for (const token of tokens) if (token.children !== null) token.children = linkFarPictures(token.children, Token);
});

// whoever has no mouse scrolls by the keyboard what has the focus
markdown.renderer.rules["table_open"] = () =>
  '<div class="wide" role="group" aria-label="Table" tabindex="0"><table>\n';
markdown.renderer.rules["table_close"] = () => "</table></div>\n";

/**
 * Markdown as HTML that is safe to stand in a page: no tags of its own, no scripts, no styles. It stays text where it
 * would become far longer than it is. The worst text of 64 KiB takes a third of a second: see `htmlOfMarkdown`.
 */
export function renderMarkdown(text: string): string {
  if (cellsIn(text) > mostCells) return asText(text);
  const tokens = markdown.parse(text, {});
  if (attributesOf(tokens) > longestAttributes) return asText(text);
  return markdown.renderer.render(tokens, markdown.options, {});
}

/** How many cells a text may have at the most, were all its lines one table under the widest line that can begin one. */
export function cellsIn(text: string): number {
  const lines = text.split(/\r\n?|\n/);
  const widest = lines.filter(canBeginTable).reduce((most, line) => Math.max(most, line.split("|").length), 0);
  return widest * lines.length;
}

/** Whether a line may be the one below a table's heads, perhaps in a list or a quotation. */
function canBeginTable(line: string): boolean {
  return line.includes("-") && /^[\s>*+\d.):|-]*$/.test(line);
}

/** A text as it is, its lines kept. */
export function asText(text: string): string {
  return `<pre>${escapeHtml(text)}</pre>\n`;
}

function attributesOf(tokens: readonly Token[]): number {
  let length = 0;
  for (const { attrs, children } of tokens) {
    for (const [, value] of attrs ?? []) length += String(value).length;
    length += attributesOf(children ?? []);
  }
  return length;
}
