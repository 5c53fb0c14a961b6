import path from "node:path";

const longestPath = 32_767;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isAbsolutePath(value: unknown): value is string {
  return typeof value === "string" && value.length <= longestPath && path.isAbsolute(value) && !value.includes("\0");
}

export function isPort(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 65_535;
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}

export function oneOf<const Word extends string>(...words: readonly Word[]): (value: unknown) => value is Word {
  return (value): value is Word => (words as readonly unknown[]).includes(value);
}

export function listOf<Entry>(isEntry: (value: unknown) => value is Entry, most: number) {
  return (value: unknown): value is readonly Entry[] =>
    Array.isArray(value) && value.length <= most && value.every(isEntry);
}
