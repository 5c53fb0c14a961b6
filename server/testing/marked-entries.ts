import type { Dir, Dirent } from "node:fs";
import files from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import type { TestContext } from "node:test";

/** Has all that is in folders look like links, as what OneDrive keeps does on Windows, until the test ends. */
export function markEntries(test: TestContext): void {
  const really = files.opendir;
  const opening = test.mock.method(files, "opendir", async (...given: Parameters<typeof really>) =>
    marked(await really(...given)),
  );
  syncBuiltinESMExports();
  test.after(() => {
    opening.mock.restore();
    syncBuiltinESMExports();
  });
}

async function* marked(folder: Dir): AsyncGenerator<Dirent> {
  for await (const entry of folder) {
    yield Object.assign(entry, { isFile: () => false, isDirectory: () => false, isSymbolicLink: () => true });
  }
}
