import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import { until } from "../connection/testing.ts";
import { filesIn, takeFiles } from "./send.ts";
import { folderOf } from "./shared-folder.ts";

const past = "Fri, 01 Jan 1999 00:00:00 GMT";
const future = "Fri, 01 Jan 2999 00:00:00 GMT";

describe("PUT on a condition", () => {
  const refused = [
    { target: "/a.txt", field: "If-None-Match: *", rule: "only if nothing is there, where a file is" },
    { target: "/sub", field: "If-None-Match: *", rule: "only if nothing is there, where a folder is" },
    { target: "/a.txt", field: 'If-Match: "other"', rule: "only over a state that is not this one" },
    { target: "/new.txt", field: "If-Match: *", rule: "only if something is there, where nothing is" },
    { target: "/a.txt", field: `If-Unmodified-Since: ${past}`, rule: "only if it has not changed, where it has" },
  ];
  for (const { target, field, rule } of refused) {
    it(`is refused with 412 before its content is asked for, ${rule}`, async (test) => {
      const taking = await takeFiles(test, { "a.txt": "a", "sub/b.txt": "b" });
      const visitor = await taking.visit();
      await visitor.send(
        `PUT ${target} HTTP/1.1\r\nHost: localhost\r\n${field}\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n`,
      );
      assert.equal((await visitor.response()).status, 412);
      await until(() => taking.share.counters.ended === 1);
      assert.deepEqual(await taking.files(), { "a.txt": "a", "sub/b.txt": "b" });
      const [record] = taking.share.log.newest();
      assert.match(record?.reason ?? "", /condition/);
    });
  }

  const taken = [
    { target: "/new.txt", field: "If-None-Match: *", name: "new.txt" },
    { target: "/new.txt", field: `If-Unmodified-Since: ${past}`, name: "new.txt" },
    { target: "/a.txt", field: 'If-None-Match: "other"', name: "a (2).txt" },
    { target: "/a.txt", field: "If-Match: *", name: "a (2).txt" },
    { target: "/a.txt", field: `If-Modified-Since: ${future}`, name: "a (2).txt" },
  ];
  for (const { target, field, name } of taken) {
    it(`saves a file where it is met, or means nothing for PUT: ${target}, ${field}`, async (test) => {
      const taking = await takeFiles(test, { "a.txt": "a" });
      const response = await taking.ask("PUT", target, [field], "hello");
      assert.equal(response.status, 201);
      assert.deepEqual(Object.keys(await taking.files()).sort(), [...new Set(["a.txt", name])].sort());
    });
  }

  it("is looked at again when all of it has come: of two at once, only where there is none, one is saved", async (test) => {
    const taking = await takeFiles(test, {});
    const head = "PUT /new.txt HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: *\r\nContent-Length: 5\r\n\r\n";
    const [first, second] = [await taking.visit(), await taking.visit()];
    for (const visitor of [first, second]) await visitor.send(`${head}he`);
    await until(() => taking.share.counters.bytesReceived === 4);
    await first.send("llo");
    assert.equal((await first.response()).status, 201);
    await second.send("llo");
    assert.equal((await second.response()).status, 412);
    assert.deepEqual(await taking.files(), { "new.txt": "hello" });
  });

  it("is met by the tag that GET tells", async (test) => {
    const taking = await takeFiles(test, { "p.html": "<p>" });
    const tag = (await taking.ask("GET", "/p.html")).field("etag") ?? "";
    assert.equal((await taking.ask("PUT", "/p.html", [`If-Match: ${tag}`], "hello")).status, 201);
    assert.equal((await taking.ask("PUT", "/p.html", [`If-None-Match: ${tag}`], "hello")).status, 412);
  });

  it("is refused for its name first, whatever its condition", async (test) => {
    const taking = await takeFiles(test, {});
    assert.equal((await taking.ask("PUT", "/.hidden", ["If-Match: *"], "hello")).status, 400);
  });

  it("looks at what visitors can get, and not into an inbox", async (test) => {
    const inbox = await folderOf(test, { "b.txt": "b" });
    await mkdir(path.join(inbox, "sub"));
    const taking = await takeFiles(test, { "a.txt": "a" }, { inbox });
    assert.equal((await taking.ask("PUT", "/a.txt", ["If-None-Match: *"], "hello")).status, 412);
    assert.equal((await taking.ask("PUT", "/b.txt", ["If-None-Match: *"], "hello")).status, 201);
    assert.deepEqual(await filesIn(inbox), { "b.txt": "b", "b (2).txt": "hello" });
  });
});
