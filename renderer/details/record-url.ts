import type { LogRecord, Snapshot } from "../../electron/contract.ts";
import { parseHead } from "./head.ts";

/** What ends a text that the log has clipped: no target has it, for its characters are bytes. */
const clipMark = "…";

/** What a copied address begins with: the share's best address; where it has none, this computer at the chosen port. */
export function originOf({ share, settings }: Pick<Snapshot, "share" | "settings">): string {
  const url = share.kind === "on" ? share.addresses[0]?.url : undefined;
  return url?.replace(/\/$/, "") ?? `http://localhost:${settings.port}`;
}

/**
 * The address that a request asked for, at the share whatever host it named; "" where its target was none. Every
 * character of it is harmless ASCII.
 */
export function recordUrl({ target }: Pick<LogRecord, "target">, origin: string): string {
  const { rest } = absoluteParts(target) ?? { rest: target };
  return rest.startsWith("/") ? origin + rest.replace(/[^!#-&(-;=?-Z_a-z~]/g, escaped) : "";
}

/** A target in absolute form, as to a proxy (RFC 9112 §3.2.2): its host, and what is asked of that; undefined: another. */
export function absoluteParts(target: string): { readonly host: string; readonly rest: string } | undefined {
  const [, host, rest = ""] = /^https?:\/\/([^/?]*)(.*)$/is.exec(target) ?? [];
  return host === undefined ? undefined : { host, rest: rest.startsWith("/") ? rest : `/${rest}` };
}

/** A target as it was sent: long ones are in the received head alone; undefined: only its beginning is known. */
export function wholeTarget({ target }: Pick<LogRecord, "target">, receivedHead: string): string | undefined {
  if (!target.endsWith(clipMark)) return target;
  const [, whole = ""] = /^\S+ (.+) HTTP\/\d/.exec(parseHead(receivedHead).startLine) ?? [];
  return whole.startsWith(target.slice(0, -clipMark.length)) ? whole : undefined;
}

/** A target has one character for each byte. */
function escaped(character: string): string {
  return `%${(character.charCodeAt(0) & 0xff).toString(16).toUpperCase().padStart(2, "0")}`;
}
