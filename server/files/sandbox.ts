/**
 * What a browser lets a shared document do that could run scripts: be seen, be saved, lead elsewhere. It has no
 * origin, and its scripts do not run: it must not act in the name of the share, nor from inside the network.
 */
const policy = "sandbox allow-downloads allow-popups allow-popups-to-escape-sandbox";

const canRun = /^(text\/html|(text|application)\/xml|[^;]*\+xml)(;|$)/;

/** The Content-Security-Policy of a shared file of that type; undefined: browsers run nothing in it. */
export function sandboxOf(contentType: string): string | undefined {
  return canRun.test(contentType) ? policy : undefined;
}

const isScript = /^(text\/javascript|application\/ecmascript)(;|$)/;

/** What a browser is told of a shared file so that it can do no harm: a field, and a word for the state it puts the file in. */
export type Guard = { readonly word: string; readonly field: readonly [name: string, value: string] };

/**
 * The guard of a shared file of that type; undefined: it needs none. A script runs in no document here, but any page
 * elsewhere could run it by its address, and read by that what it says.
 */
export function guardOf(contentType: string): Guard | undefined {
  const sandbox = sandboxOf(contentType);
  if (sandbox !== undefined) return { word: "sandbox", field: ["Content-Security-Policy", sandbox] };
  if (isScript.test(contentType)) return { word: "kept", field: ["Cross-Origin-Resource-Policy", "same-origin"] };
  return undefined;
}
