import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Headers } from "./headers.ts";

const sample = () =>
  new Headers([
    ["Accept", "a"],
    ["X-One", "1"],
    ["aCCept", "b"],
  ]);

describe("headers", () => {
  it("give the last value of a field, in any case of its name", () => assert.equal(sample().get("ACCEPT"), "b"));
  it("give all values of a field, in order of arrival", () => assert.deepEqual(sample().getAll("accept"), ["a", "b"]));
  it("give nothing for a field that is not there", () => {
    assert.equal(sample().get("x"), undefined);
    assert.deepEqual(sample().getAll("x"), []);
    assert.equal(sample().has("x"), false);
  });
  it("give the default for a field that is not there, and only then", () => {
    assert.equal(sample().get("x", "none"), "none");
    assert.equal(sample().get("x-two", "none"), "none"); // as long as one that is there
    assert.equal(new Headers([["X", ""]]).get("x", "none"), "");
  });
  it("do not know names that mean something to JavaScript", () => {
    for (const name of ["__proto__", "constructor", "toString", "length"]) assert.equal(sample().has(name), false);
    assert.equal(new Headers([["__proto__", "1"]]).get("__proto__"), "1");
  });
  it("are gone through in order of arrival, names as they came", () => {
    assert.deepEqual(
      [...sample()],
      [
        ["Accept", "a"],
        ["X-One", "1"],
        ["aCCept", "b"],
      ],
    );
  });
  it("stand in a message as lines", () => assert.equal(sample().toString(), "Accept: a\r\nX-One: 1\r\naCCept: b\r\n"));
  it("know a field that was added after they were asked", () => {
    const headers = sample();
    assert.equal(headers.get("accept"), "b");
    headers.add("Accept", "c").add("X-New", "1");
    assert.deepEqual([headers.get("accept"), headers.get("x-new")], ["c", "1"]);
    assert.deepEqual(headers.getAll("accept"), ["a", "b", "c"]);
  });

  it("are given without a field, in any case of its name, and stay as they are", () => {
    const all = sample();
    const others = all.without("ACCEPT");
    assert.deepEqual([...others], [["X-One", "1"]]);
    assert.equal(others.has("accept"), false);
    assert.deepEqual(all.getAll("accept"), ["a", "b"]);
    assert.deepEqual([...all.without("not-there")], [...all]);
  });

  it("are copied, not shared", () => {
    const one = sample();
    const copy = new Headers(one).add("X-Two", "2");
    assert.deepEqual([...copy], [...sample(), ["X-Two", "2"]]);
    assert.deepEqual(copy.getAll("accept"), ["a", "b"]);
    assert.equal(one.has("x-two"), false);
  });

  for (const [name, value] of [
    ["", "a"],
    ["a b", "c"],
    ["a:", "b"],
    ["\u212a", "b"],
    ["a", "b\r\nSet-Cookie: c"],
    ["a", "b\nc"],
    ["a", "\0"],
    ["a", "\x7f"],
    ["a", "\u0100"],
  ] as const) {
    it(`take no name or value that would break a message: ${JSON.stringify([name, value])}`, () => {
      assert.throws(() => new Headers().add(name, value), TypeError);
    });
  }

  it("take any name that is a token", () => {
    const name = "aZ09!#$%&'*+-.^_`|~";
    assert.equal(new Headers([[name, "a"]]).get(name), "a");
  });

  for (const value of ["", "a b\tc", "\x80\xff", '"quoted"']) {
    it(`take any other value: ${JSON.stringify(value)}`, () =>
      assert.equal(new Headers([["a", value]]).get("a"), value));
  }
});

describe("any fields", () => {
  const anyName = fc.constantFrom(
    "Accept",
    "accept",
    "ACCEPT",
    "X-One",
    "x-oNE",
    "Via",
    "__proto__",
    "a".repeat(31),
    "a".repeat(32),
    "a".repeat(33),
    "A",
  );
  const anyValue = fc.string({ unit: fc.constantFrom("a", " ", "\t", ":", ",", "\xff"), maxLength: 3 });
  const anyField = fc.tuple(anyName, anyValue);

  it("are a list in which names ignore case, whenever it is asked, also where it is a copy", () => {
    const steps = fc.array(fc.record({ field: anyField, asked: anyName, isCopied: fc.boolean() }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(anyField, { maxLength: 4 }), steps, (first, following) => {
        const list: (readonly [string, string])[] = [...first];
        let headers = Headers.ofChecked(first.flat());
        for (const { field, asked, isCopied } of following) {
          if (isCopied) headers = new Headers(headers);
          headers.add(...field);
          list.push(field);
          const values = list.filter(([name]) => name.toLowerCase() === asked.toLowerCase()).map(([, value]) => value);
          assert.deepEqual([headers.getAll(asked), headers.get(asked)], [values, values.at(-1)]);
          assert.equal(headers.has(asked), values.length > 0);
        }
        assert.deepEqual([...headers], list);
        assert.equal(headers.toString(), list.map(([name, value]) => `${name}: ${value}\r\n`).join(""));
      }),
    );
  });
});
