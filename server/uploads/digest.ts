import type { Headers } from "../http/headers.ts";
import { listMembers } from "../http/list.ts";
import { UploadError } from "./upload-error.ts";

/** How a digest is made, as node:crypto calls it. */
export type DigestAlgorithm = "sha256" | "sha512";

type Known = { readonly key: string; readonly name: string; readonly bytes: number };
/** The algorithms that are checked, by their keys in RFC 9530, the strongest first. */
const known: readonly Known[] = [
  { key: "sha-512", name: "SHA-512", bytes: 64 },
  { key: "sha-256", name: "SHA-256", bytes: 32 },
];

/**
 * The digest that the file is said to have (RFC 9530), the strongest; undefined: nothing is said, or only in ways
 * that are not known here. `isWhole`: the request's content is the file, so its own digest is the same.
 * @throws UploadError 400 for what is none.
 */
export function wantedDigest(headers: Headers, isWhole: boolean): Buffer | undefined {
  const ofContent = isWhole ? headers.getAll("content-digest") : [];
  const members = listMembers([...headers.getAll("repr-digest"), ...ofContent]);
  const [strongest] = known.flatMap((algorithm) => digestBy(algorithm, members) ?? []);
  return strongest;
}

/** How a digest was made: each algorithm has its own length. */
export function algorithmOf(digest: Buffer): DigestAlgorithm {
  return digest.length === 64 ? "sha512" : "sha256";
}

function digestBy(algorithm: Known, members: readonly string[]): Buffer | undefined {
  const given = members.flatMap((member) => {
    const [, key = "", value = ""] = /^([^= \t]*)[ \t]*=(.*)$/.exec(member) ?? [];
    return key.toLowerCase() === algorithm.key ? [read(algorithm, value)] : [];
  });
  const [wanted, ...others] = given;
  if (others.some((other) => wanted?.equals(other) !== true)) throw new UploadError(400, "two digests that differ");
  return wanted;
}

function read({ name, bytes }: Known, value: string): Buffer {
  const [, encoded = ""] = /^:([A-Za-z0-9+/]+={0,2}):$/.exec(value) ?? [];
  const digest = Buffer.from(encoded, "base64");
  if (digest.length !== bytes || digest.toString("base64") !== encoded) {
    throw new UploadError(400, `a digest that is no ${name}`);
  }
  return digest;
}
