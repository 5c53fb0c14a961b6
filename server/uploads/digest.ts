import type { Headers } from "../http/headers.ts";
import { listMembers } from "../http/list.ts";
import { UploadError } from "./upload-error.ts";

const length = 32;

/**
 * The SHA-256 that the content is said to have (RFC 9530); undefined: nothing is said, or only in other ways.
 * @throws UploadError 400 for what is none.
 */
export function wantedDigest(headers: Headers): Buffer | undefined {
  const members = listMembers([...headers.getAll("repr-digest"), ...headers.getAll("content-digest")]);
  const given = members.filter((member) => /^sha-256[ \t]*=/i.test(member));
  const [wanted, ...others] = given.map(digestOf);
  if (others.some((other) => wanted?.equals(other) !== true)) throw new UploadError(400, "two digests that differ");
  return wanted;
}

function digestOf(member: string): Buffer {
  const [, encoded = ""] = /^sha-256=:([A-Za-z0-9+/]{43}=):$/i.exec(member) ?? [];
  const digest = Buffer.from(encoded, "base64");
  if (digest.length !== length) throw new UploadError(400, "a digest that is no SHA-256");
  return digest;
}
