import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decode } from "./decode.ts";
import { encode } from "./encode.ts";

describe("a value that crosses between processes", () => {
  const kept = [
    { what: "plain data", value: { text: "a", list: [1, true, null], nested: { deep: "b" } } },
    { what: "undefined, alone and inside", value: { none: undefined, list: [undefined] } },
    { what: "numbers that JSON has no word for", value: [Number.NaN, Infinity, -Infinity, -0, 12n] },
    { what: "dates, a broken one too", value: [new Date(7), new Date(Number.NaN)] },
    { what: "regular expressions", value: /a+/gi },
    { what: "maps and sets", value: new Map([[{ key: 1 }, new Set(["x"])]]) },
    {
      what: "bytes",
      value: { view: new Uint8Array([0, 255]), floats: new Float64Array([0.5]), buffer: new ArrayBuffer(2) },
    },
    { what: "arrays with holes", value: new Array<number>(3) },
    { what: "errors with a cause", value: new RangeError("far", { cause: new Error("why") }) },
    { what: "boxed values", value: Object("boxed") as unknown },
    { what: "a key called __proto__", value: JSON.parse('{"__proto__": {"polluted": true}}') as unknown },
  ];
  for (const { what, value } of kept) {
    it(`is kept: ${what}`, () => assert.deepStrictEqual(decode(encode(value)), value));
  }

  it("keeps its cycles", () => {
    const value: { self?: unknown } = {};
    value.self = value;
    const decoded = decode(encode(value)) as typeof value;
    assert.equal(decoded.self, decoded);
  });

  it("keeps what it holds twice as one", () => {
    const shared = { name: "shared" };
    const [first, second] = decode(encode([shared, shared])) as unknown[];
    assert.equal(first, second);
  });

  it("loses its class, as in structured cloning", () => {
    class Point {
      readonly x = 1;
    }
    assert.deepStrictEqual(decode(encode(new Point())), { x: 1 });
  });

  for (const [what, value] of [
    ["a function", () => 1],
    ["a symbol", Symbol("s")],
    ["a promise", Promise.resolve()],
  ] as const) {
    it(`is refused in Electron's words: ${what}`, () => {
      assert.throws(() => encode({ value }), { message: "An object could not be cloned." });
    });
  }
});
