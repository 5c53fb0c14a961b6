import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contentTypeOf } from "./content-type.ts";
import { sandboxOf } from "./sandbox.ts";

describe("a file's type", () => {
  for (const [name, type] of [
    ["a.html", "text/html; charset=utf-8"],
    ["a.HTM", "text/html; charset=utf-8"],
    ["a.css", "text/css; charset=utf-8"],
    ["a.js", "text/javascript; charset=utf-8"],
    ["a.mjs", "text/javascript; charset=utf-8"],
    ["a.txt", "text/plain; charset=utf-8"],
    ["a.md", "text/markdown; charset=utf-8"],
    ["a.csv", "text/csv; charset=utf-8"],
    ["a.json", "application/json"],
    ["a.svg", "image/svg+xml"],
    ["a.png", "image/png"],
    ["a.JPG", "image/jpeg"],
    ["a.webp", "image/webp"],
    ["a.ico", "image/vnd.microsoft.icon"],
    ["a.woff2", "font/woff2"],
    ["a.wasm", "application/wasm"],
    ["a.mp4", "video/mp4"],
    ["a.mp3", "audio/mpeg"],
    ["a.pdf", "application/pdf"],
    ["a.zip", "application/zip"],
    ["a.tar.gz", "application/gzip"],
    ["a.SVGZ", "application/gzip"],
    ["a.html.txt", "text/plain; charset=utf-8"],
    ["a", "application/octet-stream"],
    ["html", "application/octet-stream"],
    ["a.", "application/octet-stream"],
    ["a.unheard-of", "application/octet-stream"],
    ["a.__proto__", "application/octet-stream"],
    ["a.constructor", "application/octet-stream"],
    ["a.\u212aml", "application/octet-stream"],
    ["a.ht\u200bml", "application/octet-stream"],
    ["", "application/octet-stream"],
  ] as const) {
    it(`of ${JSON.stringify(name)} is ${type}`, () => assert.equal(contentTypeOf(name), type));
  }
});

describe("a document's sandbox", () => {
  for (const name of ["a.html", "a.xhtml", "a.svg", "a.xml", "a.rss", "a.xsl"]) {
    it(`is there where scripts could run: ${name}`, () => {
      assert.match(sandboxOf(contentTypeOf(name)) ?? "", /^sandbox(?!.*allow-scripts)(?!.*allow-same-origin)/);
    });
  }
  for (const name of ["a.txt", "a.js", "a.png", "a.pdf", "a.json", "a"]) {
    it(`is not there where none could: ${name}`, () => assert.equal(sandboxOf(contentTypeOf(name)), undefined));
  }
});
