import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeText } from "./text.ts";

describe("a file as text", () => {
  const rules = [
    { bytes: [0x61, 0xc3, 0xa4], text: "a\u00e4", rule: "is UTF-8" },
    { bytes: [0xef, 0xbb, 0xbf, 0x61], text: "a", rule: "whose byte order mark is not shown" },
    { bytes: [0xff, 0xfe, 0x61, 0, 0xe4, 0], text: "a\u00e4", rule: "or UTF-16, the lower byte first" },
    { bytes: [0xfe, 0xff, 0, 0x61, 0, 0xe4], text: "a\u00e4", rule: "or UTF-16, the higher byte first" },
    { bytes: [0x61, 0xff], text: "a\ufffd", rule: "with a mark for each byte that is none" },
    { bytes: [], text: "", rule: "of any length" },
  ];
  for (const { bytes, text, rule } of rules) {
    it(`${rule}: ${bytes.join(" ")}`, () => assert.equal(decodeText(Uint8Array.from(bytes), false), text));
  }

  it("does not end in half a character where it was cut", () => {
    assert.equal(decodeText(Uint8Array.from([0x61, 0xc3]), true), "a");
    assert.equal(decodeText(Uint8Array.from([0xff, 0xfe, 0x61, 0, 0xe4]), true), "a");
  });
});
