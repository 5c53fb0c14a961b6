import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { RequestLog } from "../../server/log/request-log.ts";
import { facts } from "../../server/log/testing.ts";
import { Exports } from "./exports.ts";

const options = { format: "ndjson", version: "1.0.0", base: "http://a/" } as const;

describe("exports of the log", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "exports-"));
  });
  after(() => rm(folder, { recursive: true }));

  it("can be waited for until all that were begun are whole, whether they can be written or not", async () => {
    const log = new RequestLog(3000);
    for (let count = 0; count < 3000; count++) log.end(log.begin(facts(), 0, 0));
    const exports = new Exports(log);
    await exports.written();
    const ids = Array.from({ length: 3000 }, (_, index) => index + 1);
    const ends: unknown[] = [];
    for (const name of ["a.ndjson", "b.ndjson", path.join("nowhere", "c.ndjson")]) {
      void exports.write(ids, path.join(folder, name), options).then(({ ok }) => ends.push(ok));
    }
    await exports.written();
    assert.deepEqual((await readdir(folder)).sort(), ["a.ndjson", "b.ndjson"]);
    await new Promise(setImmediate);
    assert.deepEqual(ends.sort(), [false, true, true]);
  });

  it("say how many records they have, or why there are none", async () => {
    const log = new RequestLog(10);
    log.end(log.begin(facts(), 0, 0));
    const exports = new Exports(log);
    const file = path.join(folder, "one.ndjson");
    assert.deepEqual(await exports.write([1, 2], file, options), { ok: true, value: { file, records: 1 } });
    const failed = await exports.write([1], path.join(folder, "nowhere", "one.ndjson"), options);
    assert.ok(!failed.ok);
    assert.match(failed.problem.what, /nowhere/);
  });
});
