import mime from "mime";

const fallback = "application/octet-stream";

/** The media type of a file name; text says that it is UTF-8. The extension's case does not count, in ASCII. */
export function contentTypeOf(name: string): string {
  const [, extension] = /\.([A-Za-z0-9_+-]{1,32})$/.exec(name) ?? [];
  const type = extension === undefined ? fallback : (mime.getType(extension.toLowerCase()) ?? fallback);
  return type.startsWith("text/") ? `${type}; charset=utf-8` : type;
}
