import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { refusalOf } from "./names.ts";

const linux = { dotfiles: false, platform: "linux" } as const;
const windows = { dotfiles: false, platform: "win32" } as const;

describe("a name", () => {
  for (const name of [
    "a",
    "a.txt",
    "a b",
    " ",
    "a\\b",
    "a:b",
    "con",
    "nul.txt",
    "a.",
    "a~1",
    "C:",
    "a\r\nb",
    "__proto__",
    "ä",
    "😀",
  ]) {
    it(`is shared on Linux: ${JSON.stringify(name)}`, () => assert.equal(refusalOf(name, linux), undefined));
  }

  for (const name of ["", ".", "..", ".a", "..a", "...", "\u200c.a", "\ufeff\u202e.a"]) {
    it(`is refused: ${JSON.stringify(name)}`, () => assert.equal(typeof refusalOf(name, linux), "string"));
  }

  it("is refused for its dot behind whatever HFS+ passes over, and shared where another letter is before it", () => {
    const passedOver =
      "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u206a\u206b\u206c\u206d\u206e\u206f\ufeff";
    for (const letter of passedOver) assert.equal(typeof refusalOf(`${letter}.git`, linux), "string");
    for (const letter of "\u200b\u2010\u2029\u202f\u2069\u2070")
      assert.equal(refusalOf(`${letter}.git`, linux), undefined);
  });

  const trash = [".Trash", ".Trashes", ".Trash-1000", "$RECYCLE.BIN.", "recycler.."]; // of macOS, Linux, and as FAT takes it
  for (const name of ["$RECYCLE.BIN", "$Recycle.Bin", "RECYCLER", "System Volume Information", ...trash]) {
    it(`is refused, for the system keeps there what was deleted: ${name}`, () => {
      for (const policy of [linux, windows, { ...windows, dotfiles: true }]) {
        assert.equal(refusalOf(name, policy), "a folder of the system, with what was deleted");
      }
    });
  }

  for (const name of [
    "$RECYCLE",
    "recycle.bin",
    "Volume Information",
    "RECYCLERS",
    "old RECYCLER",
    ".trash-can",
    ".trashed",
    ".Trash-",
    "old.Trash",
  ]) {
    it(`is shared, for it only looks like the system's own: ${name}`, () =>
      assert.equal(refusalOf(name, { ...windows, dotfiles: true }), undefined));
  }

  it("that starts with a dot is shared where the owner asked for it", () => {
    assert.equal(refusalOf(".a", { ...linux, dotfiles: true }), undefined);
  });

  for (const [name, reason] of [
    ["", "an empty name in the path"],
    [".a", "hidden because its name starts with a dot"],
    [".porchlight", "a name that is kept for the folder page's own files"],
    [`.porchlight-${"a".repeat(22)}.part`, "a file that is still on its way in"],
    [`.porchlight-${"a".repeat(22)}.upload`, "a file that is still on its way in"],
  ] as const) {
    it(`is refused in words: ${reason}: ${JSON.stringify(name)}`, () => {
      const isHiddenAlone = reason.startsWith("hidden");
      assert.equal(refusalOf(name, linux), reason);
      assert.equal(refusalOf(name, { ...linux, dotfiles: true }), isHiddenAlone ? undefined : reason);
    });
  }

  for (const name of [`a.porchlight-${"a".repeat(22)}.part`, `.porchlight-${"a".repeat(22)}.part2`, ".porchlight-a"]) {
    it(`is shared with its dot, for it only looks like ours: ${name}`, () => {
      assert.equal(refusalOf(name, { ...linux, dotfiles: true }), undefined);
    });
  }

  const refused = [
    ...[
      "a\\b",
      "..\\a",
      "a/b",
      "\0",
      "C:",
      "C:a",
      "a::$DATA",
      "a:b",
      "a*",
      "a?",
      'a"',
      "<a",
      "a>",
      "a|b",
      "a\x1f",
      "a\n",
    ],
    ...["a.", "a ", "a..", "...a."],
    ...[
      "con",
      "CON",
      "Nul",
      "nul.txt",
      "aux.a.b",
      "prn",
      "COM1",
      "lpt9.txt",
      "com\u00b9",
      "conin$",
      "CONOUT$",
      "nul .txt",
      "com1  .a",
    ],
  ];
  it("is refused on Windows where it is a port, of whatever number", () => {
    for (const port of ["com", "LPT"]) {
      for (const digit of "0123456789\u00b9\u00b2\u00b3") {
        assert.equal(refusalOf(port + digit, windows), "the name of a device");
      }
    }
  });

  for (const name of refused) {
    it(`is refused on Windows: ${JSON.stringify(name)}`, () => assert.equal(typeof refusalOf(name, windows), "string"));
  }

  for (const name of [
    "a",
    "a.txt",
    "console",
    "com",
    "com10",
    "communism.txt",
    "nulls",
    "acon",
    "con a.txt",
    "a~b",
    "a b.c",
  ]) {
    it(`is shared on Windows: ${JSON.stringify(name)}`, () => assert.equal(refusalOf(name, windows), undefined));
  }
});
