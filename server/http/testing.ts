import { runInNewContext } from "node:vm";
import { BodyDecoder } from "./body-decoder.ts";
import { BodyReader, emptyBody, type BodySource } from "./body-reader.ts";
import type { Framing } from "./framing.ts";
import { HeadMemory } from "./head-memory.ts";
import { HttpError } from "./http-error.ts";
import type { RequestHead } from "./request-head.ts";
import type { RequestLimits } from "./request-limits.ts";
import { RequestParser } from "./request-parser.ts";
import { Request, type Peer } from "./request.ts";

/** Limits of a size that a test can reach. */
export const limits: RequestLimits = {
  headBytes: 400,
  targetBytes: 100,
  fieldBytes: 120,
  fields: 5,
  methodBytes: 20,
  leadingEmptyLines: 2,
  chunkLineBytes: 24,
  trailerBytes: 40,
};

/** Limits that no test reaches. */
export const generous: RequestLimits = {
  headBytes: 32_768,
  targetBytes: 8192,
  fieldBytes: 16_384,
  fields: 100,
  methodBytes: 32,
  leadingEmptyLines: 4,
  chunkLineBytes: 1024,
  trailerBytes: 8192,
};

const peer: Peer = { address: "192.0.2.7", port: 50_000 };

/** Text as bytes, one a character. */
export function bytesOf(text: string): Buffer {
  return Buffer.from(text, "latin1");
}

/** The bytes in pieces that end where the cuts are. */
export function cutAt(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const ends = [...new Set(cuts.filter((cut) => cut > 0 && cut < bytes.length))].sort((one, other) => one - other);
  return [...ends, bytes.length].map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

/** One byte a piece. */
export function byteByByte(bytes: Buffer): Buffer[] {
  return Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
}

/** The status that a call is refused with; undefined: it is not. Any other error passes through. */
export function refusalOf(call: () => unknown): number | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    if (error instanceof HttpError) return error.status;
    throw error;
  }
}

/** A head as plain data. */
export type PlainHead = Pick<RequestHead, "method" | "target" | "version"> & { readonly fields: readonly string[] };

/** What came of bytes: the heads read, the status of a refusal behind them, and what was left over without one. */
export type Parsed = {
  readonly heads: readonly PlainHead[];
  readonly refused: number | undefined;
  readonly rest: string;
};

export function plainHead({ method, target, version, headers }: RequestHead): PlainHead {
  return { method, target, version, fields: [...headers].map(([name, value]) => `${name}: ${value}`) };
}

/** Feeds a parser piece by piece, reading all heads that each piece makes ready. */
export function parseAll(
  pieces: readonly Buffer[],
  within: RequestLimits = limits,
  memory: HeadMemory = new HeadMemory(),
): Parsed {
  const parser = new RequestParser(within, memory);
  const heads: PlainHead[] = [];
  const refused = refusalOf(() => {
    for (const piece of pieces) {
      parser.feed(piece);
      for (let head = parser.next(); head !== undefined; head = parser.next()) heads.push(plainHead(head));
    }
  });
  return { heads, refused, rest: refused === undefined ? parser.takeRest().toString("latin1") : "" };
}

/** The one head that a text is. */
export function headOf(text: string): RequestHead {
  const parser = new RequestParser(generous);
  parser.feed(bytesOf(text));
  const head = parser.next();
  if (head === undefined) throw new Error("the head is not whole");
  return head;
}

/** A request as a handler is given it. Its head says Host: localhost unless the fields do otherwise. */
export function requestFor(target: string, fields: readonly string[] = [], method = "GET"): Request {
  const host = fields.some((field) => /^host:/i.test(field)) ? [] : ["Host: localhost"];
  const lines = [`${method} ${target} HTTP/1.1`, ...host, ...fields];
  return new Request(headOf(`${lines.join("\r\n")}\r\n\r\n`), emptyBody, peer);
}

/** What came of a body's bytes: its content, the status of a refusal, and what was left over behind its end. */
export type DecodedBody = {
  readonly content: string;
  readonly refused: number | undefined;
  /** undefined: the body is not whole. */
  readonly rest: string | undefined;
};

/** Takes the framing off a body that comes in pieces. */
export function decodeAll(framing: Framing, pieces: readonly Buffer[], within: RequestLimits = limits): DecodedBody {
  const decoder = new BodyDecoder(framing, Buffer.alloc(0), within);
  let content = "";
  let rest: string | undefined;
  const refused = refusalOf(() => {
    for (const piece of pieces) {
      if (rest !== undefined) {
        rest += piece.toString("latin1");
        continue;
      }
      decoder.feed(piece);
      for (let step = decoder.next(); step.kind !== "more"; step = decoder.next()) {
        if (step.kind === "content") content += step.bytes.toString("latin1");
        else {
          rest = step.rest.toString("latin1");
          break;
        }
      }
    }
  });
  return { content, refused, rest };
}

/** A body whose pieces come off the wire one a read; `log` notes what was asked of the wire. */
export function bodyOf(
  framing: Framing,
  first: string,
  pieces: readonly (string | Buffer)[],
): { readonly body: BodyReader; readonly log: readonly string[] } {
  const log: string[] = [];
  const waiting = pieces.map((piece) => (typeof piece === "string" ? bytesOf(piece) : piece));
  const source: BodySource = {
    begin: () => log.push("begin"),
    read: () => {
      log.push("read");
      return Promise.resolve(waiting.shift());
    },
  };
  return { body: new BodyReader(framing, bytesOf(first), source, limits), log };
}

/**
 * Runs work that takes milliseconds where it grows with its input, and many minutes where it grows with the square.
 * @throws Error where it goes on for ten seconds.
 */
export function soonThrough(work: () => void): void {
  runInNewContext("work()", { work }, { timeout: 10_000 });
}
