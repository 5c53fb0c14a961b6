/** A value that structured cloning keeps, written as JSON: parts refer to each other by their place in a list. */
type Part =
  | { readonly is: "plain"; readonly value: string | number | boolean | null }
  | { readonly is: "undefined" }
  | { readonly is: "number" | "bigint"; readonly text: string }
  | { readonly is: "boxed"; readonly inner: number }
  | { readonly is: "date"; readonly time: number | null }
  | { readonly is: "regexp"; readonly source: string; readonly flags: string }
  | { readonly is: "bytes"; readonly type: string; readonly base64: string }
  | { readonly is: "array"; readonly length: number; readonly entries: readonly (readonly [string, number])[] }
  | { readonly is: "object"; readonly entries: readonly (readonly [string, number])[] }
  | { readonly is: "map"; readonly entries: readonly (readonly [number, number])[] }
  | { readonly is: "set"; readonly members: readonly number[] }
  | {
      readonly is: "error";
      readonly name: string;
      readonly message: string;
      readonly stack: string;
      readonly cause: number | null;
    };

const plainMark = "J";
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

/** Reads back what `encode` wrote. */
export function decode(text: string): unknown {
  const json: unknown = JSON.parse(text.slice(1));
  return text.startsWith(plainMark) ? json : valueAt(0, json as Part[], new Map());
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

function valueAt(place: number, parts: readonly Part[], made: Map<number, unknown>): unknown {
  if (made.has(place)) return made.get(place);
  const part = parts[place];
  if (!part) throw new Error(`stand-in: no part ${place} in a message`);
  const keep = <T>(value: T): T => {
    made.set(place, value);
    return value;
  };
  return keep(valueOf(part, keep, (inner) => valueAt(inner, parts, made)));
}

type Keep = <T>(value: T) => T;
type At = (place: number) => unknown;

function valueOf(part: Part, keep: Keep, at: At): unknown {
  if (isContainer(part)) return containerOf(part, keep, at);
  switch (part.is) {
    case "plain":
      return part.value;
    case "undefined":
      return undefined;
    case "number":
      return Number(part.text);
    case "bigint":
      return BigInt(part.text);
    case "boxed":
      return Object(at(part.inner));
    case "date":
      return new Date(part.time ?? Number.NaN);
    case "regexp":
      return new RegExp(part.source, part.flags);
    case "bytes":
      return bytesOf(part.type, part.base64);
  }
}

type Container = Extract<Part, { is: "array" | "object" | "map" | "set" | "error" }>;

function isContainer(part: Part): part is Container {
  return ["array", "object", "map", "set", "error"].includes(part.is);
}

/** Each container is kept before it is filled: what it holds may refer back to it. */
function containerOf(part: Container, keep: Keep, at: At): unknown {
  switch (part.is) {
    case "array":
      return filled(keep(new Array<unknown>(part.length)), part.entries, at);
    case "object":
      return filled(keep({}), part.entries, at);
    case "map": {
      const map = keep(new Map());
      for (const [key, item] of part.entries) map.set(at(key), at(item));
      return map;
    }
    case "set": {
      const set = keep(new Set());
      for (const member of part.members) set.add(at(member));
      return set;
    }
    case "error": {
      const error = keep(new (errorTypes.get(part.name) ?? Error)(part.message));
      error.stack = part.stack;
      if (part.cause !== null) error.cause = at(part.cause);
      return error;
    }
  }
}

const errorTypes = new Map<string, ErrorConstructor>(
  [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map((type) => [type.name, type]),
);

function filled(object: object, entries: readonly (readonly [string, number])[], at: At): object {
  for (const [key, place] of entries) {
    // defined, not assigned: a key may be called __proto__
    Object.defineProperty(object, key, { value: at(place), writable: true, enumerable: true, configurable: true });
  }
  return object;
}

function base64Of(bytes: Uint8Array): string {
  const pieces: string[] = [];
  const step = 8192;
  for (let from = 0; from < bytes.length; from += step) {
    pieces.push(String.fromCharCode(...bytes.subarray(from, from + step)));
  }
  return btoa(pieces.join(""));
}

function bytesOf(type: string, base64: string): unknown {
  const { buffer } = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  if (type === "ArrayBuffer") return buffer;
  const View = (globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => unknown>)[type];
  if (!View) throw new Error(`stand-in: ${type} over IPC is not implemented`);
  return new View(buffer);
}
