import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { previewKindOf } from "./kind.ts";

describe("how a file is shown on the page", () => {
  const rules = [
    { name: "a.JPG", kind: "image", shown: "picture" },
    { name: "a.heic", kind: "image", shown: undefined },
    { name: "a.mp4", kind: "video", shown: "video" },
    { name: "a.mp3", kind: "audio", shown: "audio" },
    { name: "a.pdf", kind: "pdf", shown: "pdf" },
    { name: "a.md", kind: "text", shown: "text" },
    { name: "a.ts", kind: "code", shown: "text" },
    { name: "a.html", kind: "code", shown: undefined },
    { name: "a.HTM", kind: "code", shown: undefined },
    { name: "a.xhtml", kind: "code", shown: undefined },
    { name: "a.html.js", kind: "code", shown: "text" },
    { name: "a.TSV", kind: "sheet", shown: "text" },
    { name: "a.csv.xlsx", kind: "sheet", shown: undefined },
    { name: "a.csv", kind: "sheet", shown: "text" },
    { name: "a.xlsx", kind: "sheet", shown: undefined },
    { name: "a", kind: "folder", shown: undefined },
    { name: "a.zip", kind: "archive", shown: undefined },
  ] as const;
  for (const { name, kind, shown } of rules) {
    it(`${name}: ${shown ?? "its link is followed"}`, () => assert.equal(previewKindOf({ name, kind }, true), shown));
  }

  it("a PDF only where the browser has a viewer", () => {
    assert.equal(previewKindOf({ name: "a.pdf", kind: "pdf" }, false), undefined);
  });
});
