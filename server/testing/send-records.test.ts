import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import { until } from "../connection/testing.ts";
import { takeFiles, type Taking } from "./send.ts";
import { shareFiles } from "./shared-folder.ts";

/** The records of all that was asked, and the names of the files that they brought. */
async function recordsOf({ share, folder }: Pick<Taking, "share" | "folder">, count: number) {
  await until(() => share.counters.ended === count);
  return [...share.log.newest()].map(({ id, bytesIncoming, filesSaved }) => {
    const saved = share.log.saved(id).map((file) => path.relative(folder, file));
    return { bytesIncoming, filesSaved, saved };
  });
}

describe("the record of what a visitor sends", () => {
  it("names every file of a form, by the name that it got", async (test) => {
    const taking = await takeFiles(test, { "a.txt": "first" });
    const part = (name: string) => `--x\r\nContent-Disposition: form-data; name="f"; filename="${name}"\r\n\r\nabc\r\n`;
    const form = `${part("a.txt")}${part("b.txt")}--x--\r\n`;
    for (const accept of ["text/html", "application/json"]) {
      await taking.ask("POST", "/", ["Content-Type: multipart/form-data; boundary=x", `Accept: ${accept}`], form);
    }
    const names = (await recordsOf(taking, 2)).map(({ saved }) => saved);
    assert.deepEqual(names, [
      ["a (2).txt", "b.txt"],
      ["a (3).txt", "b (2).txt"],
    ]);
  });

  it("has the files of a form that were saved, though others were not, and though it broke off", async (test) => {
    const taking = await takeFiles(test);
    const part = (name: string) => `--x\r\nContent-Disposition: form-data; name="f"; filename="${name}"\r\n\r\nabc\r\n`;
    const type = "Content-Type: multipart/form-data; boundary=x";
    for (const accept of ["text/html", "application/json"]) {
      await taking.ask("POST", "/", [type, `Accept: ${accept}`], `${part("a")}${part(".b")}${part("c")}--x--\r\n`);
    }
    await taking.ask("POST", "/", [type], `${part("d")}${part("e")}`);
    const records = await recordsOf(taking, 3);
    assert.deepEqual(
      records.map(({ filesSaved, saved }) => [filesSaved, saved]),
      [
        [2, ["a", "c"]],
        [2, ["a (2)", "c (2)"]],
        [1, ["d"]],
      ],
    );
  });

  it("has the files of a form that were saved before its connection broke", async (test) => {
    const taking = await takeFiles(test);
    const part = (name: string) => `--x\r\nContent-Disposition: form-data; name="f"; filename="${name}"\r\n\r\nabc\r\n`;
    const visitor = await taking.visit();
    const fields = ["Host: localhost", "Content-Type: multipart/form-data; boundary=x", "Content-Length: 10000"];
    await visitor.send(`POST / HTTP/1.1\r\n${fields.join("\r\n")}\r\n\r\n${part("a")}${part("b")}${part("c")}`);
    await until(() => taking.share.log.active[0]?.filesSaved === 2);
    visitor.reset();
    const [record] = await recordsOf(taking, 1);
    assert.deepEqual(record, { bytesIncoming: 10_000, filesSaved: 2, saved: ["a", "b"] });
    assert.equal([...taking.share.log.newest()][0]?.reason, "2 files were saved before that");
  });

  it("has the file where the last part of it came", async (test) => {
    const taking = await takeFiles(test);
    const address = (await taking.ask("POST", "/a?upload", ["Upload-Length: 6"])).field("location") ?? "";
    await taking.ask("PATCH", address, ["Upload-Offset: 0"], "abc");
    await taking.ask("PATCH", address, ["Upload-Offset: 3"], "def");
    const [, first, last] = await recordsOf(taking, 3);
    assert.deepEqual(first, { bytesIncoming: 3, filesSaved: 0, saved: [] });
    assert.deepEqual(last, { bytesIncoming: 3, filesSaved: 1, saved: ["a"] });
  });

  it("is that nothing came where a form says the names of a zip", async (test) => {
    const taking = await takeFiles(test, { "a.txt": "a", "b.txt": "b" });
    const form = "Content-Type: application/x-www-form-urlencoded";
    assert.equal((await taking.ask("POST", "/?zip", [form], "name=a.txt")).status, 200);
    assert.equal((await taking.ask("POST", "/?zip", ["Content-Type: text/plain"], "name=a.txt")).status, 415);
    assert.equal((await taking.ask("POST", "/a.txt?zip", [form], "name=a.txt")).status, 415);
    const records = await recordsOf(taking, 3);
    assert.deepEqual(records[0], { bytesIncoming: undefined, filesSaved: undefined, saved: [] });
    for (const record of records.slice(1)) assert.deepEqual(record, { bytesIncoming: 10, filesSaved: 0, saved: [] });
    assert.equal([...taking.share.log.newest()][0]?.bytesReceived, 10);
  });

  it("knows it also where a website's presets change the answer's fields", async (test) => {
    const options = { uploads: { diskBytesToLeave: 0 }, cors: true, website: { isolated: true } };
    const shared = await shareFiles(test, {}, options);
    const answer = await fetch(`http://127.0.0.1:${shared.port}/a`, { method: "PUT", body: "abc" });
    assert.equal(answer.headers.get("cross-origin-opener-policy"), "same-origin");
    const [record] = await recordsOf(shared, 1);
    assert.deepEqual(record, { bytesIncoming: 3, filesSaved: 1, saved: ["a"] });
  });
});
