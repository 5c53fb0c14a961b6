import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rm, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { encodePath } from "../http/path.ts";
import { contentOf, lookEachTime, refusalOf, shared } from "./testing.ts";

describe("a share", () => {
  it("answers with a file, a folder's index.html, or what is in the folder", async (t) => {
    const { get } = await shared(t, { "a.txt": "a", "site/index.html": "home", "folder/b.txt": "b" });
    assert.deepEqual(await get("/a.txt"), [200, "a"]);
    assert.deepEqual(await get("/folder/b.txt?x=/../../y"), [200, "b"]);
    assert.deepEqual(await get("http://localhost/folder/b.txt"), [200, "b"]);
    assert.deepEqual(await get("/site/"), [200, "home"]);
    assert.deepEqual(await get("/folder/"), [200, "listing of folder"]);
    assert.deepEqual(await get("/"), [200, "listing of "]);
  });

  it("answers with what is in a folder that has an index.html where JSON or the list is asked for", async (t) => {
    const { get } = await shared(t, { "site/index.html": "home", "index.html": "first" });
    assert.deepEqual(await get("/site/", ["Accept: application/json"]), [200, "listing of site"]);
    assert.deepEqual(await get("/", ["Accept: application/json, text/html;q=0.5"]), [200, "listing of "]);
    for (const query of ["?list", "?sort=size&order=desc", "?sent=2"]) {
      assert.deepEqual(await get(`/site/${query}`), [200, "listing of site"]);
    }
    for (const fields of [
      ["Accept: text/html,*/*;q=0.8"],
      ["Accept: */*"],
      ["Accept: text/html, application/json;q=0.5"],
    ]) {
      assert.deepEqual(await get("/site/", fields), [200, "home"]);
      assert.deepEqual(await get("/site/?other", fields), [200, "home"]);
    }
    assert.deepEqual(await get("/site/index.html?list", ["Accept: application/json"]), [200, "home"]);
  });

  it("takes only a regular file inside the share for an index.html", async (t) => {
    const { get, root } = await shared(t, {
      ...{ "a/index.html/": "", "b/index.html": { symlink: "/etc/passwd" }, "c/index.html": { symlink: "nothing" } },
      ...{ "d/": "", "e/index.html": { symlink: "../home.html" }, "home.html": "home" },
    });
    execFileSync("mkfifo", [path.join(root.path, "d", "index.html")]);
    for (const name of ["a", "b", "c", "d"]) assert.deepEqual(await get(`/${name}/`), [200, `listing of ${name}`]);
    assert.deepEqual(await get("/e/"), [200, "home"]);
  });

  for (const [target, status, reason] of [
    ["/nothing", 404, "no such file or folder"],
    ["/a.tx", 404, "no such file or folder; closest name: a.txt"],
    ["/folder/B.TXT", 404, "no such file or folder; closest name: b.txt"],
    ["/dangling", 404, "the symlink leads to nothing that is there"],
    ["/a.txt/", 404, "a file is no folder: no slash belongs behind its name"],
    ["/a.txt/b", 404, "a file is no folder"],
    ["/.hidden", 404, "hidden because its name starts with a dot"],
    ["/out/hostname", 404, "the symlink leads out of the share"],
    ["/folder/../a.txt", 400, 'a ".." in the path'],
    ["//folder//%2e./a.txt", 400, 'a ".." in the path'],
    ["/%2e%2e/share/a.txt", 400, 'a ".." in the path'],
    ["/..%2fshare/a.txt", 400, "an encoded slash in the path"],
    ["/a.txt%00", 400, "a NUL in the target"],
    ["/%ff", 400, "the target is not valid UTF-8"],
    ["/%", 400, "a broken percent escape in the target"],
    ["/..%5c..%5ca.txt", 404, "hidden because its name starts with a dot"],
    ["/%252e%252e/a.txt", 404, "no such file or folder"],
    [`/${"x".repeat(5000)}`, 404, "the name is longer than the disk allows"],
    [`/${"x/".repeat(3000)}`, 404, "no such file or folder"],
  ] as const) {
    it(`refuses ${target.slice(0, 40)} with ${status}: ${reason}`, async (t) => {
      const { refusal } = await shared(t, {
        ...{ "a.txt": "a", "folder/b.txt": "b", ".hidden": "" },
        ...{ out: { symlink: "/etc" }, dangling: { symlink: "nowhere" } },
      });
      const [given, words] = await refusal(target);
      assert.equal(given, status);
      assert.ok(words.startsWith(reason) || words === "the name is longer than the disk allows", words);
    });
  }

  it("finds every file by its encoded name, however odd", async (t) => {
    const { get, root } = await shared(t, {});
    const anyName = fc
      .oneof(
        fc.string({ unit: "binary", minLength: 1, maxLength: 20 }),
        fc
          .array(fc.constantFrom("%", "&amp;", "#", "?", "\\", "..", " ", "\n", "\t", ":", '"', "<", "a", "é"))
          .map((parts) => parts.join("")),
      )
      .map((name) => name.replaceAll(/[/\0]/g, "x").replace(/^\./, "x"))
      .filter((name) => name !== "" && Buffer.byteLength(name) < 255);
    await fc.assert(
      fc.asyncProperty(anyName, async (name) => {
        const full = path.join(root.path, name);
        await writeFile(full, name);
        assert.deepEqual(await get(encodePath([name])), [200, Buffer.from(name).toString("latin1")]);
        await rm(full);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a folder's address without its slash", () => {
  for (const [target, location] of [
    ["/folder", "/folder/"],
    ["/folder?a=b&c", "/folder/?a=b&c"],
    ["/%66older", "/folder/"],
    ["/folder/deep%20er", "/folder/deep%20er/"],
    ["http://localhost/folder", "/folder/"],
    ["/%5Cevil.example", "/%5Cevil.example/"],
    ["/%0D%0ASet-Cookie:a", "/%0D%0ASet-Cookie%3Aa/"],
    ["/%09", "/%09/"],
  ] as const) {
    it(`leads to the one with: ${target}`, async (t) => {
      const tree = { "folder/deep er/": "", "\\evil.example/": "", "\r\nSet-Cookie:a/": "", "\t/": "" };
      const { ask } = await shared(t, tree);
      for (const method of ["GET", "HEAD"]) {
        const response = await ask(target, [], method);
        assert.deepEqual([response.status, response.headers.get("location")], [301, location]);
        assert.equal(response.headers.get("cache-control"), "no-store");
        assert.equal(response.headers.get("x-content-type-options"), "nosniff");
      }
    });
  }
});

describe("an address with slashes too many", () => {
  for (const [target, location] of [
    ["//a.txt", "/a.txt"],
    ["//", "/"],
    ["///folder//b.txt?a=b//c", "/folder/b.txt?a=b//c"],
    ["/folder///", "/folder/"],
    ["//evil.example", "/evil.example"],
    ["//evil.example//", "/evil.example/"],
    ["//%5Cevil.example", "/%5Cevil.example"],
    ["//%09//evil.example", "/%09/evil.example"],
    ["http://localhost//evil.example/", "/evil.example/"],
  ] as const) {
    it(`leads to the one without, and never to another host: ${target}`, async (t) => {
      const { ask } = await shared(t, {});
      for (const method of ["GET", "HEAD"]) {
        const response = await ask(target, [], method);
        assert.deepEqual([response.status, response.headers.get("location")], [301, location]);
        assert.equal(new URL(location, "http://localhost/").host, "localhost");
      }
    });
  }
});

describe("a method", () => {
  for (const [method, status] of [
    ["OPTIONS", 204],
    ["POST", 405],
    ["PUT", 405],
    ["DELETE", 405],
    ["PATCH", 405],
    ["TRACE", 405],
    ["PROPFIND", 405],
    ["get", 501],
    ["__proto__", 501],
  ] as const) {
    it(`${method} is answered ${status}, with what is allowed, and changes nothing`, async (t) => {
      const { ask, get } = await shared(t, { "a.txt": "a" });
      const response = await ask("/a.txt", ["X-Secret: 1"], method);
      assert.deepEqual([response.status, response.headers.get("allow")], [status, "GET, HEAD, OPTIONS"]);
      assert.equal(response.headers.get("x-content-type-options"), "nosniff");
      assert.ok(!(await contentOf(response)).includes("X-Secret"));
      assert.deepEqual(await get("/a.txt"), [200, "a"]);
    });
  }

  it("OPTIONS may be for the server as a whole", async (t) => {
    assert.equal((await (await shared(t, {})).ask("*", [], "OPTIONS")).status, 204);
  });

  it("is not what a field says", async (t) => {
    const { get } = await shared(t, { "a.txt": "a" });
    assert.deepEqual(await get("/a.txt", ["X-HTTP-Method-Override: DELETE"]), [200, "a"]);
  });
});

describe("compressed neighbours, where the owner asked for them", () => {
  const tree = { "a.txt": "plain", "a.txt.br": "brotli", "a.txt.gz": "zipped", "b.txt": "b" };
  const br = ["Accept-Encoding: br, gzip"];

  it("stand in where the visitor takes them", async (t) => {
    const { get, ask } = await shared(t, tree, { precompressed: true });
    assert.deepEqual(await get("/a.txt", br), [200, "brotli"]);
    assert.deepEqual(await get("/a.txt", ["Accept-Encoding: gzip"]), [200, "zipped"]);
    assert.deepEqual(await get("/a.txt"), [200, "plain"]);
    assert.deepEqual(await get("/b.txt", br), [200, "b"]);
    assert.equal((await ask("/a.txt", br)).headers.get("content-type"), "text/plain; charset=utf-8");
    assert.equal((await ask("/a.txt", br, "HEAD")).headers.get("content-encoding"), "br");
  });

  it("make every form say that it varies, and have tags of their own", async (t) => {
    const { ask } = await shared(t, tree, { precompressed: true });
    const answers = await Promise.all([
      ask("/a.txt", br),
      ask("/a.txt"),
      ask("/a.txt", ["Accept-Encoding: gzip"]),
      ask("/b.txt"),
    ]);
    assert.deepEqual(
      answers.map(({ headers }) => headers.get("vary")),
      Array(4).fill("Accept-Encoding"),
    );
    assert.equal(new Set(answers.map(({ headers }) => headers.get("etag"))).size, 4);
  });

  it("never stand in for a part", async (t) => {
    const { get, ask } = await shared(t, tree, { precompressed: true });
    assert.deepEqual(await get("/a.txt", [...br, "Range: bytes=0-1"]), [206, "pl"]);
    assert.equal((await ask("/a.txt", [...br, "Range: bytes=0-1"])).headers.has("content-encoding"), false);
  });

  it("do not stand in unless the owner asked for it", async (t) => {
    const { get, ask } = await shared(t, tree);
    assert.deepEqual(await get("/a.txt", br), [200, "plain"]);
    assert.equal((await ask("/a.txt", br)).headers.has("vary"), false);
    assert.equal((await ask("/a.txt.gz")).headers.has("content-encoding"), false);
  });

  it("stand in no more once the file is newer, or gone", async (t) => {
    lookEachTime(t);
    const { get, ask, root } = await shared(t, tree, { precompressed: true });
    const full = path.join(root.path, "a.txt");
    assert.deepEqual(await get("/a.txt", br), [200, "brotli"]);
    await writeFile(full, "newer");
    const later = Date.now() / 1000 + 60;
    await utimes(full, later, later);
    assert.deepEqual(await get("/a.txt", br), [200, "newer"]);
    await utimes(full, 1, 1);
    assert.deepEqual(await get("/a.txt", br), [200, "brotli"]);
    await rm(full);
    assert.equal((await refusalOf(ask("/a.txt", br)))[0], 404);
  });
});

describe("a share that is a website", () => {
  const html = ["Accept: text/html,*/*;q=0.8"];
  const tree = { "index.html": "app", "about.html": "about", "404.html": "lost", "folder/c.txt": "c" };

  it("answers for pages that are not there with its only page", async (t) => {
    const { get } = await shared(t, tree, { website: { spa: true, cleanUrls: false } });
    assert.deepEqual(await get("/some/where", html), [200, "app"]);
  });

  it("answers for them with its own 404.html, still 404", async (t) => {
    const { get } = await shared(t, tree, { website: { spa: false, cleanUrls: false } });
    assert.deepEqual(await get("/some/where", html), [404, "lost"]);
  });

  it("lets a picture or a script that is missing be missing", async (t) => {
    const { refusal, ask } = await shared(t, tree, { website: { spa: true, cleanUrls: true } });
    assert.equal((await refusal("/a.png"))[0], 404);
    assert.equal((await refusalOf(ask("/a.js", ["Accept: */*"])))[0], 404);
  });

  it("finds pages without their .html where URLs are clean", async (t) => {
    const { get } = await shared(t, tree, { website: { spa: false, cleanUrls: true } });
    assert.deepEqual(await get("/about"), [200, "about"]);
    assert.deepEqual(await get("/folder/"), [200, "listing of folder"]);
  });
});
