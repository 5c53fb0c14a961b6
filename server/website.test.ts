import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import type { WebsiteOptions } from "./share.ts";
import { shareFiles } from "./testing/shared-folder.ts";

const files = {
  "index.html": "<h1>home</h1>",
  "about.html": "<h1>about</h1>",
  "404.html": "<h1>lost</h1>",
  "drawing.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
  "feed.xml": "<feed/>",
  "app.js": "1",
  "photo.png": "1",
  "docs/index.html": "docs",
  "docs/deep.html": "deep",
  "plain/file.txt": "1",
};

/** Asks a share of these files. */
async function asking(test: TestContext, website?: WebsiteOptions) {
  const { port } = await shareFiles(test, files, { website });
  return (target: string, accept = "text/html", more: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${port}${target}`, { headers: { Accept: accept, ...more }, redirect: "manual" });
}

describe("a share of files", () => {
  it("shows what could run scripts without them, in every answer that a browser keeps", async (test) => {
    const ask = await asking(test);
    for (const target of ["/index.html", "/", "/docs/", "/drawing.svg", "/feed.xml"]) {
      const whole = await ask(target);
      const policy = whole.headers.get("content-security-policy");
      assert.match(policy ?? "", /^sandbox/, target);
      assert.doesNotMatch(policy ?? "", /allow-scripts|allow-same-origin/);
      const etag = whole.headers.get("etag") ?? "";
      const same = await ask(target, "text/html", { "If-None-Match": etag });
      assert.deepEqual([same.status, same.headers.get("content-security-policy")], [304, policy]);
      const part = await ask(target, "text/html", { Range: "bytes=0-1" });
      assert.deepEqual([part.status, part.headers.get("content-security-policy")], [206, policy]);
    }
  });

  it("has a folder page and a JSON listing beside index.html", async (test) => {
    const ask = await asking(test);
    assert.equal(await (await ask("/")).text(), "<h1>home</h1>");
    assert.match(await (await ask("/?list")).text(), /href="index\.html"/);
    const json = (await (await ask("/", "application/json")).json()) as { readonly path: string };
    assert.equal(json.path, "/");
  });

  it("leaves alone what runs nothing, and lets browsers guess nothing", async (test) => {
    const ask = await asking(test);
    for (const target of ["/photo.png", "/app.js"]) {
      const { headers } = await ask(target);
      assert.deepEqual(
        [headers.get("content-security-policy"), headers.get("x-content-type-options")],
        [null, "nosniff"],
      );
    }
  });

  it("has no stand-ins for what is not there", async (test) => {
    const ask = await asking(test);
    for (const target of ["/nothing", "/about"]) assert.equal((await ask(target)).status, 404);
    const page = await (await ask("/nothing")).text();
    assert.match(page, /There is nothing at this address\./);
    assert.doesNotMatch(page, /<h1>lost/);
    assert.equal(await (await ask("/nothing", "*/*")).text(), "404 Not Found\n");
  });
});

describe("a share that is a website", () => {
  it("runs its pages, and is another state to browsers that have seen it as files", async (test) => {
    const site = await asking(test, {});
    const { headers } = await site("/");
    assert.equal(headers.get("content-security-policy"), null);
    const listed = await asking(test);
    const old = (await listed("/")).headers.get("etag") ?? "";
    assert.notEqual(headers.get("etag"), old);
  });

  it("answers with its 404.html where a page is missing, and with words where anything else is", async (test) => {
    const ask = await asking(test, {});
    const page = await ask("/nothing/here?x");
    assert.deepEqual([page.status, await page.text()], [404, "<h1>lost</h1>"]);
    assert.equal(page.headers.get("vary"), "Accept");
    const picture = await ask("/nothing.png", "image/*");
    assert.deepEqual([picture.status, await picture.text()], [404, "404 Not Found\n"]);
  });

  it("shows its index.html whatever is accepted and asked for", async (test) => {
    const ask = await asking(test, {});
    for (const target of ["/", "/?list", "/?sort=name"]) {
      assert.equal(await (await ask(target, "application/json")).text(), "<h1>home</h1>", target);
    }
  });

  it("shows a folder page where there is no index.html", async (test) => {
    const page = await (await asking(test, {}))("/plain/");
    assert.match(await page.text(), /file\.txt/);
  });

  it("has clean URLs when they are asked for", async (test) => {
    const ask = await asking(test, { cleanUrls: true });
    assert.equal(await (await ask("/about")).text(), "<h1>about</h1>");
    assert.equal(await (await ask("/docs/deep")).text(), "deep");
    assert.equal((await ask("/docs")).headers.get("location"), "/docs/");
    assert.equal((await ask("/about/")).status, 404);
    assert.equal((await ask("/photo.png")).status, 200);
  });

  it("has a page at its clean URL also where a folder of that name holds the pages below it", async (test) => {
    const blog = { "blog.html": "all posts", "blog/first.html": "first post" };
    const { port } = await shareFiles(test, blog, { website: { cleanUrls: true } });
    const ask = (target: string) => fetch(`http://127.0.0.1:${port}${target}`, { redirect: "manual" });
    assert.equal(await (await ask("/blog")).text(), "all posts");
    assert.equal(await (await ask("/blog/first")).text(), "first post");
    assert.match(await (await ask("/blog/")).text(), /first\.html/);
  });

  it("of one page answers with it for every page, and only for pages", async (test) => {
    const ask = await asking(test, { spa: true });
    const page = await ask("/settings/profile");
    assert.deepEqual([page.status, await page.text()], [200, "<h1>home</h1>"]);
    assert.equal(page.headers.get("vary"), "Accept");
    assert.equal((await ask("/missing.js", "*/*")).status, 404);
  });

  it("is isolated when that is asked for", async (test) => {
    const isolated = await asking(test, { isolated: true });
    const targets = ["/", "/photo.png", "/nothing", "/plain/", "/%ff"];
    const asked = [...targets.map((target) => [target] as const), ["/nothing.js", "*/*"] as const];
    for (const [target, accept] of asked) {
      const { headers } = await isolated(target, accept);
      assert.equal(headers.get("cross-origin-opener-policy"), "same-origin", target);
      assert.equal(headers.get("cross-origin-embedder-policy"), "require-corp", target);
    }
    const { headers } = await (await asking(test, {}))("/");
    assert.equal(headers.get("cross-origin-opener-policy"), null);
  });
});
