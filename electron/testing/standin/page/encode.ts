import type { Part } from "./parts.ts";

/** How text begins that is plain JSON. */
export const plainMark = "J";
const partsMark = "P";

/** Writes a value as text that crosses a string-only channel; throws as Electron does when it cannot be cloned. */
export function encode(value: unknown): string {
  if (isPlain(value, new Set())) return plainMark + JSON.stringify(value);
  let clone: unknown;
  try {
    clone = structuredClone(value);
  } catch {
    throw new Error("An object could not be cloned.");
  }
  const parts: Part[] = [];
  partOf(clone, parts, new Map());
  return partsMark + JSON.stringify(parts);
}

/** Whether JSON alone keeps the value: the short way, which nearly all messages take. */
function isPlain(value: unknown, seen: Set<object>): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return isPlainNumber(value);
  if (typeof value !== "object" || seen.has(value)) return false;
  seen.add(value);
  if (Array.isArray(value)) {
    return Object.keys(value).length === value.length && value.every((item) => isPlain(item, seen));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.entries(value).every(([key, part]) => key !== "toJSON" && key !== "__proto__" && isPlain(part, seen));
}

function isPlainNumber(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0);
}

/** Adds a value's parts to the list and answers its place there. */
function partOf(value: unknown, parts: Part[], places: Map<unknown, number>): number {
  const known = places.get(value);
  if (known !== undefined) return known;
  const place = parts.length;
  // its place is taken before its parts are looked at: a cycle ends here
  parts.push({ is: "undefined" });
  if (typeof value === "object" && value !== null) {
    places.set(value, place);
    parts[place] = objectPart(value, (inner) => partOf(inner, parts, places));
  } else {
    parts[place] = primitivePart(value);
  }
  return place;
}

function primitivePart(value: unknown): Part {
  if (value === undefined) return { is: "undefined" };
  if (typeof value === "bigint") return { is: "bigint", text: value.toString() };
  if (typeof value === "number" && !isPlainNumber(value)) {
    return { is: "number", text: Object.is(value, -0) ? "-0" : value.toString() };
  }
  return { is: "plain", value: value as string | number | boolean | null };
}

function objectPart(value: object, place: (inner: unknown) => number): Part {
  const part = builtInPart(value, place);
  if (part) return part;
  const entries = Object.entries(value).map(([key, inner]) => [key, place(inner)] as const);
  if (Array.isArray(value)) return { is: "array", length: value.length, entries };
  const tag = Object.prototype.toString.call(value);
  if (tag !== "[object Object]") throw new Error(`stand-in: ${tag} over IPC is not implemented`);
  return { is: "object", entries };
}

function builtInPart(value: object, place: (inner: unknown) => number): Part | undefined {
  if (value instanceof Date) return { is: "date", time: value.getTime() };
  if (value instanceof RegExp) return { is: "regexp", source: value.source, flags: value.flags };
  if (value instanceof Map) return { is: "map", entries: [...value].map(([key, item]) => [place(key), place(item)]) };
  if (value instanceof Set) return { is: "set", members: [...value].map(place) };
  if (value instanceof ArrayBuffer)
    return { is: "bytes", type: "ArrayBuffer", base64: base64Of(new Uint8Array(value)) };
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return { is: "bytes", type: value.constructor.name, base64: base64Of(bytes) };
  }
  if (value instanceof Error) return errorPart(value, place);
  const isBoxed = ["Boolean", "Number", "String", "BigInt"].includes(value.constructor.name);
  return isBoxed ? { is: "boxed", inner: place(value.valueOf()) } : undefined;
}

function errorPart(error: Error, place: (inner: unknown) => number): Part {
  const cause = "cause" in error ? place(error.cause) : null;
  return { is: "error", name: error.name, message: error.message, stack: error.stack ?? "", cause };
}

function base64Of(bytes: Uint8Array): string {
  const pieces: string[] = [];
  const step = 8192;
  for (let from = 0; from < bytes.length; from += step) {
    pieces.push(String.fromCharCode(...bytes.subarray(from, from + step)));
  }
  return btoa(pieces.join(""));
}
