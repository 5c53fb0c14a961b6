import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatSize } from "./size.ts";

describe("a size", () => {
  const rules = [
    { bytes: 0, shown: "0 bytes" },
    { bytes: 1, shown: "1 byte" },
    { bytes: 999, shown: "999 bytes" },
    { bytes: 1000, shown: "1.0 kB" },
    { bytes: 9949, shown: "9.9 kB" },
    { bytes: 9950, shown: "10 kB" },
    { bytes: 999_499, shown: "999 kB" },
    { bytes: 999_500, shown: "1.0 MB" },
    { bytes: 4_700_000_000, shown: "4.7 GB" },
    { bytes: 2 ** 53, shown: "9.0 PB" },
    { bytes: 5e18, shown: "5000 PB" },
  ];
  for (const { bytes, shown } of rules) it(`of ${bytes} is ${shown}`, () => assert.equal(formatSize(bytes), shown));
});
