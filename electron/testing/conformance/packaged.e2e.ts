import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { launch, target } from "../driver.ts";
import type { Probe } from "./app/preload.ts";
import { conformanceApp } from "./launch.ts";
import { packAsar } from "./pack-asar.ts";

declare const probe: Probe;

describe("the stand-in as a packaged app", { skip: !target.isStandIn }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "packaged-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("runs resources/app.asar beside its executable", async () => {
    const executable = path.join(folder, "conformance");
    copyFileSync(path.join(import.meta.dirname, "../standin/electron"), executable);
    mkdirSync(path.join(folder, "resources"));
    const names = ["package.json", "main.js", "preload.cjs"];
    const files = names.map((name) => [name, readFileSync(path.join(conformanceApp, name))] as const);
    writeFileSync(path.join(folder, "resources/app.asar"), packAsar(Object.fromEntries(files)));

    await using run = await launch({ executable });
    const known = await run.app.evaluate(({ app }) => [app.isPackaged, app.getVersion(), app.getPath("exe")]);
    assert.deepEqual(known, [true, "1.2.3", executable]);
    assert.match(await run.app.evaluate(({ app }) => app.getAppPath()), /app\.asar$/);
    assert.equal(await run.page.evaluate(() => probe.invoke("echo", "packaged")), "packaged");
  });
});
