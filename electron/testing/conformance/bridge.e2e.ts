import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import type { Launched } from "../driver.ts";
import type { Probe } from "./app/preload.ts";
import { launchConformance } from "./launch.ts";

declare const probe: Probe;
declare const secondExposure: string;

describe("the worlds of a page", () => {
  let run: Launched;
  before(async () => {
    run = await launchConformance();
  });
  after(() => run[Symbol.asyncDispose]());

  it("the page sees nothing of its preload's globals, nor of Node", async () => {
    const types = await run.page.evaluate(() =>
      ["leaked", "require", "process", "module"].filter((name) => name in globalThis),
    );
    assert.deepEqual(types, []);
  });

  it("what is exposed is frozen all the way down and cannot be replaced", async () => {
    const found = await run.page.evaluate(() => ({
      api: Object.isFrozen(probe),
      values: Object.isFrozen(probe.nested.deep.values),
      writable: Object.getOwnPropertyDescriptor(globalThis, "probe")?.writable,
    }));
    assert.deepEqual(found, { api: true, values: true, writable: false });
  });

  it("a key is exposed once only", async () => {
    assert.match(await run.page.evaluate(() => secondExposure), /Cannot bind an API on top of an existing property/);
  });

  it("a sandboxed preload gets a few modules only", async () => {
    const { refusals, events } = await run.page.evaluate(() => ({
      refusals: probe.refusals(),
      events: probe.events(),
    }));
    assert.match(refusals.fs, /module not found: fs/);
    assert.match(refusals.relative, /module not found/);
    assert.equal(events, "function");
    assert.deepEqual(await run.page.evaluate(() => probe.process()), { sandboxed: true, type: "renderer" });
  });

  it("functions are called across at once, and their values come back", async () => {
    assert.equal(await run.page.evaluate(() => probe.add(2, 3)), 5);
  });

  it("an error thrown across keeps its message", async () => {
    const message = await run.page.evaluate(() => {
      try {
        return probe.fail();
      } catch (error) {
        return (error as Error).message;
      }
    });
    assert.equal(message, "from the preload");
  });

  it("promises settle across", async () => {
    const settled = await run.page.evaluate(async () => [
      await probe.promise,
      await probe.reject().catch((error: unknown) => (error as Error).message),
    ]);
    assert.deepEqual(settled, [9, "later, from the preload"]);
  });

  it("a page's callback is called by the preload", async () => {
    const args = await run.page.evaluate(() => {
      const called: unknown[] = [];
      probe.callBack((first, second) => called.push(first, (second as { date: unknown }).date instanceof Date));
      return called;
    });
    assert.deepEqual(args, [1, true]);
  });

  it("a preload learns where a file lies that the page was given", async () => {
    const file = path.join(import.meta.dirname, "launch.ts");
    await run.placeFile(file);
    await run.page.locator("input").setInputFiles(file);
    const found = await run.page.locator("input").evaluate((input) => {
      const [chosen] = (input as unknown as { files: File[] }).files;
      return chosen && probe.pathOf(chosen);
    });
    assert.equal(found, file);
  });

  it("dates cross", async () => {
    assert.equal(await run.page.evaluate(() => probe.date instanceof Date), true);
  });
});

describe("a preload that cannot run", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "preloads-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const preloads = [
    { file: "throws.cjs", source: "throw new Error('preload broke')", reported: /preload broke/ },
    { file: "module.cjs", source: "import x from 'y'", reported: /import/i },
    { file: "missing.cjs", source: undefined, reported: /no such file/ },
  ] as const;
  for (const { file, source, reported } of preloads) {
    it(`is reported, and the page still loads: ${file}`, async () => {
      const preload = path.join(folder, file);
      if (source !== undefined) writeFileSync(preload, source);
      await using run = await launchConformance({ env: { CONFORMANCE_PRELOAD: preload } });
      await run.page.getByText("conformance").waitFor();
      const report = () =>
        run.app.evaluate(
          (_, name) => globalThis.seen.events.find((event) => event.startsWith(`preload-error ${name}`)),
          file,
        );
      while ((await report()) === undefined); // it comes on a way of its own
      assert.match((await report()) ?? "none", reported);
    });
  }
});
