import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseOrder } from "../../server/page/order.ts";
import { comparison, nameOrderIn } from "./order.ts";

const rows = [
  { name: "b.txt", kind: "text", bytes: 3, modified: 1 },
  { name: "a10.txt", kind: "text", bytes: 2, modified: 2 },
  { name: "a9.txt", kind: "text", bytes: 2, modified: 3 },
  { name: "Z", kind: "folder", bytes: -1, modified: 1 },
  { name: "Y", kind: "folder", bytes: -1, modified: 2 },
];

describe("rows are sorted as the server sorts them", () => {
  const rules = [
    { query: "", names: "Y Z a9.txt a10.txt b.txt" },
    { query: "?order=desc", names: "Z Y b.txt a10.txt a9.txt" },
    { query: "?sort=size", names: "Y Z a9.txt a10.txt b.txt" },
    { query: "?sort=size&order=desc", names: "Y Z b.txt a9.txt a10.txt" },
    { query: "?sort=date", names: "Z Y b.txt a10.txt a9.txt" },
    { query: "?sort=date&order=desc", names: "Y Z a9.txt a10.txt b.txt" },
    { query: "?sort=elsewhere", names: "Y Z a9.txt a10.txt b.txt" },
  ];
  for (const { query, names } of rules) {
    it(`"${query}"`, () => {
      const sorted = rows.toSorted(comparison(parseOrder(new URLSearchParams(query)), nameOrderIn("en")));
      assert.equal(sorted.map(({ name }) => name).join(" "), names);
    });
  }
});

describe("names are ordered as the server orders them", () => {
  const languages = [
    { language: "en", names: "\u00e5 z" },
    { language: "sv-SE", names: "z \u00e5" },
  ];
  for (const { language, names } of languages) {
    it(`in the language that the page names: ${language}`, () => {
      assert.equal(names.split(" ").reverse().sort(nameOrderIn(language)).join(" "), names);
    });
  }

  it("with no more than eight marks in a row", () => {
    const [grave, acute] = [`a${"\u0302".repeat(8)}\u0300`, `a${"\u0302".repeat(8)}\u0301`];
    assert.deepEqual([acute, grave].sort(nameOrderIn("en")), [grave, acute]);
    assert.deepEqual([grave, acute].sort(nameOrderIn("en")), [grave, acute]);
  });

  it("always one before the other, also where they look the same", () => {
    const [composed, decomposed] = ["\u00e5", "a\u030a"];
    assert.deepEqual([composed, decomposed].sort(nameOrderIn("en")), [decomposed, composed]);
    assert.deepEqual([decomposed, composed].sort(nameOrderIn("en")), [decomposed, composed]);
  });
});
