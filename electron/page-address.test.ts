import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contentSecurityPolicy, contentTypeOf, developedPage, isFrom, pageFile, bundledPage } from "./page-address.ts";

const folder = "/app/dist/renderer";

describe("a URL of the page", () => {
  for (const [url, file] of [
    [bundledPage.url, `${folder}/index.html`],
    ["app://bundle/assets/index-1a2b.js", `${folder}/assets/index-1a2b.js`],
    ["app://bundle/assets/a%20b.css?v=1#top", `${folder}/assets/a b.css`],
    ["app://bundle/assets/../index.html", `${folder}/index.html`],
    ["app://bundle/../../etc/passwd", `${folder}/etc/passwd`],
  ] as const) {
    it(`${url} is ${file}`, () => assert.equal(pageFile(folder, url), file));
  }

  for (const [url, rule] of [
    ["app://bundle/", "the folder itself"],
    ["app://bundle/%2e%2e%2f%2e%2e%2fmain.js", "a way out, encoded"],
    ["app://bundle/..%2frenderer-other/x.js", "a neighbour whose name begins alike"],
    ["app://bundle/a%00.js", "a NUL"],
    ["app://bundle/..%5c..%5cmain.js", "a way out on Windows"],
    ["app://bundle/c:%2fx.js", "a drive"],
    ["app://bundle/%ff.js", "what is no UTF-8"],
    ["app://other/index.html", "another host"],
    ["file:///app/dist/renderer/index.html", "another scheme"],
    ["nothing", "no URL"],
  ] as const) {
    it(`stands for no file when it is ${rule}: ${url}`, () => assert.equal(pageFile(folder, url), undefined));
  }
});

describe("our own page", () => {
  for (const [url, is] of [
    [bundledPage.url, true],
    ["app://bundle/index.html#log", true],
    ["app://bundle.example/index.html", false],
    ["app://other/", false],
    ["https://bundle/index.html", false],
    ["about:blank", false],
    ["", false],
  ] as const) {
    it(`is ${is ? "" : "not "}at "${url}"`, () => assert.equal(bundledPage.owns(url), is));
  }
});

describe("what is asked of the main process", () => {
  const { url } = bundledPage;
  const page = { parent: null, url };
  for (const [frame, is, who] of [
    [page, true, "our page"],
    [{ parent: page, url }, false, "a frame in a page, though it has our page's address"],
    [{ parent: page, url: "https://example.org/" }, false, "another's frame in our page"],
    [{ parent: null, url: "https://example.org/" }, false, "another's page"],
    [{ parent: null, url: "about:blank" }, false, "a page that has loaded nothing yet"],
    [null, false, "a page that is gone"],
  ] as const) {
    it(`is ${is ? "answered" : "refused"} where it comes from ${who}`, () => {
      assert.equal(isFrom(bundledPage, frame), is);
    });
  }
});

describe("a page that is being worked on", () => {
  const page = developedPage("http://127.0.0.1:5173/");
  it("is at its server", () => assert.ok(page.owns("http://127.0.0.1:5173/index.html")));
  it("is at no other port", () => assert.ok(!page.owns("http://127.0.0.1:5174/index.html")));
});

describe("the page's content", () => {
  it("has no 'unsafe-' in its policy", () => assert.doesNotMatch(contentSecurityPolicy, /unsafe/));
  it("comes from the page's own files alone, and goes nowhere", () => {
    const policy = new Map(contentSecurityPolicy.split("; ").map((rule) => [rule.split(" ", 1)[0], rule]));
    for (const place of ["default-src", "base-uri", "form-action", "frame-ancestors"]) {
      assert.equal(policy.get(place), `${place} 'none'`);
    }
    for (const place of ["script-src", "style-src", "font-src", "connect-src"]) {
      assert.equal(policy.get(place), `${place} 'self'`);
    }
    assert.equal(policy.get("img-src"), "img-src 'self' data:");
    assert.equal(policy.size, 9);
  });
  for (const [file, type] of [
    ["/a/index.html", "text/html; charset=utf-8"],
    ["/a/b.js", "text/javascript; charset=utf-8"],
    ["/a/b.css", "text/css; charset=utf-8"],
    ["/a/b.svg", "image/svg+xml"],
    ["/a/b.png", "image/png"],
    ["/a/b.woff2", "font/woff2"],
  ] as const) {
    it(`has a type: ${file}`, () => assert.equal(contentTypeOf(file), type));
  }
  it("has no kinds of files that were not foreseen", () => assert.equal(contentTypeOf("/a/b.map"), undefined));
});
