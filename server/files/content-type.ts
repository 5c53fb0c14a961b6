import mime from "mime";

const fallback = "application/octet-stream";

/** Drawings that are stored compressed: no browser shows them under their own type, nor saves the bytes once told of a coding. */
const stored: ReadonlyMap<string, string> = new Map([["svgz", "application/gzip"]]);

/** The media type of a file name; text says that it is UTF-8. The extension's case does not count, in ASCII. */
export function contentTypeOf(name: string): string {
  const extension = /\.([A-Za-z0-9_+-]{1,32})$/.exec(name)?.[1]?.toLowerCase();
  const type = extension === undefined ? fallback : (stored.get(extension) ?? mime.getType(extension) ?? fallback);
  return type.startsWith("text/") ? `${type}; charset=utf-8` : type;
}
