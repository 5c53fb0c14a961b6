import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { refusalOf, requestFor } from "./testing.ts";

describe("a request", () => {
  it("tells its path decoded and as sent", () => {
    const request = requestFor("/a%20b/c%2Bd?q");
    assert.deepEqual([request.path, request.rawPath, request.names], ["/a b/c+d", "/a%20b/c%2Bd", ["a b", "c+d"]]);
  });

  it("decodes the path only when it is looked at", () => {
    const request = requestFor("/%zz");
    assert.equal(
      refusalOf(() => request.names),
      400,
    );
    assert.equal(
      refusalOf(() => request.path),
      400,
    );
  });

  it("splits the query off before it decodes", () => assert.equal(requestFor("/a%3Fb?c").path, "/a?b"));

  it("tells its query as sent, and its parameters decoded", () => {
    const request = requestFor("/?a=1&b=x+y%21&a=2");
    assert.equal(request.rawQuery, "?a=1&b=x+y%21&a=2");
    assert.deepEqual(request.query.getAll("a"), ["1", "2"]);
    assert.equal(request.query.get("b"), "x y!");
  });

  it("has no query, or an empty one", () => {
    assert.deepEqual([requestFor("/").rawQuery, requestFor("/?").rawQuery], ["", "?"]);
    assert.equal([...requestFor("/").query].length, 0);
  });

  it("reads a query in UTF-8, with or without escapes", () => {
    assert.equal(requestFor("/?q=caf%C3%A9").query.get("q"), "café");
    assert.equal(requestFor("/?q=caf\xc3\xa9").query.get("q"), "café");
  });

  it("is for its Host, or for the host of an absolute target", () => {
    assert.equal(requestFor("/", ["Host: A.example:80"]).host, "a.example");
    const absolute = requestFor("HTTP://B.example/c?d", ["Host: a.example"]);
    assert.deepEqual(
      [absolute.host, absolute.path, absolute.rawQuery, absolute.form],
      ["b.example", "/c", "?d", "absolute"],
    );
  });

  it("is refused for a target or a Host that is none", () => {
    assert.equal(
      refusalOf(() => requestFor("relative")),
      400,
    );
    assert.equal(
      refusalOf(() => requestFor("*")),
      400,
    );
    assert.equal(
      refusalOf(() => requestFor("/", ["Host: a b"])),
      400,
    );
  });
});
