import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pathParts } from "./path-parts.ts";

describe("a path in a row", () => {
  const rules = [
    { path: "/", parts: ["", "/", ""], rule: "is whole where it is the share" },
    { path: "/a/b/c/d.txt", parts: ["", "/a/b/c/d.txt", ""], rule: "is whole where it is short" },
    {
      path: "/photos/2026-08-14 beach/IMG.jpg",
      parts: ["/photos/2026-08-14 beach", "/IMG.jpg", ""],
      rule: "is cut at a file",
    },
    {
      path: "/photos/2026-08-14 beach/IMG_2041.jpg",
      parts: ["/photos/2026-08-14 beach", "/IMG_", "2041.jpg"],
      rule: "is cut in the name of a file, too, before what tells it from others",
    },
    { path: "/photos/2026-08-14 beach/", parts: ["/photos", "/2026-08-1", "4 beach/"], rule: "is cut at a folder" },
    {
      path: "/photos/beach/?zip&name=a/b.jpg",
      parts: ["/photos", "/beach/?zip&name=a/b.jpg", ""],
      rule: "minds no query",
    },
    {
      path: "/a/a long name of a file.txt",
      parts: ["", "/a/a long name of a ", "file.txt"],
      rule: "keeps a short beginning",
    },
    { path: "/a long name of a file.txt", parts: ["", "/a long name of a ", "file.txt"], rule: "keeps a lone name" },
    {
      path: "/a long name with ümläüte.txt",
      parts: ["", "/a long name with ümläüte.txt", ""],
      rule: "may have no end",
    },
    {
      path: "/a long name in שלום 1234.txt",
      parts: ["", "/a long name in שלום 1234.txt", ""],
      rule: "keeps its order",
    },
    { path: "?only=a-query/that-is-long", parts: ["", "?only=a-query/that-is-long", ""], rule: "needs no slash" },
    { path: "a text of no use at all", parts: ["", "a text of no us", "e at all"], rule: "may be none" },
    { path: "/////////////////////", parts: ["///////////////////", "//", ""], rule: "may be slashes alone" },
  ];
  for (const { path, parts, rule } of rules) {
    it(`${rule}: ${path}`, () => {
      const { folder, name, end } = pathParts(path);
      assert.deepEqual([folder, name, end], parts);
    });
  }
});
