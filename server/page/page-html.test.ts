import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { decodePath } from "../http/path.ts";
import { pageAssets } from "./assets.ts";
import { pageEnd, pagePolicy, pageProblem, pageStart, tableBodies, tableStart } from "./page-html.ts";

/** A name that a disk may hold. */
const name = fc
  .oneof(
    fc.string({ unit: "binary", minLength: 1 }),
    fc.string({ unit: fc.constantFrom(...Array.from("ab:?#%&\"'<>\\ \t\r\n;.+=@")), minLength: 1 }),
  )
  .filter((text) => !/[/\0]/.test(text) && text !== "." && text !== ".." && text.isWellFormed());

function rowOf(name: string, kind: "file" | "folder" = "file"): string {
  return tableBodies([{ name, kind, size: 1, modified: 0 }], "person");
}

describe("a row", () => {
  it("leads to exactly its file, whatever the name", () => {
    fc.assert(
      fc.property(name, (text) => {
        const [, href = ""] = /<a href="([^"]*)"/.exec(rowOf(text)) ?? [];
        const address = new URL(href.replaceAll("&amp;", "&"), "http://127.0.0.1:8080/some/folder/");
        assert.equal(address.host, "127.0.0.1:8080");
        assert.deepEqual([address.search, address.hash], ["", ""]);
        assert.deepEqual(decodePath(address.pathname), ["some", "folder", text]);
      }),
    );
  });

  it("has the elements of a row, whatever the name", () => {
    const shape = (html: string) => (html.match(/<\/?[a-z]+/g) ?? []).join(" ");
    fc.assert(fc.property(name, (text) => assert.equal(shape(rowOf(text)), shape(rowOf("plain")))));
  });

  it("of a folder ends in a slash", () => {
    assert.match(rowOf("a b", "folder"), /<tr class=folder>.* href="a%20b\/"/);
  });

  for (const text of ["a.mp3", "a:b", "javascript:x", "?a", "#a", "...", "~a"]) {
    it(`is linked by its name alone, which programs read that show a share as a drive: ${text}`, () => {
      assert.equal(/<a href="([^"]*)"/.exec(rowOf(text))?.[1], encodeURIComponent(text));
    });
  }

  it("tells what kind of thing it is of, and how long that is", () => {
    assert.match(
      rowOf("a.mp3"),
      /^<tbody>\n<tr class=audio><th scope=row aria-label="a\.mp3">.*<td data-bytes=1>1 byte<td>/,
    );
    assert.match(rowOf("a.mp3", "folder"), /<tr class=folder><th scope=row aria-label="a\.mp3 \(folder\)">/);
    const folder = tableBodies([{ name: "a", kind: "folder", size: undefined, modified: 0 }], "person");
    assert.match(folder, /<\/a><td><td><time/);
  });
});

describe("the page's start", () => {
  const assets = pageAssets([{ name: "visitor-1.js", bytes: Buffer.from("1") }]);

  it("leads back by every folder above, and escapes their names", () => {
    const html = pageStart("Home", ["<b>", `"c d`, "e"], assets, "N", "person");
    assert.deepEqual(html.match(/<a href="[^"]*"><bdi>[^<]*/g), [
      '<a href="/"><bdi>Home',
      '<a href="/%3Cb%3E/"><bdi>&lt;b&gt;',
      '<a href="/%3Cb%3E/%22c%20d/"><bdi>&quot;c d',
    ]);
    assert.match(html, /<title>Home \/ &lt;b&gt; \/ &quot;c d \/ e<\/title>/);
  });

  for (const [names, title] of [
    [[], "Index of /"],
    [["a"], "Index of /a"],
    [["a", "b & c"], "Index of /a/b &amp; c"],
  ] as const) {
    it(`is called for programs as other servers call theirs, so that GDAL reads it: ${title}`, () => {
      assert.ok(pageStart("Home", names, assets, "N", "program").includes(`<title>${title}</title>`));
    });
  }

  it("leads programs back by the one link that they take for no entry, where there is a folder above", () => {
    const html = (names: readonly string[]) => pageStart("Home", names, assets, "N", "program");
    assert.deepEqual(html(["a", "b"]).match(/<a href=[^>]*>/g), ['<a href="../">']);
    assert.deepEqual(html(["a"]).match(/<a href=[^>]*>/g), ['<a href="../">']);
    assert.doesNotMatch(html([]), /<a /);
  });

  it("gives its nonce to its own script and styles, and has nothing inline", () => {
    const html = pageStart("Home", [], assets, "NONCE", "person");
    assert.equal(html.match(/nonce="NONCE"/g)?.length, 2);
    assert.doesNotMatch(html, /<style|<script[^>]*>[^<]|\son[a-z]+=|style=/);
    assert.match(pagePolicy("NONCE"), /^default-src 'none'; script-src 'nonce-NONCE'; style-src 'nonce-NONCE';/);
    assert.doesNotMatch(pagePolicy("NONCE"), /unsafe|script-src[^;]*'self'/);
  });

  it("sends its forms nowhere else, stands in no frame, and makes no script of a text", () => {
    const kept = ["form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"];
    const directives = pagePolicy("NONCE").split("; ");
    for (const directive of [...kept, "require-trusted-types-for 'script'", "trusted-types 'none'"]) {
      assert.ok(directives.includes(directive), directive);
    }
  });
});

describe("the table", () => {
  const order = { by: "size", descending: true } as const;

  it("says how it is sorted, and what is in it", () => {
    const html = tableStart({ count: 2, folderCount: 1, isCut: false }, order, true);
    assert.match(html, /1 folder, 1 file</);
    assert.match(html, new RegExp(`<table data-language="${new Intl.Collator().resolvedOptions().locale}">`));
    assert.match(html, /class="size" aria-sort="descending"><button form="asc" name="sort" value="size">Size</);
    assert.match(html, /class="date"><button form="desc" name="sort" value="date">Changed</);
    for (const form of ["asc", "desc"]) assert.ok(pageEnd({ count: 2, isCut: false }).includes(`id="${form}"`));
  });

  const summaries = [
    { count: 0, folderCount: 0, isCut: false, says: "This folder is empty." },
    { count: 2, folderCount: 2, isCut: false, says: "2 folders" },
    { count: 1, folderCount: 0, isCut: false, says: "1 file" },
    { count: 1, folderCount: 0, isCut: true, says: "Only the first 1 entry of this folder is shown." },
  ];
  for (const { says, ...counts } of summaries) {
    it(`says above the first row: ${says}`, () => {
      const html = tableStart(counts, order, true);
      assert.equal(/ role="status">(.*)<\/p>/.exec(html)?.[1], says);
      assert.equal(html.includes("Download all"), counts.count > 0);
    });
  }

  it("is closed, also where there is a note", () => {
    assert.match(
      pageEnd({ count: 5000, isCut: true }),
      /<\/table>\n<p class="problem">Only the first 5,000 entries of this folder are shown\./,
    );
    assert.match(pageProblem("Gone."), /^<p class="problem">Gone\.<\/p>\n<\/main>/);
    assert.equal(tableBodies([], "person"), "");
  });

  it("has bodies that need no layout before they are seen, where they are long", () => {
    const entry = { name: "a", kind: "file", size: 1, modified: 0 } as const;
    assert.match(tableBodies([entry], "person"), /^<tbody>\n/);
    const bodies = tableBodies(
      Array.from({ length: 81 }, () => entry),
      "person",
    ).split("</tbody>\n");
    assert.deepEqual(
      bodies.map((body) => [/^<tbody.*>/.exec(body)?.[0], body.match(/<tr/g)?.length]),
      [
        ['<tbody class="many">', 40],
        ['<tbody class="many">', 40],
        ["<tbody>", 1],
        [undefined, undefined],
      ],
    );
  });
});
