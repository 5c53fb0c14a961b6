import { encodeHead, type Delivery } from "../http/response-head.ts";
import { lengthOf, type Response, type Wire } from "../http/response.ts";
import type { Clock } from "./clock.ts";

const noBytes = Buffer.alloc(0);

/** Larger answers to connections that end are seldom asked for so often that a copy would pay. */
const longestLast = 16 * 1024;

/**
 * Head and body of a small answer as one run of bytes. An answer that is given again and again, a hot file's, is
 * encoded once a second, when its Date changes.
 */
export function encodeWire(response: Response, delivery: Delivery, clock: Clock): Wire {
  const { framing, persistent, version } = delivery;
  const isPlain = framing === "length" && persistent && version === "1.1";
  if (isPlain) {
    if (response.wire?.second !== clock.second) response.wire = encode(response, delivery, clock);
    return response.wire;
  }
  if (persistent || framing !== "length" || (lengthOf(response.body) ?? 0) > longestLast) {
    return encode(response, delivery, clock);
  }
  if (response.lastWire?.second !== clock.second) response.lastWire = encode(response, delivery, clock);
  return response.lastWire;
}

function encode(response: Response, delivery: Delivery, clock: Clock): Wire {
  const head = encodeHead(response, delivery, clock.date);
  const body = delivery.framing === "length" && response.body.kind === "bytes" ? response.body.bytes : noBytes;
  const bytes = Buffer.allocUnsafeSlow(head.length + body.length);
  bytes.write(head, "latin1");
  body.copy(bytes, head.length);
  return { second: clock.second, head, bytes };
}
