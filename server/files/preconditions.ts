import type { Headers } from "../http/headers.ts";
import { parseHttpDate } from "../http/http-date.ts";

/** What identifies one state of a file to caches (RFC 9110 §8.8). */
export type Validators = {
  /** Quoted, perhaps with W/ in front; undefined: there is none. */
  readonly etag: string | undefined;
  /** Milliseconds since 1970, a whole second; undefined: unknown. */
  readonly lastModified: number | undefined;
};

const conditionNames = ["if-none-match", "if-modified-since", "if-match", "if-unmodified-since"];

/** Whether a request depends on what its address has. */
export function isConditional(headers: Headers): boolean {
  for (const name of conditionNames) if (headers.has(name)) return true;
  return false;
}

const entityTag = /(W\/)?("[\x21\x23-\x7e\x80-\xff]*")/y;

/** The tags of a list; "*" alone stands for any. Reading stops where the syntax slips. */
function parseTags(values: readonly string[]): "*" | string[] {
  const text = values.join(",");
  if (/^[ \t]*\*[ \t]*$/.test(text)) return "*";
  const tags: string[] = [];
  let at = 0;
  for (;;) {
    while (/[ \t,]/.test(text.charAt(at))) at++;
    entityTag.lastIndex = at;
    const [tag] = entityTag.exec(text) ?? [];
    if (tag === undefined) return tags;
    tags.push(tag);
    at += tag.length;
  }
}

function withoutWeakness(tag: string): string {
  return tag.startsWith("W/") ? tag.slice(2) : tag;
}

/** RFC 9110 §8.8.3.2: a weak tag is never strongly equal to anything. */
function matchesStrongly(tags: "*" | readonly string[], etag: string | undefined): boolean {
  return tags === "*" || (etag !== undefined && !etag.startsWith("W/") && tags.includes(etag));
}

function matchesWeakly(tags: "*" | readonly string[], etag: string | undefined): boolean {
  return tags === "*" || (etag !== undefined && tags.some((tag) => withoutWeakness(tag) === withoutWeakness(etag)));
}

/** undefined: nobody knows, or nothing was asked; of two dates neither counts (RFC 9110 §13.1.3, §13.1.4). */
function hasChangedSince(validators: Validators, dates: readonly string[]): boolean | undefined {
  const [date, ...others] = dates;
  const time = date === undefined || others.length > 0 ? undefined : parseHttpDate(date);
  if (time === undefined || validators.lastModified === undefined) return undefined;
  return validators.lastModified > time;
}

/**
 * Whether a GET or HEAD of something that exists goes on, in the order of RFC 9110 §13.2.2: If-Match, else
 * If-Unmodified-Since; then If-None-Match, else If-Modified-Since.
 */
export function evaluate(headers: Headers, validators: Validators): "proceed" | "not modified" | "failed" {
  const match = headers.getAll("if-match");
  if (match.length > 0) {
    if (!matchesStrongly(parseTags(match), validators.etag)) return "failed";
  } else if (hasChangedSince(validators, headers.getAll("if-unmodified-since")) === true) return "failed";
  const noneMatch = headers.getAll("if-none-match");
  if (noneMatch.length > 0) return matchesWeakly(parseTags(noneMatch), validators.etag) ? "not modified" : "proceed";
  return hasChangedSince(validators, headers.getAll("if-modified-since")) === false ? "not modified" : "proceed";
}

/**
 * Whether something may be sent to an address, whose state is undefined where nothing is there. If-Modified-Since is for
 * GET and HEAD alone (RFC 9110 §13.1.3).
 */
export function allowsSending(headers: Headers, validators: Validators | undefined): boolean {
  if (validators === undefined) return !headers.has("if-match");
  const outcome = evaluate(headers, validators);
  return outcome === "proceed" || (outcome === "not modified" && !headers.has("if-none-match"));
}

/** Whether a Range counts: there is no If-Range, or it names exactly this state (RFC 9110 §13.1.5). */
export function allowsRange(headers: Headers, validators: Validators): boolean {
  const [condition, ...others] = headers.getAll("if-range");
  if (condition === undefined) return true;
  if (others.length > 0) return false;
  // One tag, and no list of them.
  if (/^(W\/)?"/.test(condition)) return matchesStrongly([condition], validators.etag);
  const time = parseHttpDate(condition);
  return time !== undefined && time === validators.lastModified;
}
