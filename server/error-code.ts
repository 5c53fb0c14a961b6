/** What was thrown, as an Error. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** What libuv has no names for, and gives as numbers: those of Linux, then those of macOS. Pages know codes as well. */
const unnamed: ReadonlyMap<string, string> = new Map([
  ["Unknown system error -116", "ESTALE"],
  ["Unknown system error -122", "EDQUOT"],
  ["Unknown system error -70", "ESTALE"],
  ["Unknown system error -69", "EDQUOT"],
]);

/** The code of a system error, "ENOENT" say; "" where it is none. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error && "code" in error && typeof error.code === "string")) return "";
  return unnamed.get(error.code) ?? error.code;
}
