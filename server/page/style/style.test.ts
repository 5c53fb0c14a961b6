import assert from "node:assert/strict";
import { it } from "node:test";
import { style } from "./style.ts";

it("each mask stands there under its older name as well: Chromium before 120 would draw a square for every picture", () => {
  const masks = style.split("\n").filter((line) => /^\s*mask/.test(line));
  assert.ok(masks.length > 0);
  for (const mask of masks) assert.ok(style.includes(`${mask.replace("mask", "-webkit-mask")}\n${mask}\n`), mask);
});
