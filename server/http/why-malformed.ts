import { isBlank } from "./blanks.ts";
import { carriageReturn, lineFeed, space } from "./bytes.ts";

const numberSign = 0x23;
const loneLineFeed = "a line feed without its carriage return";

/** For the log: why a target is none that ends, after `length` bytes, at this byte. */
export function whyNoTarget(length: number, byte: number | undefined): string {
  if (byte === lineFeed) return loneLineFeed;
  if (byte === numberSign) return "a # in the target";
  if (length > 0) return "a control byte in the target";
  return byte === space ? "two blanks behind the method" : "no target behind the method";
}

/** For the log: why a line is no header field whose name ends, after `length` bytes, at this byte. */
export function whyNoField(length: number, byte: number | undefined): string {
  if (isBlank(byte)) return length === 0 ? "a folded header field" : "a blank in a header field's name, or behind it";
  if (byte === lineFeed) return loneLineFeed;
  return byte === carriageReturn ? "a header field without a colon" : "malformed header field";
}

/** For the log: why a field's value is none that ends at this byte. */
export function whyNoValue(byte: number | undefined): string {
  return byte === lineFeed ? loneLineFeed : "a control byte in a header field";
}
