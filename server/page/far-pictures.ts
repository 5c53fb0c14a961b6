import type { StateCore, Token } from "markdown-it";

/** Whether a picture's address leads out of the share: the page's policy lets nothing be fetched from elsewhere. */
function isFar(address: string): boolean {
  return /^(\/\/|(?!data:)[a-z][a-z0-9+.-]*:)/i.test(address);
}

/** Makes links of pictures from elsewhere; where such a picture is a link already, its words are left. */
export function linkFarPictures(tokens: readonly Token[], type: StateCore["Token"]): Token[] {
  let isInLink = false;
  return tokens.flatMap((token) => {
    if (token.type === "link_open" || token.type === "link_close") isInLink = token.type === "link_open";
    const address = token.type === "image" ? String(token.attrGet("src") ?? "") : "";
    if (!isFar(address)) return [token];
    const words = new type("text", "", 0);
    words.content = token.content === "" ? address : token.content;
    if (isInLink) return [words];
    const start = new type("link_open", "a", 1);
    start.attrSet("href", address);
    return [start, words, new type("link_close", "a", -1)];
  });
}
