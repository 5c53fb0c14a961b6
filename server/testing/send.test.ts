import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { symlink } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import { until } from "../connection/testing.ts";
import { filesIn, savedIn, takeFiles } from "./send.ts";
import { folderOf, shareFiles } from "./shared-folder.ts";

describe("a share that takes no files", () => {
  for (const method of ["PUT", "POST", "PATCH"]) {
    it(`refuses ${method} with 405, and says so`, async (test) => {
      const shared = await shareFiles(test, {});
      const visitor = await shared.visit();
      await visitor.send(`${method} /a.txt HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\na`);
      const response = await visitor.response();
      assert.deepEqual([response.status, response.field("allow")], [405, "GET, HEAD, OPTIONS"]);
      assert.deepEqual(await filesIn(shared.folder), {});
    });
  }
});

describe("a share that takes files", () => {
  it("deletes none, and is not called one for reading only", async (test) => {
    const taking = await takeFiles(test, { "a.txt": "a" });
    const response = await taking.ask("DELETE", "/a.txt");
    assert.deepEqual([response.status, response.field("allow")], [405, "GET, HEAD, OPTIONS, POST, PUT, PATCH"]);
    assert.equal(response.field("content-type"), "text/plain; charset=utf-8");
    assert.deepEqual(await taking.files(), { "a.txt": "a" });
    await until(() => taking.share.counters.ended === 1);
    const [record] = taking.share.log.newest();
    assert.equal(record?.reason, "visitors cannot delete anything");
  });
});

describe("PUT", () => {
  it("saves a file: 201, its address, its name as JSON, and a reason in the log", async (test) => {
    const taking = await takeFiles(test);
    const response = await taking.ask("PUT", "/a%20b.txt", [], "hello");
    assert.deepEqual([response.status, response.field("location")], [201, "/a%20b.txt"]);
    assert.deepEqual(savedIn(response), [{ name: "a b.txt", bytes: 5, path: "/a%20b.txt" }]);
    assert.deepEqual(await taking.files(), { "a b.txt": "hello" });
    await until(() => taking.share.counters.ended === 1);
    const [record] = taking.share.log.newest();
    assert.deepEqual([record?.method, record?.reason, record?.bytesReceived], ["PUT", 'saved as "a b.txt"', 5]);
  });

  it("is in the log with what was announced, and with where the file lies", async (test) => {
    const taking = await takeFiles(test, { "a.txt": "first" });
    await taking.ask("PUT", "/new/a.txt", [], "hello");
    await taking.ask("PUT", "/a.txt", ["Transfer-Encoding: chunked"], "5\r\nhello\r\n0\r\n\r\n");
    await taking.ask("PUT", "/.hidden", [], "hello");
    await taking.ask("GET", "/a.txt", ["Connection: close"]);
    const { log, counters } = taking.share;
    await until(() => counters.ended === 4);
    const records = [...log.newest()];
    assert.deepEqual(
      records.map(({ bytesIncoming, filesSaved }) => [bytesIncoming, filesSaved]),
      [
        [5, 1],
        [-1, 1],
        [5, 0],
        [undefined, undefined],
      ],
    );
    const paths = records.map(({ id }) => log.saved(id).map((file) => path.relative(taking.folder, file)));
    assert.deepEqual(paths, [[path.join("new", "a.txt")], ["a (2).txt"], [], []]);
  });

  it("never overwrites: the second of a name gets a number", async (test) => {
    const taking = await takeFiles(test, { "a.txt": "first" });
    const response = await taking.ask("PUT", "/a.txt", [], "second");
    assert.equal(response.field("location"), "/a%20(2).txt");
    await taking.ask("PUT", "/a.txt", [], "third");
    assert.deepEqual(await taking.files(), { "a.txt": "first", "a (2).txt": "second", "a (3).txt": "third" });
  });

  it("many of one name at once all get names of their own", async (test) => {
    const taking = await takeFiles(test);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => taking.ask("PUT", "/a", [], `${at}`)));
    assert.equal(new Set(answers.map((answer) => answer.field("location"))).size, 20);
    const contents = Object.values(await taking.files()).map(Number);
    assert.deepEqual(
      contents.sort((one, other) => one - other),
      Array.from({ length: 20 }, (_, at) => at),
    );
  });

  it("takes an empty file, one in chunks, and one in a new folder", async (test) => {
    const taking = await takeFiles(test);
    assert.equal((await taking.ask("PUT", "/empty")).status, 201);
    const chunked = await taking.ask(
      "PUT",
      "/chunked",
      ["Transfer-Encoding: chunked"],
      "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
    );
    assert.equal(chunked.status, 201);
    assert.equal((await taking.ask("PUT", "/new/folder/a", [], "x")).field("location"), "/new/folder/a");
    assert.deepEqual(await taking.files(), { empty: "", chunked: "abcde", "new/folder/a": "x" });
  });

  it("puts everything into an inbox where there is one, which nobody sees", async (test) => {
    const inbox = await folderOf(test);
    const taking = await takeFiles(test, { "a.txt": "first" }, { inbox });
    const response = await taking.ask("PUT", "/a.txt", [], "second");
    assert.equal(response.field("location"), undefined);
    assert.deepEqual(savedIn(response), [{ name: "a.txt", bytes: 6 }]);
    assert.deepEqual([await taking.files(), await filesIn(inbox)], [{ "a.txt": "first" }, { "a.txt": "second" }]);
  });

  it("does not tell of other files in an inbox", async (test) => {
    const inbox = await folderOf(test);
    const taking = await takeFiles(test, {}, { inbox });
    await taking.ask("PUT", "/salary.pdf", [], "another's");
    const response = await taking.ask("PUT", "/salary.pdf", [], "mine");
    assert.deepEqual(savedIn(response), [{ name: "salary.pdf", bytes: 4 }]);
    assert.deepEqual(await filesIn(inbox), { "salary.pdf": "another's", "salary (2).pdf": "mine" });
  });

  const refused = [
    { target: "/", status: 400, why: "no name" },
    { target: "/.profile", status: 400, why: "a dotfile" },
    { target: "/.git/config", status: 400, why: "a dotfile's folder" },
    { target: "/a/..%5c..%5cb", status: 400, why: "a backslash" },
    { target: "/../a", status: 400, why: "the folder above" },
    { target: "/%2e%2e/a", status: 400, why: "the folder above, encoded" },
    { target: "/a%2f..%2fb", status: 400, why: "an encoded slash" },
    { target: "/a%00.txt", status: 400, why: "a NUL" },
    { target: "/a%0ab", status: 400, why: "a line break" },
    { target: "/NUL.txt", status: 400, why: "a device" },
    { target: "/a.", status: 400, why: "a dot at the end" },
    { target: "/here.txt/a", status: 409, why: "a file where a folder should be" },
    { target: `/${"a".repeat(300)}`, status: 400, why: "a name too long" },
    { target: `/${"a/".repeat(40)}b`, status: 414, why: "too many folders" },
  ];
  for (const { target, status, why } of refused) {
    it(`refuses ${why}: ${target.slice(0, 30)}`, async (test) => {
      const taking = await takeFiles(test, { "here.txt": "here" });
      assert.equal((await taking.ask("PUT", target, [], "x")).status, status);
      assert.deepEqual(await taking.files(), { "here.txt": "here" });
    });
  }

  for (const target of ["/.ssh/authorized_keys", "/sub/.git/hooks/post-checkout", "/.new/a", "/.profile"]) {
    it(`refuses names that start with a dot even where they are shared: ${target}`, async (test) => {
      const files = { ".ssh/authorized_keys": "mine", "sub/.git/hooks/x": "mine" };
      const taking = await takeFiles(test, files, {}, { dotfiles: true });
      const form = '--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nx\r\n--x--\r\n';
      const folder = target.slice(0, target.lastIndexOf("/") + 1);
      assert.equal((await taking.ask("PUT", target, [], "x")).status, 400);
      assert.equal((await taking.ask("POST", `${target}?upload`, ["Upload-Length: 1"])).status, 400);
      if (folder !== "/") {
        const type = "Content-Type: multipart/form-data; boundary=x";
        assert.equal((await taking.ask("POST", folder, [type], form)).status, 400);
      }
      assert.deepEqual(await taking.files(), files);
    });
  }

  it("never goes through a symlink: to a file, to a folder, in the middle, dangling", async (test) => {
    const outside = await folderOf(test, { "victim.txt": "safe" });
    const taking = await takeFiles(test, { "inside/a.txt": "a" });
    await symlink(path.join(outside, "victim.txt"), path.join(taking.folder, "file"));
    await symlink(outside, path.join(taking.folder, "out"));
    await symlink("inside", path.join(taking.folder, "in"));
    await symlink(path.join(outside, "new"), path.join(taking.folder, "dangling"));
    for (const target of ["/out/x", "/out/sub/x", "/in/x", "/dangling/x"]) {
      assert.equal((await taking.ask("PUT", target, [], "x")).status, 403);
    }
    for (const target of ["/file", "/dangling"]) {
      assert.equal(
        (await taking.ask("PUT", target, [], "x")).field("location"),
        `${target}%20(2)`.replace("%20", "%20"),
      );
    }
    assert.deepEqual(await filesIn(outside), { "victim.txt": "safe" });
  });

  it("checks the digest where one is sent, and keeps nothing that differs", async (test) => {
    const taking = await takeFiles(test);
    for (const algorithm of ["sha-256", "sha-512"]) {
      const digest = createHash(algorithm.replace("-", "")).update("hello").digest("base64");
      const field = `Repr-Digest: ${algorithm}=:${digest}:`;
      assert.equal((await taking.ask("PUT", `/good-${algorithm}`, [field], "hello")).status, 201);
      assert.equal((await taking.ask("PUT", "/bad", [field], "hellO")).status, 400);
    }
    assert.deepEqual(await taking.files(), { "good-sha-256": "hello", "good-sha-512": "hello" });
  });

  for (const coding of ["gzip", "identity, BR", "x-unknown"]) {
    it(`takes nothing that is encoded, which would be another file: ${coding}`, async (test) => {
      const taking = await takeFiles(test);
      const response = await taking.ask("PUT", "/a", [`Content-Encoding: ${coding}`], "x");
      assert.deepEqual([response.status, response.field("accept-encoding")], [415, "identity"]);
      assert.match(response.body.toString(), /send the file as it is/);
      assert.equal(
        (await taking.ask("POST", "/a?upload", [`Content-Encoding: ${coding}`, "Upload-Length: 1"])).status,
        415,
      );
      assert.deepEqual(await taking.files(), {});
    });
  }

  it("takes what is encoded as itself", async (test) => {
    const taking = await takeFiles(test);
    assert.equal((await taking.ask("PUT", "/a", ["Content-Encoding: identity"], "x")).status, 201);
  });

  for (const field of ["Content-Range: bytes 3-4/5", "Upload-Complete: ?0", "Upload-Complete: ?0;more"]) {
    it(`does not take a part of a file for the whole: ${field}`, async (test) => {
      const taking = await takeFiles(test);
      assert.equal((await taking.ask("PUT", "/a", [field], "lo")).status, 400);
      assert.deepEqual(await taking.files(), {});
    });
  }

  for (const value of ["?1", "?01", "0", ""]) {
    it(`takes what is said to be whole, or not said to be a part: Upload-Complete: ${value}`, async (test) => {
      const taking = await takeFiles(test);
      assert.equal((await taking.ask("PUT", "/a", [`Upload-Complete: ${value}`], "lo")).status, 201);
    });
  }

  it("refuses what is too long before it is sent: 413 and no 100 Continue", async (test) => {
    const taking = await takeFiles(test, {}, { mostBytes: 4 });
    const response = await taking.ask("PUT", "/a", ["Expect: 100-continue", "Content-Length: 5"]);
    assert.equal(response.status, 413);
    assert.match(response.body.toString(), /more than 4 bytes/);
  });

  it("stops what turns out too long: in chunks and in a form", async (test) => {
    const taking = await takeFiles(test, {}, { mostBytes: 4 });
    const chunks = await taking.ask("PUT", "/a", ["Transfer-Encoding: chunked"], "5\r\nabcde\r\n0\r\n\r\n");
    const form = ["--x", 'Content-Disposition: form-data; name="f"; filename="a"', "", "abcde", "--x--", ""].join(
      "\r\n",
    );
    const sent = await taking.ask("POST", "/", ["Content-Type: multipart/form-data; boundary=x"], form);
    assert.deepEqual([chunks.status, sent.status], [413, 413]);
    assert.deepEqual(await taking.files(), {});
  });

  it("asks for the body with 100 Continue when it is welcome", async (test) => {
    const { visit } = await takeFiles(test);
    const visitor = await visit();
    await visitor.send("PUT /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n");
    assert.equal((await visitor.response()).status, 100);
    await visitor.send("x");
    assert.equal((await visitor.response()).status, 201);
  });

  it("leaves the disk what it was told to leave: 507 before anything is sent", async (test) => {
    const taking = await takeFiles(test, {}, { diskBytesToLeave: Number.MAX_SAFE_INTEGER });
    const response = await taking.ask("PUT", "/a", ["Expect: 100-continue", "Content-Length: 5"]);
    assert.equal(response.status, 507);
    assert.deepEqual(await taking.files(), {});
  });
});

describe("who may send", () => {
  const rules = [
    { fields: [], status: 201, who: "a program" },
    { fields: ["Origin: http://localhost", "Sec-Fetch-Site: same-origin"], status: 201, who: "our own page" },
    { fields: ["Sec-Fetch-Site: none"], status: 201, who: "a person" },
    { fields: ["Origin: http://evil.example"], status: 403, who: "a page of another host" },
    { fields: ["Origin: http://localhost:81"], status: 403, who: "a page of another port" },
    { fields: ["Origin: https://localhost"], status: 403, who: "a page of another scheme" },
    { fields: ["Origin: null"], status: 403, who: "a page that hides where it is from" },
    { fields: ["Sec-Fetch-Site: cross-site"], status: 403, who: "a page of another site" },
    { fields: ["Sec-Fetch-Site: same-site"], status: 403, who: "a neighbour of the same site" },
  ];
  for (const { fields, status, who } of rules) {
    for (const method of ["PUT", "POST", "PATCH"]) {
      it(`${method} by ${who}: ${status === 403 ? "no" : "yes"}`, async (test) => {
        const taking = await takeFiles(test);
        const response = await taking.ask(method, "/a?upload", [...fields, "Upload-Length: 1"], "x");
        assert.equal(response.status === 403, status === 403);
        if (status === 403) assert.deepEqual(await taking.files(), {});
      });
    }
  }

  it("GET and HEAD change nothing, whatever they ask for", async (test) => {
    const taking = await takeFiles(test, { "a.txt": "a" });
    const begun = await taking.ask("POST", "/b?upload", ["Upload-Length: 1"]);
    const address = begun.field("location") ?? "";
    for (const method of ["GET", "HEAD"]) {
      for (const target of ["/b?upload", `${address}&cancel`, "/?zip&name=a.txt", "/a.txt?download"]) {
        await taking.ask(method, target, ["Upload-Length: 5", "Upload-Offset: 0"], "x");
      }
    }
    assert.equal((await taking.ask("PATCH", address, ["Upload-Offset: 0"], "b")).status, 201);
    assert.deepEqual(await taking.files(), { "a.txt": "a", b: "b" });
  });
});
