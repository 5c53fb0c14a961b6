import files, { open, type FileHandle } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";

type Method = "read" | "sync" | "writev";

/** Has all files that are open do one thing in another way. */
export async function mockFiles(
  test: TestContext,
  method: Method,
  instead: (file: FileHandle) => Promise<unknown>,
): Promise<void> {
  const file = await open(fileURLToPath(import.meta.url));
  await file.close();
  const all = Object.getPrototypeOf(file) as Record<Method, (this: FileHandle) => Promise<unknown>>;
  test.mock.method(all, method, function (this: FileHandle) {
    return instead(this);
  });
}

/** A disk that opens nothing for now; back to what it was when called. */
export function breakOpening(test: TestContext, code: string): () => void {
  const opening = test.mock.method(files, "open", () => Promise.reject(Object.assign(new Error(code), { code })));
  syncBuiltinESMExports();
  return () => {
    opening.mock.restore();
    syncBuiltinESMExports();
  };
}
