import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { longestPiece, partsOf, rowsOf } from "./pieces.ts";

const line = (length: number) => `${"x".repeat(length - 1)}\n`;
const segmenter = new Intl.Segmenter("en");
const lengths = (text: string) => partsOf(text, segmenter).map((part) => part.map((piece) => piece.length));

describe("a text in pieces", () => {
  const rules = [
    { rule: "none has none", text: "", pieces: [] },
    { rule: "short lines are together", text: line(10).repeat(3), pieces: [[30]] },
    { rule: "as many as there is room for", text: line(1000).repeat(5), pieces: [[2000], [2000], [1000]] },
    { rule: "a line just as long as a piece is one", text: `\n${line(2048)}\n`, pieces: [[1], [2048], [1]] },
    { rule: "a longer one has several to itself", text: `\n${line(5000)}\n`, pieces: [[1], [2048, 2048, 904], [1]] },
    { rule: "which end between words", text: `${"x".repeat(2000)} ${"x".repeat(100)}`, pieces: [[2001, 100]] },
    { rule: "unless a word is too long", text: `x ${"x".repeat(3000)}`, pieces: [[2048, 954]] },
    { rule: "no pair of surrogates is parted", text: `x${"💡".repeat(1200)}`, pieces: [[2047, 354]] },
    { rule: "nor is a family", text: "👩‍👩‍👧‍👦".repeat(200), pieces: [[2046, 154]] },
    { rule: "nor a letter from its accents", text: `${"x".repeat(2046)}a\u0301\u0302xx`, pieces: [[2046, 5]] },
    { rule: "nor a line's end", text: `${"x".repeat(2047)}\r\n`, pieces: [[2047, 2]] },
  ];
  for (const { rule, text, pieces } of rules) it(rule, () => assert.deepEqual(lengths(text), pieces));

  it("of nothing but accents are cut where they must", () => {
    assert.deepEqual(lengths(`a${"\u0301".repeat(3000)}`), [[2048, 953]]);
  });

  it("are the text, none is long, and each is well-formed, also where there is no segmenter", () => {
    const unit = fc.constantFrom(
      "\n",
      "\r\n",
      " ",
      "💡",
      "x".repeat(300),
      "👩‍👩‍👧‍👦".repeat(40),
      "ש".repeat(1500),
      "é\u0301",
    );
    const texts = fc.array(unit, { maxLength: 60 }).map((parts) => parts.join(""));
    for (const found of [segmenter, undefined]) {
      fc.assert(
        fc.property(texts, (text) => {
          const pieces = partsOf(text, found).flat();
          assert.equal(pieces.join(""), text);
          for (const piece of pieces) {
            assert.ok(piece.length > 0 && piece.length <= longestPiece);
            assert.ok(piece.isWellFormed());
          }
        }),
      );
    }
  });
});

describe("the rows of a piece", () => {
  const rules = [
    { piece: "a", rows: 1 },
    { piece: "a\n", rows: 1 },
    { piece: "a\n\n", rows: 2 },
    { piece: "0123456789", rows: 1 },
    { piece: "0123456789x\na", rows: 3 },
  ];
  for (const { piece, rows } of rules) it(JSON.stringify(piece), () => assert.equal(rowsOf(piece, 10), rows));
});
