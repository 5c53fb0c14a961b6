import { isBlank } from "./blanks.ts";
import { carriageReturn, colon, endOfRun, lineFeed, space, targetBytes, tokenBytes, valueBytes } from "./bytes.ts";
import { HeadMemory, type FieldBlock } from "./head-memory.ts";
import { Headers } from "./headers.ts";
import { HttpError } from "./http-error.ts";
import { RequestHead, type KnownLine, type Version } from "./request-head.ts";
import type { RequestLimits } from "./request-limits.ts";
import { readVersion, versionBytes } from "./request-version.ts";
import { whyNoField, whyNoTarget, whyNoValue } from "./why-malformed.ts";

const empty = Buffer.alloc(0);
const get = 0x47455420; // "GET "
const tlsHandshake = 0x16; // the first byte of a ClientHello (RFC 8446 §5.1)
/** "call again with more bytes" */
const more = -1;

/**
 * Where the fields of the head under way stand: name start, name end, value start, value end. All parsers share
 * it, because a head is read in one synchronous go.
 */
let offsets = new Int32Array(4 * 128);

/** Reads request heads from bytes that come in any cut (RFC 9112 §2–§5); bytes left over stay for the next. */
export class RequestParser {
  readonly #limits: RequestLimits;
  #bytes: Buffer = empty;
  #at = 0;
  /** No head reaches beyond this: the end of the bytes, or of what a head may take. */
  #end = 0;
  #fieldCount = 0;
  #emptyLines = 0;
  #method = "";
  #targetAt = 0;
  #targetEnd = 0;
  #version: Version = "1.1";
  /** How much was read of the request line of the head under way. */
  #known: "nothing" | "method" | "target" | "line" = "nothing";
  readonly #memory: HeadMemory;

  /** `memory` may be shared by many parsers. */
  constructor(limits: RequestLimits, memory = new HeadMemory()) {
    this.#limits = limits;
    this.#memory = memory;
    if (offsets.length < 4 * limits.fields) offsets = new Int32Array(4 * limits.fields);
  }

  /** How many bytes wait to be parsed. */
  get waiting(): number {
    return this.#bytes.length - this.#at;
  }

  /** What is known of the request line of a head that was refused, or is not whole yet. */
  get line(): KnownLine {
    if (this.#known === "nothing") return { method: "", target: "", version: "" };
    const target = this.#known === "method" ? "" : this.#bytes.toString("latin1", this.#targetAt, this.#targetEnd);
    return { method: this.#method, target, version: this.#known === "line" ? this.#version : "" };
  }

  feed(bytes: Buffer): void {
    this.#known = "nothing";
    this.#bytes = this.waiting === 0 ? bytes : Buffer.concat([this.#bytes.subarray(this.#at), bytes]);
    this.#at = 0;
  }

  /** Gives away the bytes that wait: they belong to a body. */
  takeRest(): Buffer {
    const rest = this.#bytes.subarray(this.#at);
    this.#clear();
    return rest;
  }

  #clear(): void {
    this.#bytes = empty;
    this.#at = 0;
  }

  /**
   * The next head; undefined: more bytes are needed.
   * @throws HttpError with the status to refuse with; nothing behind it may be parsed.
   */
  next(): RequestHead | undefined {
    if (!this.#skipEmptyLines()) return undefined;
    const start = this.#at;
    this.#end = Math.min(this.#bytes.length, start + this.#limits.headBytes);
    const same = this.#memory.heads.find(this.#bytes, start, this.#end);
    if (same !== undefined) {
      this.#pass(this.#end);
      return same;
    }
    const fieldsAt = this.#readRequestLine(start);
    if (fieldsAt !== more) this.#known = "line";
    const known = fieldsAt === more ? undefined : this.#memory.fields.find(this.#bytes, fieldsAt, this.#end);
    if (known !== undefined) return this.#again(start, fieldsAt, known);
    const end = fieldsAt === more ? more : this.#readFields(fieldsAt);
    if (end === more) {
      if (this.#end === start + this.#limits.headBytes) throw new HttpError(431, "the head is too long");
      return undefined;
    }
    return this.#read(start, fieldsAt, end);
  }

  /** RFC 9112 §2.2: an empty line before a request line is passed over. False: more bytes are needed. */
  #skipEmptyLines(): boolean {
    const bytes = this.#bytes;
    while (bytes[this.#at] === carriageReturn) {
      if (this.#at + 1 === bytes.length) return false;
      if (bytes[this.#at + 1] !== lineFeed) throw new HttpError(400, "a lone carriage return");
      if (++this.#emptyLines > this.#limits.leadingEmptyLines) throw new HttpError(400, "too many empty lines");
      this.#at += 2;
    }
    return this.#at < bytes.length;
  }

  /** Where the fields start, or `more`. */
  #readRequestLine(start: number): number {
    const targetAt = this.#readMethod(start);
    if (targetAt === more) return more;
    this.#known = "method";
    const bytes = this.#bytes;
    const targetEnd = endOfRun(targetBytes, bytes, targetAt, this.#end);
    this.#targetAt = targetAt;
    this.#targetEnd = Math.min(targetEnd, targetAt + this.#limits.targetBytes);
    if (targetEnd > this.#targetEnd) {
      this.#known = "target";
      throw new HttpError(414, "the target is too long");
    }
    if (targetEnd === this.#end) return more;
    const isTarget = targetEnd > targetAt && (bytes[targetEnd] === space || bytes[targetEnd] === carriageReturn);
    if (!isTarget) throw new HttpError(400, whyNoTarget(targetEnd - targetAt, bytes[targetEnd]));
    this.#known = "target";
    if (bytes[targetEnd] === carriageReturn) throw new HttpError(400, "no HTTP version behind the target");
    const version = readVersion(bytes, targetEnd + 1, this.#end);
    if (version === undefined) return more;
    this.#version = version;
    return targetEnd + 1 + versionBytes;
  }

  #readMethod(start: number): number {
    const bytes = this.#bytes;
    if (this.#end - start >= 4 && bytes.readInt32BE(start) === get) {
      this.#method = "GET";
      return start + 4;
    }
    const nameEnd = endOfRun(tokenBytes, bytes, start, this.#end);
    if (nameEnd - start > this.#limits.methodBytes) throw new HttpError(400, "the method is too long");
    if (nameEnd === this.#end) return more;
    if (bytes[start] === tlsHandshake) throw new HttpError(400, "asked with https://, where only http:// is spoken");
    if (bytes[nameEnd] !== space || nameEnd === start) throw new HttpError(400, "not an HTTP request");
    this.#method = bytes.toString("latin1", start, nameEnd);
    return nameEnd + 1;
  }

  /** Fills `offsets`; where the head ends, or `more`. */
  #readFields(from: number): number {
    const bytes = this.#bytes;
    this.#fieldCount = 0;
    let at = from;
    while (at < this.#end && bytes[at] !== carriageReturn) {
      at = this.#readField(at);
      if (at === more) return more;
    }
    if (at + 1 >= this.#end) return more;
    if (bytes[at + 1] !== lineFeed) throw new HttpError(400, "a lone carriage return");
    return at + 2;
  }

  /** One field line (RFC 9112 §5): no blank before the colon, no folding, no lone CR. */
  #readField(at: number): number {
    const bytes = this.#bytes;
    const nameEnd = endOfRun(tokenBytes, bytes, at, this.#end);
    this.#checkFieldLength(nameEnd - at);
    if (nameEnd === this.#end) return more;
    const isName = bytes[nameEnd] === colon && nameEnd > at;
    if (!isName) throw new HttpError(400, whyNoField(nameEnd - at, bytes[nameEnd]));
    const lineEnd = endOfRun(valueBytes, bytes, nameEnd + 1, this.#end);
    this.#checkFieldLength(lineEnd - at);
    if (lineEnd === this.#end) return more;
    if (bytes[lineEnd] !== carriageReturn) throw new HttpError(400, whyNoValue(bytes[lineEnd]));
    if (lineEnd + 1 === this.#end) return more;
    if (bytes[lineEnd + 1] !== lineFeed) throw new HttpError(400, "a lone carriage return");
    if (this.#fieldCount === this.#limits.fields) throw new HttpError(431, "too many header fields");
    this.#keepField(at, nameEnd, lineEnd);
    return lineEnd + 2;
  }

  #checkFieldLength(length: number): void {
    if (length > this.#limits.fieldBytes) throw new HttpError(431, "a header field is too long");
  }

  /** Notes where a field stands, without the blanks and tabs around its value. */
  #keepField(nameAt: number, nameEnd: number, lineEnd: number): void {
    let valueAt = nameEnd + 1;
    let valueEnd = lineEnd;
    while (valueAt < valueEnd && isBlank(this.#bytes[valueAt])) valueAt++;
    while (valueEnd > valueAt && isBlank(this.#bytes[valueEnd - 1])) valueEnd--;
    const slot = 4 * this.#fieldCount++;
    offsets[slot] = nameAt;
    offsets[slot + 1] = nameEnd;
    offsets[slot + 2] = valueAt;
    offsets[slot + 3] = valueEnd;
  }

  /** The head of a new request line and the fields of an earlier one, which reach to the end. */
  #again(start: number, fieldsAt: number, known: FieldBlock): RequestHead {
    const line = this.#bytes.toString("latin1", start, fieldsAt);
    const target = line.slice(this.#targetAt - start, this.#targetEnd - start);
    const read = { method: this.#method, target, version: this.#version };
    const head = new RequestHead(read, known.headers, line + known.text);
    this.#memory.heads.keep(this.#bytes, start, this.#end, head);
    this.#pass(this.#end);
    return head;
  }

  #read(start: number, fieldsAt: number, end: number): RequestHead {
    const head = this.#head(start, end);
    const block = { headers: head.headers, text: head.text.slice(fieldsAt - start) };
    this.#memory.fields.keep(this.#bytes, fieldsAt, end, block);
    this.#pass(end);
    return head;
  }

  /** A head has been read up to there. */
  #pass(end: number): void {
    this.#at = end;
    this.#emptyLines = 0;
    this.#known = "nothing";
    if (end === this.#bytes.length) this.#clear();
  }

  /** What was read, its parts cut from one text: one conversion for all of them. */
  #head(start: number, end: number): RequestHead {
    const text = this.#bytes.toString("latin1", start, end);
    const target = text.slice(this.#targetAt - start, this.#targetEnd - start);
    const fields: string[] = [];
    for (let slot = 0; slot < 4 * this.#fieldCount; slot += 4) {
      fields.push(
        text.slice((offsets[slot] ?? 0) - start, (offsets[slot + 1] ?? 0) - start),
        text.slice((offsets[slot + 2] ?? 0) - start, (offsets[slot + 3] ?? 0) - start),
      );
    }
    const line = { method: this.#method, target, version: this.#version };
    return new RequestHead(line, Headers.ofChecked(fields), text);
  }
}
