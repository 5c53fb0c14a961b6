const suffix = "scheme.standin.invalid";
const disguised = new RegExp(`^https://([^/]+)\\.([a-z][a-z0-9-]*)\\.${suffix.replaceAll(".", "\\.")}(?=[/?#]|$)`);

/** The https address under which Chromium loads a page of a privileged scheme, which it does not know: app://a/b. */
export function disguise(url: string, schemes: ReadonlySet<string>): string {
  const [whole, scheme = "", host = "", rest = ""] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url) ?? [];
  if (whole === undefined || !schemes.has(scheme)) return url;
  return `https://${host}.${scheme}.${suffix}${rest === "" ? "/" : rest}`;
}

/** The address that the app knows for what Chromium loads. */
export function undisguise(url: string): string {
  return url.replace(disguised, "$2://$1");
}

/** What `Fetch.enable` matches: every address in disguise. */
export const disguisedPattern = `https://*.${suffix}/*`;
