import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { needsBuild } from "./freshness.ts";

describe("whether the app has to be built", () => {
  let root = "";
  const write = (file: string, second: number): void => {
    const place = path.join(root, file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, "");
    utimesSync(place, second, second);
  };
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "fresh-"));
    for (const file of ["electron/main.ts", "server/share.ts", "renderer/main.tsx", "vite.config.ts"]) write(file, 100);
    for (const file of ["electron/main.js", "electron/preload.cjs", "renderer/index.html"]) write(`dist/${file}`, 200);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it("is not when all is newer than its sources", () => assert.equal(needsBuild(root), false));

  it("is when a part is missing", () => {
    rmSync(path.join(root, "dist/renderer/index.html"));
    assert.equal(needsBuild(root), true);
  });

  for (const file of ["server/http/new.ts", "renderer/styles/log.css", "package-lock.json"]) {
    it(`is when ${file} is newer`, () => {
      write(file, 300);
      assert.equal(needsBuild(root), true);
    });
  }

  for (const file of [
    "server/share.test.ts",
    "electron/testing/driver.ts",
    "electron/testing/app/a.e2e.ts",
    "README.md",
  ]) {
    it(`is not when only ${file} is newer`, () => {
      write(file, 300);
      assert.equal(needsBuild(root), false);
    });
  }
});
