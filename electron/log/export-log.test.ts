import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { RequestLog } from "../../server/log/request-log.ts";
import { facts } from "../../server/log/testing.ts";
import type { ExportFormat } from "../contract.ts";
import { exportDialog, exportLog, exportName } from "./export-log.ts";

function logOf(count: number): RequestLog {
  const log = new RequestLog(5000, 1000);
  for (let index = 0; index < count; index++) {
    const record = log.begin(facts(), index, 0);
    record.status = 200;
    record.outcome = "complete";
    log.end(record);
  }
  return log;
}

describe("an export of the log", () => {
  let folder = "";
  before(async () => (folder = await mkdtemp(path.join(tmpdir(), "export-"))));
  after(() => rm(folder, { recursive: true }));
  const written = async (format: ExportFormat, log: RequestLog, ids: readonly number[]): Promise<string> => {
    const file = path.join(folder, `log.${format}`);
    await exportLog(log, ids, file, { format, version: "1.0.0", base: "http://a/" });
    return readFile(file, "utf8");
  };

  for (const [format, lines] of [
    ["ndjson", 3],
    ["combined", 3],
    ["csv", 4],
  ] as const) {
    it(`as ${format} has a line for each record${format === "csv" ? ", and one for the columns" : ""}`, async () =>
      assert.equal((await written(format, logOf(5), [2, 3, 5])).trimEnd().split(/\r?\n/).length, lines));
  }

  it("ends each line, the last one too, as whoever reads the format expects it", async () => {
    for (const [format, ends] of [
      ["ndjson", /^(\{[^\r\n]+\}\n){2}$/],
      ["combined", /^([^\r\n]+"\n){2}$/],
      ["csv", /^([^\r\n]+\r\n){3}$/],
    ] as const) {
      assert.match(await written(format, logOf(2), [1, 2]), ends);
    }
  });

  it("as csv begins with a mark of UTF-8, which Excel asks for, and no other format does", async () => {
    assert.match(await written("csv", logOf(1), [1]), /^\ufeffid,time,/);
    assert.match(await written("ndjson", logOf(1), [1]), /^\{/);
    assert.match(await written("har", logOf(1), [1]), /^\{/);
  });

  it("as HAR is one document", async () => {
    const archive = JSON.parse(await written("har", logOf(5), [2, 3])) as { log: { entries: unknown[] } };
    assert.equal(archive.log.entries.length, 2);
  });

  it("as HAR of nothing is a document too", async () => {
    const archive = JSON.parse(await written("har", logOf(5), [])) as { log: { entries: unknown[] } };
    assert.deepEqual(archive.log.entries, []);
  });

  it("has what is under way as well, in the order of arrival", async () => {
    const log = new RequestLog(10);
    log.watch(log.begin(facts(), 0, 0));
    log.end(log.begin(facts(), 0, 0));
    const lines = (await written("ndjson", log, [2, 1])).trimEnd().split("\n");
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as { id: number }).id),
      [1, 2],
    );
  });

  it("is whole, however many slices it takes", async () => {
    const ids = Array.from({ length: 2345 }, (_, index) => index + 1);
    const text = await written("ndjson", logOf(3000), ids);
    assert.equal(text.trimEnd().split("\n").length, 2345);
  });

  it("has a record once that ends meanwhile, and says how many it has", async () => {
    const log = logOf(3000);
    const record = log.begin(facts(), 0, 0);
    log.watch(record);
    const file = path.join(folder, "meanwhile.ndjson");
    const ids = Array.from({ length: 3010 }, (_, index) => index + 1);
    const exported = exportLog(log, ids, file, { format: "ndjson", version: "1.0.0", base: "http://a/" });
    log.end(record);
    assert.equal(await exported, 3001);
    assert.equal((await readFile(file, "utf8")).trimEnd().split("\n").length, 3001);
  });

  it("is whole, also where another one goes to the same file at the same time, and writes over no other file", async () => {
    const file = path.join(folder, "twice.ndjson");
    await writeFile(`${file}.part`, "mine");
    const ids = Array.from({ length: 2345 }, (_, index) => index + 1);
    const options = { format: "ndjson", version: "1.0.0", base: "http://a/" } as const;
    const counts = [ids, ids.slice(0, 1234)].map((some) => exportLog(logOf(3000), some, file, options));
    assert.deepEqual(await Promise.all(counts), [2345, 1234]);
    const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
    assert.ok([2345, 1234].includes(lines.length), `${lines.length} lines`);
    assert.doesNotThrow(() => lines.map((line): unknown => JSON.parse(line)));
    assert.equal(await readFile(`${file}.part`, "utf8"), "mine");
    await rm(`${file}.part`);
  });

  it("leaves nothing behind where it cannot be written", async () => {
    const nowhere = path.join(folder, "nowhere", "log.csv");
    await assert.rejects(exportLog(logOf(1), [1], nowhere, { format: "csv", version: "1.0.0", base: "http://a/" }));
    assert.ok((await readdir(folder)).every((name) => !name.endsWith(".part")));
  });

  it("leaves nothing behind either where only its name cannot be had", async () => {
    const taken = path.join(folder, "taken.csv");
    await mkdir(taken);
    await assert.rejects(exportLog(logOf(1), [1], taken, { format: "csv", version: "1.0.0", base: "http://a/" }));
    assert.ok((await readdir(folder)).every((name) => !name.endsWith(".part")));
    assert.deepEqual(await readdir(taken), []);
  });

  it("is offered under a name that every system takes, at the time of this computer", () => {
    const zone = process.env["TZ"];
    process.env["TZ"] = "Asia/Tokyo";
    const name = exportName("combined", new Date(0));
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
    assert.equal(name, "porchlight-1970-01-01T09-00-00.log");
  });

  it("is written over a file that is there only if its user says so, on Linux too", () => {
    const { defaultPath, properties } = exportDialog("csv", "/home/ann/Documents", new Date(0));
    assert.match(defaultPath, /^.home.ann.Documents.porchlight-[^/]+\.csv$/);
    assert.ok(properties.includes("showOverwriteConfirmation"));
  });
});
