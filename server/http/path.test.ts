import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { decodePath, decodePercent, encodePath, encodeSegment, withoutSlash } from "./path.ts";
import { refusalOf } from "./testing.ts";

describe("a path", () => {
  for (const [raw, names, rule] of [
    ["/", [""], "ends in an empty name where it ends in a slash"],
    ["/a/b", ["a", "b"], "is its names"],
    ["/a/", ["a", ""], "tells a folder from a file"],
    ["//a", ["", "a"], "keeps empty names"],
    ["/a%20b%2B+c", ["a b++c"], "is decoded, a plus stays a plus"],
    ["/%2541", ["%41"], "is decoded once"],
    ["/caf%C3%A9", ["café"], "is UTF-8"],
    ["/caf\xc3\xa9", ["café"], "may be UTF-8 without escapes"],
    ["/cafe%CC%81", ["cafe\u0301"], "is not normalised"],
    ["/%EF%BB%BFa", ["\ufeffa"], "keeps a byte order mark"],
    ["/%F0%9F%98%80", ["😀"], "may have characters beyond the first plane"],
    ["/a%5Cb", ["a\\b"], "may have a backslash, which is a letter like others"],
    ["/a%0D%0Ab", ["a\r\nb"], "may have line ends, which are letters like others"],
    ["/.../..a/a..", ["...", "..a", "a.."], "may have dots in its names"],
    ["/__proto__", ["__proto__"], "may have names that mean something to JavaScript"],
    ["/a/./b", ["a", "b"], "may have a dot for where it is, as apt asks for a flat source"],
    ["/./a%3Ab", ["a:b"], "may begin with one, as Go writes a name with a colon"],
    ["/a/%2e", ["a", ""], "may end in one, and is a folder's then"],
    ["/.", [""], "may be nothing but one"],
  ] as const) {
    it(`${rule}: ${JSON.stringify(raw)}`, () => assert.deepEqual(decodePath(raw), names));
  }

  for (const [raw, rule] of [
    ["/%", "an escape without digits"],
    ["/%4", "an escape of one digit"],
    ["/%zz", "an escape that is not hexadecimal"],
    ["/%+1", "an escape with a sign"],
    ["/%u0041", "an escape of another language"],
    ["/%FF", "bytes that are no UTF-8"],
    ["/\xff", "bytes that are no UTF-8, without an escape"],
    ["/%C3", "a sequence that is cut"],
    ["/%C0%AF", "a slash in an overlong form"],
    ["/%E0%80%AE%E0%80%AE", "dots in an overlong form"],
    ["/%ED%A0%80", "half a surrogate pair"],
    ["/%F4%90%80%80", "a code beyond Unicode"],
    ["/a%00b", "a NUL"],
    ["/a%2Fb", "an encoded slash"],
    ["/a%2f..%2fb", "an encoded way up"],
    ["/..", "a way up"],
    ["/a/../b", "a way up inside"],
    ["/a/%2e%2E/b", "a way up in escapes"],
    ["/a/.%2e/", "a way up, half in escapes"],
    ["/./..", "a way up behind a dot"],
  ] as const) {
    it(`is refused for ${rule}: ${JSON.stringify(raw)}`, () =>
      assert.equal(
        refusalOf(() => decodePath(raw)),
        400,
      ));
  }

  it("of any bytes is decoded, or refused with 400", () => {
    const part = fc.oneof(
      fc.constantFrom("/", "..", ".", "%2e", "%2f", "%00", "%c3%a9", "%", "a", "\xc3", "\xa9"),
      fc.stringMatching(/^[\x21-\xff]{0,6}$/),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        let names: string[] = [];
        const refused = refusalOf(() => (names = decodePath(`/${parts.join("")}`)));
        assert.ok(refused === undefined || refused === 400);
        for (const name of names) assert.ok(!/[/\0]/.test(name) && name !== "." && name !== "..");
      }),
      { numRuns: 1000 },
    );
  });
});

/** Names as disks have them: no slash, no NUL. */
const anyName = fc
  .string({ unit: "binary", minLength: 1, maxLength: 20 })
  .map((name) => name.replaceAll(/[/\0]/g, "x"))
  .filter((name) => name !== "." && name !== "..");

describe("an encoded path", () => {
  it("comes back to the same names", () => {
    fc.assert(
      fc.property(fc.array(anyName, { maxLength: 5 }), (names) => {
        assert.deepEqual(decodePath(encodePath([...names, ""])), [...names, ""]);
      }),
      { numRuns: 500 },
    );
  });

  it("is left as it is by a browser", () => {
    fc.assert(
      fc.property(fc.array(anyName, { minLength: 1, maxLength: 3 }), (names) => {
        assert.equal(new URL(encodePath(names), "http://h/a/b").pathname, encodePath(names));
      }),
      { numRuns: 500 },
    );
  });

  it("has nothing that HTML would read as something else: a file may be called &amp;.txt", () => {
    assert.equal(encodeSegment("&amp;'\"<>.txt"), "%26amp;%27%22%3C%3E.txt");
  });

  it("has nothing that could end a header, a quoted attribute or a path", () => {
    fc.assert(fc.property(anyName, (name) => assert.match(encodeSegment(name), /^[A-Za-z0-9\-._~!$()*+,;=@%]+$/)));
  });

  it("has capital digits in its escapes", () =>
    assert.equal(encodeSegment("é:/?#'\"<\\ "), "%C3%A9%3A%2F%3F%23%27%22%3C%5C%20"));
});

describe("the names of a path", () => {
  for (const [raw, names] of [
    ["/", []],
    ["/a/", ["a"]],
    ["/a", ["a"]],
    ["/a//", ["a", ""]],
  ] as const) {
    it(`of ${raw} without its last slash are ${JSON.stringify(names)}`, () =>
      assert.deepEqual(withoutSlash(decodePath(raw)), names));
  }
});

describe("text with escapes", () => {
  it("is what was encoded", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        fc.pre(!text.includes("\0"));
        assert.equal(decodePercent(encodeURIComponent(text)), text);
      }),
    );
  });
});
