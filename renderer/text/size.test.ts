import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatSize, parseSize } from "./size.ts";

describe("a size as typed", () => {
  const rules: [string, number | undefined][] = [
    ["500M", 500e6],
    ["4g", 4e9],
    [" 4 GB ", 4e9],
    ["4GiB", 4 * 1024 ** 3],
    ["4gib", 4 * 1024 ** 3],
    ["4 GiB", 4 * 1024 ** 3],
    ["10", 10],
    ["0", 0],
    ["1024TiB", 1024 ** 5],
    ["1025TiB", undefined],
    ["1.5G", undefined],
    ["-1", undefined],
    ["much", undefined],
    ["G", undefined],
    ["", undefined],
  ];
  for (const [text, bytes] of rules) it(`"${text}" is ${bytes ?? "none"}`, () => assert.equal(parseSize(text), bytes));
});

describe("a size to be read", () => {
  for (const text of ["0 B", "10 B", "500 MB", "1 GB", "64 GB", "1025 kB", "64 GiB", "1025 KiB", "1000 TB", "1 MiB"]) {
    it(`is typed the same again: ${text}`, () => assert.equal(formatSize(parseSize(text) ?? NaN), text));
  }
});
