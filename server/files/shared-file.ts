import type { BigIntStats } from "node:fs";
import { Headers } from "../http/headers.ts";
import { formatHttpDate } from "../http/http-date.ts";
import { Response, type Body } from "../http/response.ts";
import { contentTypeOf } from "./content-type.ts";
import type { OpenedFile } from "./opened-file.ts";
import type { Validators } from "./preconditions.ts";
import { guardOf } from "./sandbox.ts";

/** How a compressed neighbour is stored that stands in for a file (RFC 9110 §8.4.1). */
export type Coding = "br" | "gzip";

/** Where a file was opened, and the state it was in: the same again means it is unchanged. */
export type FileState = { readonly path: string; readonly stats: BigIntStats };

/** A file that is being shared, in the state in which it was opened. */
export type SharedFile = {
  readonly kind: "file";
  /** The states that it is made of: its own, and that of the file for which it stands in. */
  readonly states: readonly FileState[];
  readonly size: number;
  readonly validators: Validators;
  readonly contentType: string;
  /** What a 200, a 206 and a 304 have in common: validators and caching. */
  readonly caching: Headers;
  /** A part of the content, for one response. */
  readonly body: (first: number, length: number) => Body;
  /** Whether its content is known to be readable. */
  readonly isProven: () => boolean;
  /** Finds out whether it can be read from there on. @throws HttpError as the disk says. */
  readonly prove: (position: number) => Promise<void>;
  /** The whole of it as an answer. */
  readonly whole: () => Response;
  /** Called once, when nobody will ask for the file in this state any more. */
  readonly release: () => void;
};

/** File systems that store whole seconds may change a file twice within one, unseen. */
const coarseNanoseconds = 2_000_000_000n;
/** Some file systems keep dates that HTTP has no words for. */
const earliest = Date.UTC(100, 0);

/** Of what is in memory: it has been read. */
const proven = { isProven: () => true, prove: () => Promise.resolve() };

/** What an answer says of a file beside what the disk tells. */
export type Description = {
  /** Undefined: the file is sent as it is. */
  readonly coding: Coding | undefined;
  /** The request's fields by which another visitor may get another answer. */
  readonly varies: readonly string[];
  /** The name that tells the media type. */
  readonly name: string;
  /** The file for which a compressed neighbour stands in. */
  readonly original?: FileState | undefined;
  /** Whether documents that could run scripts may: the owner says that this is a website. */
  readonly isWebsite: boolean;
};

/** Describes a file by what it holds: its content in memory, or itself, open, its lease taken over. */
export function describeFile(
  location: string,
  stats: BigIntStats,
  content: Buffer | OpenedFile,
  description: Description,
): SharedFile {
  const size = Number(stats.size);
  const contentType = contentTypeOf(description.name);
  const guard = description.isWebsite ? undefined : guardOf(contentType);
  // Under another guard it is another state: a 304 would leave the browser with the policy that it has.
  const variant = [description.coding, guard?.word].filter((part) => part !== undefined);
  const validators = validatorsOf(stats, variant, Date.now());
  const caching = cachingOf(validators, description);
  if (guard !== undefined) caching.add(...guard.field);
  const reason = guard?.word === "sandbox" ? "shown without its scripts: this share is no website" : "";
  const headers = new Headers([["Content-Type", contentType], ...caching]);
  // Of the 200 alone: what a 304, 412 or 416 says is not compressed.
  if (description.coding !== undefined) headers.add("Content-Encoding", description.coding);
  const { original } = description;
  const states = [{ path: location, stats }, ...(original === undefined ? [] : [original])];
  const shared = { kind: "file", states, size, validators, contentType, caching } as const;
  if (Buffer.isBuffer(content)) {
    const answer = new Response({ status: 200, headers, body: { kind: "bytes", bytes: content }, reason });
    const body = (first: number, length: number): Body => ({
      kind: "bytes",
      bytes: content.subarray(first, first + length),
    });
    return { ...shared, ...proven, body, whole: () => answer, release: () => undefined };
  }
  const body = (first: number, length: number): Body => ({ kind: "file", file: content.lease(), first, length });
  const whole = () => new Response({ status: 200, headers, body: body(0, size), reason });
  return {
    ...shared,
    isProven: () => content.isProven,
    prove: (position) => content.prove(position),
    body,
    whole,
    release: () => content.release(),
  };
}

/**
 * A strong tag of size and modification time to the nanosecond. Weak where the file system seems to store whole
 * seconds only and the file has just changed.
 */
export function validatorsOf(stats: BigIntStats, variant: readonly string[], now: number): Validators {
  const isCoarse = stats.mtimeNs % 1_000_000_000n === 0n;
  const age = BigInt(now) * 1_000_000n - stats.mtimeNs;
  const isInDoubt = isCoarse && age >= 0n && age < coarseNanoseconds;
  const suffix = variant.map((part) => `-${part}`).join("");
  const tag = `"${stats.size.toString(36)}-${stats.mtimeNs.toString(36)}${suffix}"`;
  const lastModified = Math.floor(dateOf(stats, now) / 1000) * 1000;
  return { etag: isInDoubt ? `W/${tag}` : tag, lastModified: lastModified < earliest ? undefined : lastModified };
}

/**
 * When a file was last modified, never in the future (RFC 9110 §8.8.2.1). Of one that is dated so, by another computer's
 * clock or zone, it is when it last changed here: the present would be another date each time, and who goes on with a
 * download by it would be told that the file has changed. Disks that keep no such time tell 1970 or 1601.
 */
function dateOf({ mtimeMs, ctimeMs }: BigIntStats, now: number): number {
  if (mtimeMs <= now) return Number(mtimeMs);
  return ctimeMs > 0n && ctimeMs <= now ? Number(ctimeMs) : now;
}

function cachingOf({ lastModified, etag }: Validators, { varies }: Description): Headers {
  const headers = new Headers();
  if (lastModified !== undefined) headers.add("Last-Modified", formatHttpDate(lastModified));
  if (etag !== undefined) headers.add("ETag", etag);
  headers.add("Accept-Ranges", "bytes").add("Cache-Control", "no-cache").add("X-Content-Type-Options", "nosniff");
  return varies.length > 0 ? headers.add("Vary", varies.join(", ")) : headers;
}
