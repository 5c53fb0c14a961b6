import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { ownCopy } from "./own-copy.ts";

describe("a text's own copy", () => {
  it("is the same text, whatever it is made of", () => {
    const unit = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), fc.constant("\ud800"));
    fc.assert(fc.property(unit, unit, (one, other) => assert.equal(ownCopy(one + other), one + other)));
  });
});
