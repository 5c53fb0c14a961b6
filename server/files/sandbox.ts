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
