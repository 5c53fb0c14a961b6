import { ByteMemory } from "./byte-memory.ts";
import type { Headers } from "./headers.ts";
import type { RequestHead } from "./request-head.ts";

/** The fields of a head: read, and as they came, one character a byte, with the empty line that ends them. */
export type FieldBlock = { readonly headers: Headers; readonly text: string };

/** What visitors send again and again, shared by all parsers of a server. */
export class HeadMemory {
  /** Blocks of fields: a browser sends the same with nearly every request line. */
  readonly fields = new ByteMemory<FieldBlock>();
  /** Whole heads, kept where their fields came again. */
  readonly heads = new ByteMemory<RequestHead>();
}
