import { plainMark } from "./encode.ts";
import type { Container, Part } from "./parts.ts";

/** Reads back what `encode` wrote. */
export function decode(text: string): unknown {
  const json: unknown = JSON.parse(text.slice(1));
  return text.startsWith(plainMark) ? json : valueAt(0, json as Part[], new Map());
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
      if (part.cause !== null) defineProperty(error, "cause", at(part.cause), false);
      return error;
    }
  }
}

const errorTypes = new Map<string, ErrorConstructor>(
  [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map((type) => [type.name, type]),
);

function filled(object: object, entries: readonly (readonly [string, number])[], at: At): object {
  for (const [key, place] of entries) {
    defineProperty(object, key, at(place), true);
  }
  return object;
}

/** Defined, not assigned: a key may be called __proto__. */
function defineProperty(object: object, key: string, value: unknown, enumerable: boolean): void {
  Object.defineProperty(object, key, { value, enumerable, writable: true, configurable: true });
}

function bytesOf(type: string, base64: string): unknown {
  const { buffer } = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  if (type === "ArrayBuffer") return buffer;
  const View = (globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => unknown>)[type];
  if (!View) throw new Error(`stand-in: ${type} over IPC is not implemented`);
  return new View(buffer);
}
