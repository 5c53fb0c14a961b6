import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import path from "node:path";
import { describe, it } from "node:test";
import { until } from "../connection/testing.ts";
import type { RawResponse } from "./raw-client.ts";
import { arrived, filesIn, savedIn, takeFiles } from "./send.ts";
import { shareFiles } from "./shared-folder.ts";

/** What an answer tells of an upload, which nobody may keep: it is another one soon. */
function stateIn(response: RawResponse) {
  const names = ["upload-offset", "upload-length", "upload-complete", "cache-control"];
  return [response.status, ...names.map((name) => response.field(name))];
}

describe("an upload that is resumed", () => {
  it("comes in parts; the last one saves it", async (test) => {
    const taking = await takeFiles(test);
    const begun = await taking.ask("POST", "/sub/a%20b?upload", ["Upload-Length: 6"]);
    const address = begun.field("location") ?? "";
    assert.match(address, /^\/sub\/a%20b\?upload=[\w-]{22}$/);
    const first = await taking.ask("PATCH", address, ["Upload-Offset: 0"], "abc");
    assert.deepEqual([first.status, first.field("upload-offset")], [204, "3"]);
    assert.equal(first.field("x-content-type-options"), "nosniff");
    const told = await taking.ask("HEAD", address);
    assert.deepEqual(stateIn(told), [204, "3", "6", "?0", "no-store"]);
    const last = await taking.ask("PATCH", address, ["Upload-Offset: 3"], "def");
    assert.deepEqual([last.status, last.field("location")], [201, "/sub/a%20b"]);
    assert.deepEqual(await taking.files(), { "sub/a b": "abcdef" });
    const again = await taking.ask("PATCH", address, ["Upload-Offset: 6"]);
    assert.deepEqual(savedIn(again), savedIn(last), "an answer that got lost is told again");
    assert.deepEqual(stateIn(await taking.ask("HEAD", address)), [204, "6", "6", "?1", "no-store"]);
  });

  it("is to have the digest of the file, not the one of the request that begins it", async (test) => {
    const taking = await takeFiles(test);
    const digestOf = (text: string) => `sha-256=:${createHash("sha256").update(text).digest("base64")}:`;
    const begin = async (name: string, ...fields: string[]) => {
      const fieldsOfAll = ["Upload-Length: 3", "Content-Type: multipart/form-data; boundary=x", ...fields];
      return (await taking.ask("POST", `/${name}?upload`, fieldsOfAll, "--x--")).field("location") ?? "";
    };
    const address = await begin("a", `Content-Digest: ${digestOf("--x--")}`);
    assert.equal((await taking.ask("PATCH", address, ["Upload-Offset: 0"], "abc")).status, 201);
    const other = await begin("b", `Content-Digest: ${digestOf("--x--")}`, `Repr-Digest: ${digestOf("abX")}`);
    assert.equal((await taking.ask("PATCH", other, ["Upload-Offset: 0"], "abc")).status, 400);
    assert.deepEqual(await taking.files(), { a: "abc" });
  });

  it("keeps what came before the connection broke", async (test) => {
    const taking = await takeFiles(test);
    const address = (await taking.ask("POST", "/a?upload", ["Upload-Length: 6"])).field("location") ?? "";
    const visitor = await taking.visit();
    await visitor.send(
      `PATCH ${address} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\nUpload-Offset: 0\r\n\r\nabcd`,
    );
    await arrived(taking, address, 4);
    visitor.reset();
    await until(() => taking.share.counters.transfers === 0);
    assert.equal((await taking.ask("HEAD", address)).field("upload-offset"), "4");
    assert.equal((await taking.ask("PATCH", address, ["Upload-Offset: 4"], "ef")).status, 201);
    assert.deepEqual(await taking.files(), { a: "abcdef" });
  });

  it("a second request takes over from one whose connection is dead and does not know it", async (test) => {
    const taking = await takeFiles(test);
    const address = (await taking.ask("POST", "/a?upload", ["Upload-Length: 6"])).field("location") ?? "";
    const visitor = await taking.visit();
    await visitor.send(
      `PATCH ${address} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\nUpload-Offset: 0\r\n\r\nabcd`,
    );
    await arrived(taking, address, 4);
    const second = await taking.ask("PATCH", address, ["Upload-Offset: 4"], "E");
    assert.deepEqual([second.status, second.field("upload-offset")], [204, "5"]);
    await visitor.send("XY");
    assert.equal((await visitor.response()).status, 409);
    assert.equal((await taking.ask("PATCH", address, ["Upload-Offset: 5"], "F")).status, 201);
    assert.deepEqual(await taking.files(), { a: "abcdEF" });
  });

  it("refuses a wrong offset and tells the right one; and more than was announced", async (test) => {
    const taking = await takeFiles(test);
    const address = (await taking.ask("POST", "/a?upload", ["Upload-Length: 3"])).field("location") ?? "";
    const wrong = await taking.ask("PATCH", address, ["Upload-Offset: 2"], "c");
    assert.deepEqual([wrong.status, wrong.field("upload-offset")], [409, "0"]);
    const longer = await taking.ask("PATCH", address, ["Upload-Offset: 0"], "abcd");
    assert.deepEqual(
      [longer.status, longer.body.toString()],
      [413, "Not saved: more bytes than were announced.\n"],
      "the visitor is told why",
    );
    assert.equal((await taking.ask("PATCH", address, [], "abc")).status, 400);
    assert.equal((await taking.ask("PATCH", address, ["Upload-Offset: 0"], "ab")).status, 204);
    const visitor = await taking.visit();
    await visitor.send(
      `PATCH ${address} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nUpload-Offset: 2\r\n\r\nc`,
    );
    assert.equal((await visitor.response()).status, 413, "before it is there: what has come counts as well");
    assert.equal((await taking.ask("HEAD", address)).field("upload-offset"), "2", "none of that was taken");
    assert.equal((await taking.ask("PATCH", address, ["Upload-Offset: 2"], "c")).status, 201);
    assert.deepEqual(await taking.files(), { a: "abc" });
  });

  it("is taken back when the visitor cancels, and kept with its record when sharing stops", async (test) => {
    const taking = await takeFiles(test);
    const [one, other] = await Promise.all(
      ["/a", "/b"].map(async (name) => {
        const address = (await taking.ask("POST", `${name}?upload`, ["Upload-Length: 3"])).field("location") ?? "";
        await taking.ask("PATCH", address, ["Upload-Offset: 0"], "ab");
        return address;
      }),
    );
    assert.equal(Object.keys(await taking.files()).length, 4);
    assert.equal((await taking.ask("POST", `${one ?? ""}&cancel`)).status, 204);
    assert.equal((await taking.ask("HEAD", one ?? "")).status, 404);
    assert.equal((await taking.ask("HEAD", other ?? "")).status, 204);
    await taking.share.stop(0);
    const left = Object.keys(await taking.files()).map((name) => path.extname(name));
    assert.deepEqual(left.sort(), [".part", ".upload"]);
  });

  it("cannot be begun without a length, with a bad name, or too long", async (test) => {
    const taking = await takeFiles(test, {}, { mostBytes: 10 });
    assert.equal((await taking.ask("POST", "/a?upload")).status, 400);
    for (const length of ["", "x3", "3x", "-3", "1e3", "0x3", "3.0", "3, 3", "9".repeat(16)]) {
      assert.equal((await taking.ask("POST", "/a?upload", [`Upload-Length: ${length}`])).status, 400, length);
    }
    assert.equal((await taking.ask("POST", "/.a?upload", ["Upload-Length: 3"])).status, 400);
    assert.equal((await taking.ask("POST", "/a?upload", ["Upload-Length: 11"])).status, 413);
    assert.equal((await taking.ask("PATCH", "/a?upload=nobody-knows", ["Upload-Offset: 0"], "a")).status, 404);
    for (const method of ["HEAD", "PATCH", "PUT"]) {
      const { status } = await taking.ask(method, "/a?upload", ["Upload-Length: 3"]);
      assert.equal(status, 404, `${method} begins none`);
    }
    assert.deepEqual(await taking.files(), {});
  });

  it("is asked for by GET too: a cache in between, such as Varnish, makes one of HEAD", async (test) => {
    const taking = await takeFiles(test, { a: "abc" });
    const address = (await taking.ask("POST", "/b?upload", ["Upload-Length: 3"])).field("location") ?? "";
    await taking.ask("PATCH", address, ["Upload-Offset: 0"], "x");
    assert.deepEqual(stateIn(await taking.ask("GET", address)), [204, "1", "3", "?0", "no-store"]);
    assert.equal((await taking.ask("GET", `${address}&cancel`)).status, 204, "it changes nothing");
    await taking.ask("PATCH", address, ["Upload-Offset: 1"], "yz");
    assert.deepEqual(stateIn(await taking.ask("GET", address)), [204, "3", "3", "?1", "no-store"]);
    const gone = await taking.ask("GET", address.replace(/.$/, "-"));
    assert.deepEqual([gone.status, gone.field("cache-control")], [404, "no-store"]);
    assert.equal((await taking.ask("GET", address.replace(/.$/, "!"))).body.toString(), "xyz", "that is no upload's");
  });

  it("is asked for by its own parameter alone: with any other, HEAD tells of the file", async (test) => {
    const taking = await takeFiles(test, { a: "abc" });
    const told = await taking.ask("HEAD", "/a?fileupload=1");
    assert.deepEqual([told.status, told.field("content-length")], [200, "3"]);
  });

  it("what is on its way in is not shared, even where dotfiles are", async (test) => {
    const { share, folder, visit } = await shareFiles(test, {}, { dotfiles: true, uploads: { diskBytesToLeave: 0 } });
    const visitor = await visit();
    await visitor.send("POST /a?upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nUpload-Length: 3\r\n\r\n");
    assert.equal((await visitor.response()).status, 201);
    const temporaries = Object.keys(await filesIn(folder));
    assert.equal(temporaries.length, 2);
    for (const name of ["", ...temporaries]) {
      await visitor.send(`GET /${name} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      const response = await visitor.response();
      assert.equal(response.status, name === "" ? 200 : 404);
      assert.doesNotMatch(response.body.toString(), /\.(part|upload)/);
    }
    await share.stop(0);
  });
});
