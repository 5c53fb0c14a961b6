import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { savedIn, takeFiles, type Taking } from "./send.ts";

const type = "Content-Type: multipart/form-data; boundary=x";
const browser = "Accept: text/html,application/xhtml+xml,*/*;q=0.8";

function part(name: string, content: string): string {
  return `--x\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n${content}\r\n`;
}

describe("a form", () => {
  it("saves all its files by their last names, and sends a browser back to the folder", async (test) => {
    const taking = await takeFiles(test, { "sub/a": "" });
    const form = `${part("a.txt", "one")}${part("../../etc/b.txt", "two")}${part("C:\\c.txt", "three")}${part("", "")}--x--\r\n`;
    const response = await taking.ask("POST", "/sub/", [type, "Accept: text/html,*/*;q=0.8"], form);
    assert.deepEqual([response.status, response.field("location")], [303, "/sub/?sent=3"]);
    const files = await taking.files();
    assert.deepEqual(files, { "sub/a": "", "sub/a.txt": "one", "sub/b.txt": "two", "sub/c.txt": "three" });
  });

  it("tells a program the names", async (test) => {
    const taking = await takeFiles(test, { "a.txt": "" });
    const response = await taking.ask("POST", "/", [type], `${part("a.txt", "one")}--x--\r\n`);
    assert.deepEqual(savedIn(response), [{ name: "a (2).txt", bytes: 3, path: "/a%20(2).txt" }]);
  });

  it("takes only what has a file name for a file", async (test) => {
    const taking = await takeFiles(test);
    const bytes =
      '--x\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: application/octet-stream\r\n\r\nb\r\n';
    const response = await taking.ask("POST", "/", [type], `${bytes}${part("a.txt", "one")}--x--\r\n`);
    assert.equal(response.status, 201);
    assert.deepEqual(await taking.files(), { "a.txt": "one" });
  });

  it("without a file tells a program that nothing was saved, and sends a browser back to choose one", async (test) => {
    const taking = await takeFiles(test);
    const field = '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\na.txt\r\n';
    const response = await taking.ask("POST", "/", [type], `${field}--x--\r\n`);
    assert.deepEqual([response.status, response.body.toString()], [400, "Not saved: the form has no file.\n"]);
    const page = await taking.ask("POST", "/", [type, browser], `${part("", "")}--x--\r\n`);
    assert.deepEqual([page.status, page.field("location")], [303, "/?sent=0"]);
  });

  const refused = [
    { fields: ["Content-Type: text/plain"], body: "x", status: 415, why: "what is no form" },
    { fields: ["Content-Type: multipart/form-data"], body: "x", status: 415, why: "a form without a boundary" },
    { fields: [type], body: `${part(".ssh", "x")}--x--\r\n`, status: 400, why: "a dotfile" },
    {
      fields: [type, "Content-Range: bytes 0-0/3"],
      body: `${part("a.txt", "o")}--x--\r\n`,
      status: 400,
      why: "a part of a file",
    },
    { fields: [type], body: part("a.txt", "cut short"), status: 400, why: "a form without an end" },
  ];
  for (const { fields, body, status, why } of refused) {
    it(`refuses ${why}, and keeps nothing`, async (test) => {
      const taking = await takeFiles(test);
      assert.equal((await taking.ask("POST", "/", fields, body)).status, status);
      assert.deepEqual(await taking.files(), {});
    });
  }
});

describe("a form of which not all can be saved", () => {
  const form = `${part("one.txt", "one")}${part(".two", "two")}${part("three.txt", "three")}--x--\r\n`;

  it("costs the other files nothing, and a program is told which were saved, and why one was not", async (test) => {
    const taking = await takeFiles(test);
    const response = await taking.ask("POST", "/", [type], form);
    assert.deepEqual([response.status, response.field("content-type")], [400, "application/json"]);
    assert.deepEqual(JSON.parse(response.body.toString()), {
      saved: [
        { name: "one.txt", bytes: 3, path: "/one.txt" },
        { name: "three.txt", bytes: 5, path: "/three.txt" },
      ],
      refused: [{ name: ".two", reason: "a name that starts with a dot" }],
    });
    assert.deepEqual(await taking.files(), { "one.txt": "one", "three.txt": "three" });
  });

  it("is answered with a page where a browser asks, with the way back and without power", async (test) => {
    const taking = await takeFiles(test, { "sub/a": "" });
    const response = await taking.ask("POST", "/sub/", [type, browser], form);
    assert.deepEqual([response.status, response.field("content-type")], [400, "text/html; charset=utf-8"]);
    assert.match(response.field("content-security-policy") ?? "", /default-src 'none'/);
    const text = response.body.toString();
    assert.match(text, /Not saved: &quot;\.two&quot; \(a name that starts with a dot\)\./);
    assert.match(text, /Saved: &quot;one\.txt&quot;, &quot;three\.txt&quot;\.[^]*<a href="\.\/">Back to the folder</);
    assert.doesNotMatch(text, /<script/);
  });

  it("goes on behind a file that is too long, which it reads no more of than it must", async (test) => {
    const taking = await takeFiles(test, {}, { mostBytes: 100 });
    const long = `${part("long", "x".repeat(300_000))}${part("short", "short")}--x--\r\n`;
    const response = await taking.ask("POST", "/", [type], long);
    assert.equal(response.status, 413);
    assert.deepEqual(savedIn(response), [{ name: "short", bytes: 5, path: "/short" }]);
    assert.deepEqual(await taking.files(), { short: "short" });
  });

  it("says so where it has more files than a form may", async (test) => {
    const taking = await takeFiles(test);
    const many = Array.from({ length: 1001 }, (_, at) => part(at < 1000 ? "" : "last", "")).join("");
    const response = await taking.ask("POST", "/", [type], `${many}--x--\r\n`);
    assert.equal(response.status, 413);
    assert.match(response.body.toString(), /more than 1000 files in a form/);
  });

  it("says that files are not saved which come behind too many fields", async (test) => {
    const taking = await takeFiles(test);
    const field = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n';
    const response = await taking.ask("POST", "/", [type], `${field.repeat(1100)}${part("last", "")}--x--\r\n`);
    assert.equal(response.status, 413);
    assert.match(response.body.toString(), /more than 1100 files and fields in a form/);
    assert.deepEqual(await taking.files(), {});
  });

  it("names what was saved before it broke off", async (test) => {
    const taking = await takeFiles(test);
    const broken = `${part("one.txt", "one")}${part("two.txt", "tw")}`;
    for (const accept of [browser, "Accept: */*"]) {
      const response = await taking.ask("POST", "/", [type, accept], broken);
      assert.equal(response.status, 400);
      assert.match(response.body.toString(), /one[^]*the form (is broken|breaks off)|the form[^]*one/);
      if (accept === browser) assert.match(response.body.toString(), /Not all of it was saved/);
    }
    assert.deepEqual(await taking.files(), { "one.txt": "one", "one (2).txt": "one" });
  });

  for (const { fields, body, why } of [
    { fields: ["Content-Type: text/plain"], body: "x", why: "no form" },
    { fields: [type, "Sec-Fetch-Site: cross-site"], body: form, why: "from another site" },
  ]) {
    it(`is answered with a page where it is refused as a whole: ${why}`, async (test) => {
      const taking = await takeFiles(test);
      const response = await taking.ask("POST", "/", [...fields, browser], body);
      assert.equal(response.field("content-type"), "text/html; charset=utf-8");
      assert.match(response.body.toString(), /This did not work[^]*Back to the folder/);
      assert.deepEqual(await taking.files(), {});
    });
  }
});

describe("the page with the form", () => {
  const page = async (taking: Taking, target: string) => (await taking.ask("GET", target, [browser])).body.toString();

  it("stays a folder's page, whatever a visitor sends: index.html would take its place for everybody", async (test) => {
    const taking = await takeFiles(test, { "site/index.html": "<h1>the owner's</h1>" });
    await taking.ask("PUT", "/index.html", [], "<h1>a visitor's</h1>");
    for (const target of ["/", "/site/"]) assert.match(await page(taking, target), /<form [^>]*id="send"/, target);
    assert.equal(await page(taking, "/index.html"), "<h1>a visitor's</h1>");
  });

  it("is no part of a website, which has pages of its own", async (test) => {
    const taking = await takeFiles(test, { "index.html": "home" }, {}, { website: {} });
    assert.equal(await page(taking, "/"), "home");
  });
});
