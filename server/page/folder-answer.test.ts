import assert from "node:assert/strict";
import { mkdir, rm, symlink, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { describe, it, type TestContext } from "node:test";
import { DiskThread } from "../files/disk-thread.ts";
import { FolderReader } from "../files/folder-reader.ts";
import { plantRoot } from "../files/testing.ts";
import { requestFor } from "../http/testing.ts";
import { shareFiles } from "../testing/shared-folder.ts";
import { pageAssets } from "./assets.ts";
import { answerFolder } from "./folder-answer.ts";

describe("a folder page", () => {
  it("says what a browser may do with it", async (test) => {
    const { port } = await shareFiles(test, { "a.txt": "" });
    const { status, headers } = await fetch(`http://127.0.0.1:${port}/`);
    assert.equal(status, 200);
    assert.equal(headers.get("content-type"), "text/html; charset=utf-8");
    assert.equal(headers.get("cache-control"), "private, no-cache");
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'.*frame-ancestors 'none'/);
  });

  it("has another nonce each time", async (test) => {
    const { port } = await shareFiles(test, {});
    const nonce = async () =>
      /nonce-([\w-]+)/.exec(
        (await fetch(`http://127.0.0.1:${port}/`)).headers.get("content-security-policy") ?? "",
      )?.[1];
    assert.notEqual(await nonce(), await nonce());
  });

  it("has its own files under a name that is never shared, dotfiles or not", async (test) => {
    const { port, folder } = await shareFiles(test, { ".porchlight/secret.txt": "secret" }, { dotfiles: true });
    await writeFile(path.join(folder, ".shown"), "");
    const page = await (await fetch(`http://127.0.0.1:${port}/`)).text();
    assert.match(page, /href="\.shown"/);
    assert.doesNotMatch(page, /href="\.porchlight/);
    assert.equal((await fetch(`http://127.0.0.1:${port}/.porchlight/secret.txt`)).status, 404);
    for (const [, address = ""] of page.matchAll(/(?:href|src)="(\/\.porchlight\/[^"]*)"/g)) {
      assert.equal((await fetch(`http://127.0.0.1:${port}${address}`)).status, 200, address);
      assert.equal((await fetch(`http://127.0.0.1:${port}${address}?x=1`)).status, 200);
    }
  });

  it("leaves names bare for programs, some of which know an entry by a link that is called as it leads", async (test) => {
    const { port } = await shareFiles(test, { "a & ü.mkv": "film", "sub/b": "" });
    const page = async (accept: string) => (await fetch(`http://127.0.0.1:${port}/`, { headers: { accept } })).text();
    const links = (html: string) => html.match(/<a href="[^"]*">.*?<\/a>/g);
    assert.deepEqual(links(await page("*/*")), [
      '<a href="sub/">sub</a>',
      '<a href="a%20%26%20%C3%BC.mkv">a &amp; ü.mkv</a>',
    ]);
    assert.deepEqual(links(await page("text/html,*/*;q=0.8")), [
      '<a href="sub/"><bdi>sub</bdi></a>',
      '<a href="a%20%26%20%C3%BC.mkv"><bdi>a &amp; ü.mkv</bdi></a>',
    ]);
  });

  it("shows the owner's note on the first page, and each folder's README", async (test) => {
    const files = { "readme.TXT": "plain <b>", "sub/README.md": "# Sub", "sub/x": "", "none/x": "" };
    const { port } = await shareFiles(test, files, { note: "*Hello*" });
    const page = async (target: string) => (await fetch(`http://127.0.0.1:${port}${target}`)).text();
    assert.match(await page("/"), /aria-label="Note"><p><em>Hello<\/em>[^]*<pre>plain &lt;b&gt;<\/pre>/);
    assert.match(await page("/sub/"), /<summary><bdi>README\.md<\/bdi><\/summary><h2>Sub<\/h2>/);
    assert.doesNotMatch(await page("/sub/"), /Hello/);
    assert.doesNotMatch(await page("/none/"), /class="note"/);
  });

  const notes = [
    {
      name: "README",
      text: "a".repeat(1200),
      shown: /<details class="note" open>.*<pre>a/,
      rule: "a short one stands open",
    },
    {
      name: "readme.markdown",
      text: "a".repeat(1201),
      shown: /<details class="note"><summary>.*<p>a/,
      rule: "a long one can be opened",
    },
    { name: "readme.md.html", text: "a", shown: undefined, rule: "a page is none" },
    { name: "rules, readme.md", text: "a", shown: undefined, rule: "nor is what is called otherwise" },
  ];
  for (const { name, text, shown, rule } of notes) {
    it(`of READMEs: ${rule}`, async (test) => {
      const { port } = await shareFiles(test, { [name]: text });
      const page = await (await fetch(`http://127.0.0.1:${port}/`)).text();
      if (shown === undefined) assert.doesNotMatch(page, /class="note"/);
      else assert.match(page, shown);
    });
  }

  it("reads a README that Western systems wrote before UTF-8, or Windows in its own", async (test) => {
    const { port, folder } = await shareFiles(test, { "old/x": "", "wide/x": "" });
    await writeFile(path.join(folder, "old/README.txt"), Buffer.from("f\u00fcr alle", "latin1"));
    await writeFile(path.join(folder, "wide/README.md"), Buffer.from("\ufeff# f\u00fcr alle", "utf16le"));
    const page = async (target: string) => (await fetch(`http://127.0.0.1:${port}${target}`)).text();
    assert.match(await page("/old/"), /<pre>f\u00fcr alle<\/pre>/);
    assert.match(await page("/wide/"), /<h2>f\u00fcr alle<\/h2>/);
  });

  it("passes over a README that is long, binary, empty or outside", async (test) => {
    const { port, folder } = await shareFiles(test, {
      "long/README.md": "x".repeat(65 * 1024),
      "binary/README.md": "a\0b",
      "empty/README.md": " \n",
      "../outside.md": "secret",
    });
    await mkdir(path.join(folder, "linked"));
    await symlink("../../outside.md", path.join(folder, "linked/README.md"));
    for (const name of ["long", "binary", "empty", "linked"]) {
      const page = await (await fetch(`http://127.0.0.1:${port}/${name}/`)).text();
      assert.doesNotMatch(page, /class="note"|secret/, name);
      assert.match(page, /<\/html>\n$/);
    }
  });

  it("has no state that a condition could be about", async (test) => {
    const { port } = await shareFiles(test, {});
    const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { "If-Match": '"a"' } });
    assert.equal(answer.status, 412);
    const there = await fetch(`http://127.0.0.1:${port}/`, { headers: { "If-None-Match": "*" } });
    assert.equal(there.status, 304, "there is one: RFC 9110 \u00a713.1.2");
    assert.equal(there.headers.get("x-content-type-options"), "nosniff");
    assert.equal(there.headers.get("cache-control"), "private, no-cache", "as its 200 has it: RFC 9110 \u00a715.4.5");
    assert.equal(there.headers.get("vary"), "Accept");
  });

  it("says when it does not show everything", async (test) => {
    const { port } = await shareFiles(test, { a: "", b: "", c: "" }, { limits: { listingEntries: 2 } });
    const page = await (await fetch(`http://127.0.0.1:${port}/`)).text();
    const notes = page.match(/>Only the first 2 entries of this folder are shown\.</g);
    assert.equal(notes?.length, 2, "above the first row and below the last one");
    assert.doesNotMatch(page, /2 files/);
  });

  it("takes files only where the owner wants that, and tells how many came", async (test) => {
    const closed = await shareFiles(test, {});
    assert.doesNotMatch(await (await fetch(`http://127.0.0.1:${closed.port}/?sent=3`)).text(), /type="file"|were sent/);
    const open = await shareFiles(test, {}, { uploads: {} });
    const page = async (query: string) => (await fetch(`http://127.0.0.1:${open.port}/${query}`)).text();
    assert.match(await page("?sent=3"), /enctype="multipart\/form-data"[^]*>3 files were sent\.</);
    assert.doesNotMatch(await page("?sent=%3Cscript%3E"), /<script>|were sent/);
  });

  it("says where files that are sent show in no folder of the share", async (test) => {
    const { folder: inbox } = await shareFiles(test, {});
    const page = async (uploads: { readonly inbox?: string }) => {
      const { port } = await shareFiles(test, {}, { uploads });
      return (await fetch(`http://127.0.0.1:${port}/`)).text();
    };
    assert.match(await page({ inbox }), />What you send goes to the owner only\.</);
    assert.doesNotMatch(await page({}), /owner/);
  });
});

describe("a folder that goes away while its page is on its way", () => {
  const answerOf = async (test: TestContext, disk: Pick<DiskThread, "readFolder">) => {
    const root = await plantRoot(test, { "sub/a.txt": "" });
    const folder = { root, path: path.join(root.path, "sub"), names: ["sub"] };
    const reader = new FolderReader(disk);
    test.after(() => reader.close());
    const page = { title: "Films", most: 10, note: "", sentFilesGo: undefined, assets: pageAssets([]), reader };
    const { body } = await answerFolder(requestFor("/sub/"), folder, page);
    assert.ok(body.kind === "stream");
    return { folder: folder.path, stream: body.stream };
  };

  it("is said on it", async (test) => {
    const disk = new DiskThread();
    test.after(() => disk.close());
    const { folder, stream } = await answerOf(test, disk);
    await rm(folder, { recursive: true });
    assert.match(await text(stream), /<h1>[^]*This folder can no longer be read\./);
  });

  it("is not said where it is the app that fails: the page breaks off", async (test) => {
    const { stream } = await answerOf(test, { readFolder: () => Promise.reject(new Error("a mistake")) });
    await assert.rejects(text(stream), { message: "a mistake" });
  });
});

describe("a listing for programs", () => {
  it("is JSON where that is liked no less than HTML", async (test) => {
    const { port, folder } = await shareFiles(test, { 'a "b".txt': "12", "sub/x": "" });
    await utimes(path.join(folder, 'a "b".txt'), 1, 1);
    await utimes(path.join(folder, "sub"), 2, 2);
    await utimes(path.join(folder, "sub/x"), 3, 3);
    const ask = (accept: string, target = "/") =>
      fetch(`http://127.0.0.1:${port}${target}`, { headers: { Accept: accept } });
    assert.deepEqual(await (await ask("application/json")).json(), {
      path: "/",
      entries: [
        { name: "sub", kind: "folder", modified: "1970-01-01T00:00:02.000Z" },
        { name: 'a "b".txt', kind: "file", size: 2, modified: "1970-01-01T00:00:01.000Z" },
      ],
      complete: true,
    });
    assert.deepEqual(await (await ask("application/json", "/sub/?sort=date")).json(), {
      path: "/sub/",
      entries: [{ name: "x", kind: "file", size: 0, modified: "1970-01-01T00:00:03.000Z" }],
      complete: true,
    });
    assert.equal(
      (await ask("text/html, application/json;q=0.9")).headers.get("content-type"),
      "text/html; charset=utf-8",
    );
    assert.equal((await ask("*/*")).headers.get("vary"), "Accept");
  });
});
