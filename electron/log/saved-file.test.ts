import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { RequestLog } from "../../server/log/request-log.ts";
import { facts } from "../../server/log/testing.ts";
import { savedFile } from "./saved-file.ts";

describe("the file to show for a request", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "saved-"));
    await writeFile(path.join(folder, "a.jpg"), "a");
  });
  after(() => rm(folder, { recursive: true }));

  const logWith = (...names: string[]) => {
    const log = new RequestLog(1);
    const record = log.begin(facts({ method: "PUT" }), 0, 0);
    log.keepSaved(
      record,
      names.map((name) => path.join(folder, name)),
    );
    return { log, id: record.id };
  };

  it("is the first that the server saved from it", async () => {
    const { log, id } = logWith("a.jpg", "b.jpg");
    assert.deepEqual(await savedFile(log, id), { ok: true, value: path.join(folder, "a.jpg") });
  });

  it("is refused in words where it has gone since", async () => {
    const { log, id } = logWith("gone.jpg");
    const answer = await savedFile(log, id);
    assert.ok(!answer.ok);
    assert.match(answer.problem.what, /gone\.jpg is not there any more/);
  });

  it("is none for a request that brought no file, or of which nothing is known", async () => {
    const { log, id } = logWith();
    for (const unknown of [id, 99]) {
      const answer = await savedFile(log, unknown);
      assert.ok(!answer.ok);
      assert.match(answer.problem.what, /is not known any more/);
    }
  });
});
