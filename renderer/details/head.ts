/** The head of a message as it went over the wire, in parts. */
export type Head = {
  readonly startLine: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
};

/** Reads a head for showing: what has no colon is shown as a name without a value. */
export function parseHead(text: string): Head {
  const [startLine = "", ...lines] = text.split(/\r?\n/);
  const fields = lines
    .filter((line) => line !== "")
    .map((line) => {
      const colon = line.indexOf(":");
      if (colon === -1) return { name: line, value: "" };
      return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() };
    });
  return { startLine, fields };
}
