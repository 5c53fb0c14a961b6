import { encodeUtf8 } from "./path.ts";

/** All but what RFC 8187 §3.2.1 lets stand in an extended value without an escape. */
const oddInExtended = /[^A-Za-z0-9!#$&+\-.^_`|~]+/g;
/** What no quoted file name may hold: some browsers unescape a "%", others trip over a backslash (RFC 6266, D). */
const oddInQuoted = /[^\x20-\x7e]|["\\%]/gu;

/**
 * A Content-Disposition that saves under a name (RFC 6266): an odd name stands there twice, in ASCII for old
 * programs and in full (RFC 8187).
 */
export function attachment(name: string): string {
  const ascii = name.replace(oddInQuoted, "_");
  const quoted = `attachment; filename="${ascii}"`;
  return ascii === name ? quoted : `${quoted}; filename*=UTF-8''${encodeUtf8(name, oddInExtended)}`;
}
