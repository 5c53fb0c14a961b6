import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import { pageAssets } from "./assets.ts";
import { readVisitorBundle } from "./visitor-bundle.ts";

describe("the page's own files", () => {
  it("have addresses of their own, which hold their content's hash, and may be kept for ever", () => {
    const assets = pageAssets([{ name: "visitor-abc.js", bytes: Buffer.from("1") }]);
    assert.equal(assets.script, "/.porchlight/visitor-abc.js");
    assert.match(assets.styles[0] ?? "", /^\/\.porchlight\/page-[\w-]{12}\.css$/);
    const { headers } = assets.answers.get(assets.script) ?? assert.fail("nothing answers there");
    assert.equal(headers.get("content-type"), "text/javascript; charset=utf-8");
    assert.match(headers.get("cache-control", ""), /immutable/);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("cross-origin-resource-policy"), "same-origin");
    const types = [assets.styles[0], assets.icon].map((address) =>
      assets.answers.get(address ?? "")?.headers.get("content-type"),
    );
    assert.deepEqual(types, ["text/css; charset=utf-8", "image/svg+xml"]);
  });

  it("are the style and the icon alone where nobody has built more", () => {
    const assets = pageAssets([]);
    assert.equal(assets.script, undefined);
    assert.equal(assets.answers.size, 2);
  });
});

describe("what was built for visitors' browsers", () => {
  it("is found from the source and from the built app, and nothing else beside it", async () => {
    const root = await mkdtemp(path.join(os.tmpdir(), "porchlight-bundle-"));
    try {
      await mkdir(path.join(root, "dist/visitor"), { recursive: true });
      for (const name of ["visitor-1.js", "visitor-1.css", "visitor-1.js.map", "other.js"]) {
        await writeFile(path.join(root, "dist/visitor", name), name);
      }
      for (const from of ["server/page", "dist/electron"]) {
        const files = await readVisitorBundle(path.join(root, from));
        assert.deepEqual(files.map(({ name }) => name).sort(), ["visitor-1.css", "visitor-1.js"]);
      }
      assert.deepEqual(await readVisitorBundle(path.join(root, "some/where/else")), []);
    } finally {
      await rm(root, { recursive: true });
    }
  });
});
