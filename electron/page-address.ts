import path from "node:path";

/** The page comes from `app://bundle/`, never from a file or a network. */
export const pageScheme = "app";

/** Nothing but the page's own files: no inline code, no other host, no frame around or inside it. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const types = new Map([
  [".html", "text/html; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".svg", "image/svg+xml"],
  [".png", "image/png"],
  [".woff2", "font/woff2"],
]);

/** Undefined: the page has no file of such a kind. */
export function contentTypeOf(file: string): string | undefined {
  return types.get(path.extname(file));
}

/** The file in `folder` that a URL of the page stands for; undefined: it stands for nothing in there. */
export function pageFile(folder: string, url: string): string | undefined {
  const address = URL.parse(url);
  if (address?.protocol !== `${pageScheme}:` || address.host !== "bundle") return undefined;
  const name = decoded(address.pathname);
  if (name === undefined || /[\0\\:]/.test(name)) return undefined;
  const file = path.join(folder, name);
  return file.startsWith(folder + path.sep) && !file.endsWith(path.sep) ? file : undefined;
}

/** Where the window's page comes from. */
export type Page = {
  readonly url: string;
  /** Whether a URL is one of the page's own. */
  readonly owns: (url: string) => boolean;
};

/** The page as it was built. */
export const bundledPage: Page = {
  url: `${pageScheme}://bundle/index.html`,
  owns: (url) => {
    const address = URL.parse(url);
    return address?.protocol === `${pageScheme}:` && address.host === "bundle";
  },
};

/** The page as Vite's server gives it while it is being worked on. */
export function developedPage(url: string): Page {
  const { origin } = new URL(url);
  return { url, owns: (other) => URL.parse(other)?.origin === origin };
}

/** What Electron tells of a frame that asks for something. */
export type Asker = { readonly parent: object | null; readonly url: string };

/** Whether it is our page that asks. A frame that is gone is not, nor is a sub-frame, wherever it comes from: the page has none. */
export function isFrom(page: Page, frame: Asker | null): boolean {
  return frame !== null && frame.parent === null && page.owns(frame.url);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
