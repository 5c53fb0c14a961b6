import assert from "node:assert/strict";
import { it } from "node:test";
import { gzipSync } from "node:zlib";
import { readVisitorBundle } from "../../server/page/visitor-bundle.ts";

it("what a visitor's browser gets beside the page has less than 60 kB when it is compressed", async (t) => {
  const files = await readVisitorBundle();
  assert.deepEqual(files.map(({ name }) => name.split(".").at(-1)).sort(), ["css", "js"]);
  const bytes = files.reduce((sum, file) => sum + gzipSync(file.bytes).length, 0);
  t.diagnostic(`${bytes} bytes`);
  assert.ok(bytes < 60_000);
});
