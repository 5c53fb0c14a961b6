import { HttpError } from "./http-error.ts";

/** A request target taken apart (RFC 9112 §3.2), nothing decoded. */
export type Target = {
  readonly form: "origin" | "absolute" | "authority" | "asterisk";
  /** "/" and on, up to the query; "*" for the asterisk form, "" for the authority form. */
  readonly rawPath: string;
  /** What follows the first "?"; undefined: there is none. */
  readonly rawQuery: string | undefined;
  /** host[:port] of the absolute and the authority form. */
  readonly authority: string | undefined;
};

const absoluteForm = /^http(s?):\/\/([^/?]*)(.*)$/i;

/**
 * Takes a target apart.
 * @throws HttpError 400 for a target of no form, or of a form that its method does not have; 421 for one of https.
 */
export function parseTarget(method: string, target: string): Target {
  if (method === "CONNECT") return { form: "authority", rawPath: "", rawQuery: undefined, authority: target };
  if (target.startsWith("/")) return withPath("origin", target, undefined);
  if (target === "*" && method === "OPTIONS") {
    return { form: "asterisk", rawPath: "*", rawQuery: undefined, authority: undefined };
  }
  const [, secure, authority, rest = ""] = absoluteForm.exec(target) ?? [];
  if (authority === undefined) throw new HttpError(400, "malformed target");
  // what is asked for over TLS must not be answered without it (RFC 9110 §7.4)
  if (secure !== "") throw new HttpError(421, "an https address was asked for, and this server has none");
  return withPath("absolute", rest.startsWith("/") ? rest : `/${rest}`, authority);
}

function withPath(form: "origin" | "absolute", text: string, authority: string | undefined): Target {
  const mark = text.indexOf("?");
  if (mark === -1) return { form, rawPath: text, rawQuery: undefined, authority };
  return { form, rawPath: text.slice(0, mark), rawQuery: text.slice(mark + 1), authority };
}
