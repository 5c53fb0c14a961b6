import { encodeHead, type Delivery } from "../http/response-head.ts";
import type { Response, Wire } from "../http/response.ts";
import type { Clock } from "./clock.ts";

const noBytes = Buffer.alloc(0);

/**
 * Head and body of a small answer as one run of bytes. An answer that is given again and again, a hot file's, is
 * encoded once a second, when its Date changes.
 */
export function encodeWire(response: Response, delivery: Delivery, clock: Clock): Wire {
  const isPlain = delivery.framing === "length" && delivery.persistent && delivery.version === "1.1";
  if (isPlain && response.wire?.second === clock.second) return response.wire;
  const head = encodeHead(response, delivery, clock.date);
  const body = delivery.framing === "length" && response.body.kind === "bytes" ? response.body.bytes : noBytes;
  const bytes = Buffer.allocUnsafeSlow(head.length + body.length);
  bytes.write(head, "latin1");
  body.copy(bytes, head.length);
  const wire: Wire = { second: clock.second, head, bytes };
  if (isPlain) response.wire = wire;
  return wire;
}
