/** A value on its way from one JavaScript world of a page to the other, as contextBridge lets it through. */
export type Crossing =
  | { readonly as: "data"; readonly data: unknown }
  | { readonly as: "function" | "promise"; readonly id: number }
  | { readonly as: "error"; readonly failure: Failure }
  | { readonly as: "array"; readonly items: readonly Crossing[] }
  | { readonly as: "object"; readonly entries: readonly (readonly [string, Crossing])[] };

/** An error as the other world sees it: without its type. */
export type Failure = { readonly message: string; readonly stack: string };

/** What a call or a promise came to. */
export type Outcome = { readonly ok: true; readonly value: Crossing } | { readonly ok: false; readonly error: Failure };

/** Functions and promises stay in their own world; the other one knows them by a number. */
export type Left = {
  leaveFunction(value: (...args: unknown[]) => unknown): number;
  leavePromise(value: Promise<unknown>): number;
};

const deepest = 1000;

/** Makes a value ready to cross. */
export function crossingOf(value: unknown, left: Left, depth = 0): Crossing {
  if (depth > deepest) throw new TypeError("Electron contextBridge recursion depth exceeded");
  if (typeof value === "function") {
    return { as: "function", id: left.leaveFunction(value as (...args: unknown[]) => unknown) };
  }
  if (typeof value === "symbol") throw new TypeError("stand-in: a symbol over contextBridge is not implemented");
  if (value === null || typeof value !== "object") return { as: "data", data: value };
  // a log's batches are data through and through: Chromium's own clone copies them at once
  if (depth === 0 && isData(value, 0)) return { as: "data", data: value };
  return objectCrossing(value, left, depth);
}

function objectCrossing(value: object, left: Left, depth: number): Crossing {
  if (value instanceof Promise) return { as: "promise", id: left.leavePromise(value) };
  if (value instanceof Error) return { as: "error", failure: failureOf(value) };
  if (Array.isArray(value)) return { as: "array", items: value.map((item) => crossingOf(item, left, depth + 1)) };
  if (Object.prototype.toString.call(value) !== "[object Object]") {
    // throws DataCloneError for what cannot cross
    structuredClone(value);
    return { as: "data", data: value };
  }
  const entries = Object.entries(value).map(([key, item]) => [key, crossingOf(item, left, depth + 1)] as const);
  return { as: "object", entries };
}

/** The message and stack of any thrown value. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Error) return { message: error.message, stack: error.stack ?? "" };
  return { message: String(error), stack: "" };
}

/** The error that a failure stands for. */
export function errorOf({ message, stack }: Failure): Error {
  const error = new Error(message);
  if (stack !== "") error.stack = stack;
  return error;
}

function isData(value: unknown, depth: number): boolean {
  if (value === null || typeof value !== "object") return typeof value !== "function" && typeof value !== "symbol";
  if (depth > 50) return false;
  if (Array.isArray(value)) return value.every((item) => isData(item, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every((item) => isData(item, depth + 1));
}

/** Freezes data all the way down: what is exposed cannot be changed by the page. */
export function frozen<T>(value: T): T {
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
