import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { generousRules, usualRules } from "../testing/simulated-share.ts";
import { addsPages, rulesInShort, ruleWords, websiteWords } from "./visitor-words.ts";

describe("what visitors may do, in short", () => {
  const rules = [
    [usualRules, "Open and download"],
    [{ ...usualRules, uploads: true }, "Open and download, send files"],
    [{ ...usualRules, inbox: "/in" }, "Open and download"],
    [generousRules, "Use it as a website, send files to “From visitors”, read your note"],
  ] as const;
  for (const [rule, says] of rules) it(says, () => assert.equal(rulesInShort(rule), says));
});

describe("what visitors send", () => {
  const rules = [
    [{ uploads: true, website: true }, true, "becomes part of a website"],
    [{ uploads: true, website: true, inbox: "/in" }, false, "does not from an inbox"],
    [{ uploads: true }, false, "has no power in a folder of files"],
    [{ website: true }, false, "is nothing where it is not taken"],
  ] as const;
  for (const [change, is, rule] of rules) it(rule, () => assert.equal(addsPages({ ...usualRules, ...change }), is));
});

describe("a website in words", () => {
  const rules = [
    [{}, "A website"],
    [{ spa: true, isolated: true }, "A website of one page, apart from other origins"],
    [{ cleanUrls: true, cors: true }, "A website, clean URLs, open to other origins (CORS)"],
  ] as const;
  for (const [change, says] of rules) it(says, () => assert.equal(websiteWords({ ...usualRules, ...change }), says));
});

describe("the choices of the window and the flags of the terminal", () => {
  const help = readFileSync(new URL("../../server/terminal/cli-options.ts", import.meta.url), "utf8").replace(
    /\s+/g,
    " ",
  );
  const flags = {
    uploads: "--uploads",
    mostBytes: "--max-upload",
    diskBytesToLeave: "--leave-free",
    website: "--website",
    spa: "--spa",
    cleanUrls: "--clean-urls",
    isolated: "--isolated",
    cors: "--cors",
    precompressed: "--precompressed",
    note: "--note",
  } as const;
  for (const [name, flag] of Object.entries(flags) as [keyof typeof flags, string][]) {
    it(`have the same words: ${flag}`, () => {
      const [, said = ""] = help.split(` ${flag} `);
      const told = said.slice(0, 160).toLowerCase();
      const words = Object.values(ruleWords[name]).filter((text) => text !== "");
      assert.ok(
        words.some((text) => told.includes(text.toLowerCase().replace(/\.$/, ""))),
        told,
      );
    });
  }
});
