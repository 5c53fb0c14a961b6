import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Interner } from "./interner.ts";

describe("an interner", () => {
  it("gives back an equal text, whatever it is, before and after it starts anew", () => {
    const interner = new Interner(3);
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => assert.equal(interner.keep(text), text)));
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff)), (units) => {
        const text = String.fromCharCode(...units);
        assert.equal(interner.keep(text), text);
      }),
    );
  });
});
