import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeText } from "./decode-text.ts";

describe("a file as text", () => {
  const rules = [
    { bytes: [0x61, 0xc3, 0xa4], text: "a\u00e4", rule: "is UTF-8" },
    { bytes: [0xef, 0xbb, 0xbf, 0x61], text: "a", rule: "whose byte order mark is not shown" },
    { bytes: [0xff, 0xfe, 0x61, 0, 0xe4, 0], text: "a\u00e4", rule: "or UTF-16, the lower byte first" },
    { bytes: [0xfe, 0xff, 0, 0x61, 0, 0xe4], text: "a\u00e4", rule: "or UTF-16, the higher byte first" },
    { bytes: [0x61, 0xff], text: "a\u00ff", rule: "or, where it is none of these, as Western systems wrote it once" },
    { bytes: [0x80, 0x20, 0x93], text: "\u20ac \u201c", rule: "with the signs of Windows" },
    { bytes: [0xc3, 0xa4, 0xff], text: "\u00e4\ufffd", rule: "with a mark for a byte that is wrong among right ones" },
    { bytes: [0xff, 0xfe, 0x61, 0, 0, 0xd8], text: "a\ufffd", rule: "with a mark for what is no UTF-16" },
    { bytes: [], text: "", rule: "of any length" },
  ];
  for (const { bytes, text, rule } of rules) {
    it(`${rule}: ${bytes.join(" ")}`, () => assert.equal(decodeText(Uint8Array.from(bytes), false), text));
  }

  it("does not end in half a character where it was cut", () => {
    assert.equal(decodeText(Uint8Array.from([0x61, 0xc3]), true), "a");
    assert.equal(decodeText(Uint8Array.from([0xc3, 0xa4, 0xe2, 0x82]), true), "\u00e4");
    assert.equal(decodeText(Uint8Array.from([0xff, 0xfe, 0x61, 0, 0xe4]), true), "a");
  });
});
