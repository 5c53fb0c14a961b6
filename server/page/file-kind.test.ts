import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fileKindOf } from "./file-kind.ts";

describe("what a file is to people", () => {
  const rules = [
    ["photo.JPG", "image"],
    ["film.mkv", "video"],
    ["film.mp4", "video"],
    ["song.flac", "audio"],
    ["plan.pdf", "pdf"],
    ["notes.tar.gz", "archive"],
    ["old.7z", "archive"],
    ["notes.md", "text"],
    ["costs.csv", "sheet"],
    ["talk.pptx", "slides"],
    ["novel.epub", "book"],
    ["setup.exe", "app"],
    ["system.iso", "disk"],
    ["letters.woff2", "font"],
    ["page.html", "code"],
    ["no extension", "file"],
    ["Makefile", "code"],
    ["Dockerfile", "code"],
    ["LICENSE", "text"],
    ["readme", "text"],
    ["my readme", "file"],
    ["license.zip", "archive"],
    ["ends in a dot.", "file"],
    [".png", "image"],
    ["a.constructor", "file"],
    ["a.__proto__", "file"],
    ["a.ſvg", "file"],
    ["a.toolongforanyextension", "file"],
  ] as const;
  for (const [name, kind] of rules) it(`${name}: ${kind}`, () => assert.equal(fileKindOf(name), kind));
});
