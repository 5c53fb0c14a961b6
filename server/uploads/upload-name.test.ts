import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { NamePolicy } from "../files/names.ts";
import { lastPart, numbered, refusalOfUpload } from "./upload-name.ts";

const linux: NamePolicy = { dotfiles: false, platform: "linux" };
const windows: NamePolicy = { dotfiles: true, platform: "win32" };
const anyName = fc.string({ unit: "grapheme", minLength: 1, maxLength: 300, size: "max" });

describe("the name of a file that is sent", () => {
  const refused = [
    { name: "", why: /empty/ },
    { name: ".", why: /dot/ },
    { name: "..", why: /dot/ },
    { name: ".bashrc", why: /dot/ },
    { name: "\u200c.bashrc", why: /dot/ },
    { name: ".porchlight-AAAAAAAAAAAAAAAAAAAAAA.part", why: /dot/ },
    { name: "a/b", why: /slash/ },
    { name: "..\\startup.bat", why: /dot/ },
    { name: "a\\b", why: /slash/ },
    { name: "a\nb", why: /control/ },
    { name: "a\0b", why: /control/ },
    { name: "\u0085", why: /control/ },
    { name: "\ufffd", why: /control/ },
    { name: "\ud800", why: /control/ },
    { name: "x\u202egpj.exe", why: /hides or turns text/ },
    { name: "x\u2066.exe\u2069", why: /hides or turns text/ },
    { name: "a\u200b.txt", why: /hides or turns text/ },
    { name: "\ufeffa.txt", why: /hides or turns text/ },
    { name: "\u200f", why: /hides or turns text/ },
    { name: "a.", why: /ends in/ },
    { name: "a.txt ", why: /ends in/ },
    { name: "CON", why: /device/ },
    { name: "nul.txt", why: /device/ },
    { name: "Com1.tar.gz", why: /device/ },
    { name: "lpt¹", why: /device/ },
    { name: "é".repeat(128), why: /255 bytes/ },
  ];
  for (const { name, why } of refused) {
    it(`is not ${JSON.stringify(name.slice(0, 40))}`, () => {
      assert.match(refusalOfUpload(name, linux) ?? "", why);
      assert.match(refusalOfUpload(name, { ...linux, dotfiles: true }) ?? "", why);
    });
  }

  it("has no mark in it that turns text or that has no width", () => {
    for (const [first, last] of ["\u061c\u061c", "\u180e\u180e", "\u200e\u200f", "\u2028\u202e", "\u2060\u206f"]) {
      assert.ok(first !== undefined && last !== undefined);
      for (let code = first.charCodeAt(0); code <= last.charCodeAt(0); code++) {
        assert.match(refusalOfUpload(`a${String.fromCharCode(code)}b`, linux) ?? "", /hides or turns text/);
      }
    }
  });

  // Their icons and settings are fetched from wherever they say: with the owner's name and password, on Windows.
  for (const name of [
    "desktop.ini",
    "Desktop.INI",
    "autorun.inf",
    "Thumbs.db",
    "Holiday photos.lnk",
    "bank.url",
    "bank.website",
    "a.scf",
    "a.pif",
    "a.library-ms",
    "a.searchConnector-ms",
    "dark.theme",
    "browser.desktop",
    "browser.kdelnk",
    "photo.jpg.LNK",
    "Photos.{645FF040-5081-101B-9F08-00AA002F954E}",
    "letter.txt.{3050f4d8-98b5-11cf-bb82-00aa00bdce0b}",
  ]) {
    it(`is not one that a file manager acts on when it shows the folder: ${name}`, () => {
      assert.match(refusalOfUpload(name, linux) ?? "", /a file manager acts on/);
      assert.match(refusalOfUpload(name, windows) ?? "", /a file manager acts on/);
    });
  }

  it("may be near to such a name", () => {
    const id = "{3050f4d8-98b5-11cf-bb82-00aa00bdce0b}";
    for (const name of [
      ...["desktop.ini.txt", "lnk", "my desktop", "a.lnk.zip", "settings.ini", "url.txt", "a.{b}.txt"],
      ...["my desktop.ini", "my-autorun.inf", `a.${id}.txt`, `a ${id}`],
    ]) {
      assert.equal(refusalOfUpload(name, windows), undefined);
    }
  });

  for (const name of ["a.txt::$DATA", "a:b", "a?", "a*", 'a"b', "a<b", "a|b"]) {
    it(`is not ${name} on Windows`, () => assert.notEqual(refusalOfUpload(name, windows), undefined));
  }

  it("may have what only Windows has no place for, on other systems", () => {
    for (const name of ["12:30.jpg", "what?", 'a"b', "a<b>|*"]) assert.equal(refusalOfUpload(name, linux), undefined);
  });

  it("may have the joiners that spell words and emoji, and the blank of a Mac's screenshots", () => {
    for (const name of [
      "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
      "👨\u200d👩\u200d👧.png",
      "10.15\u202fPM.png",
    ]) {
      assert.equal(refusalOfUpload(name, linux), undefined);
    }
  });

  for (const name of ["a", "a.txt", "München 12:30 😀.jpg", "console.log", "a..b", " a", "é".repeat(127)]) {
    it(`may be ${name.slice(0, 40)}`, () => assert.equal(refusalOfUpload(name, linux), undefined));
  }

  it("is the last part of what a form sent, whatever computer that was on", () => {
    const sent = ["a.txt", "/etc/a.txt", "..\\..\\a.txt", "C:\\Users\\me/a.txt", "../../../a.txt"];
    for (const name of sent) assert.equal(lastPart(name), "a.txt");
    assert.equal(lastPart("../"), "");
    fc.assert(fc.property(anyName, (name) => assert.doesNotMatch(lastPart(name), /[/\\]/)));
  });

  it("has its quotes again, which browsers and curl escape in a form, and nothing else that looks like an escape", () => {
    assert.equal(lastPart("7%22 single %2F 100%0A%.txt"), '7" single %2F 100%0A%.txt');
  });
});

describe("a further file of one name", () => {
  const rules = [
    { name: "photo.jpg", second: "photo (2).jpg" },
    { name: "photo", second: "photo (2)" },
    { name: "backup.tar.gz", second: "backup (2).tar.gz" },
    { name: "a.b.c", second: "a.b (2).c" },
    { name: "photo (2).jpg", second: "photo (2) (2).jpg" },
    { name: "1. what I did in the holidays", second: "1. what I did in the holidays (2)" },
    { name: "a".repeat(255), second: `${"a".repeat(251)} (2)` },
    { name: `${"é".repeat(125)}.jpeg`, second: `${"é".repeat(123)} (2).jpeg` },
  ];
  for (const { name, second } of rules) {
    it(`is called ${second.slice(-30)}`, () => {
      assert.equal(numbered(name, 1), name);
      assert.equal(numbered(name, 2), second);
    });
  }

  it("is another name for each number, and may be saved whenever the first may", () => {
    fc.assert(
      fc.property(anyName, fc.integer({ min: 2, max: 9999 }), (name, number) => {
        fc.pre(refusalOfUpload(name, linux) === undefined);
        const further = numbered(name, number);
        assert.notEqual(further, numbered(name, number + 1));
        assert.equal(refusalOfUpload(further, linux), undefined);
      }),
      { numRuns: 1000 },
    );
  });
});
