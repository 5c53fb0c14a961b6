import path from "node:path";

const longestPath = 32_767;

/** Whether a value has properties by name: no list, and not null. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is a path from the root, as this system writes it. */
export function isAbsolutePath(value: unknown): value is string {
  return typeof value === "string" && value.length <= longestPath && path.isAbsolute(value) && !value.includes("\0");
}

/** Whether a value is a port, or 0 for any. */
export function isPort(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 65_535;
}

/** Whether a value is yes or no, and nothing that only counts as either. */
export function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}

/** Checks for one of a few words. */
export function oneOf<const Word extends string>(...words: readonly Word[]): (value: unknown) => value is Word {
  return (value): value is Word => (words as readonly unknown[]).includes(value);
}

/** Whether a value says who may reach a share. */
export const isReach = oneOf("network", "computer");

/** Checks for a list of at most so many, each of which passes its own check. */
export function listOf<Entry>(isEntry: (value: unknown) => value is Entry, most: number) {
  return (value: unknown): value is readonly Entry[] =>
    // not `value.every`: it passes over holes, and a list may be sent with them
    Array.isArray(value) && value.length <= most && Array.from<unknown>(value).every(isEntry);
}
