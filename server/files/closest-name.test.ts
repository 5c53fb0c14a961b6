import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { soonThrough } from "../http/testing.ts";
import { closestName, findClosest } from "./closest-name.ts";
import { plant, plantRoot } from "./testing.ts";

describe("the name that was meant", () => {
  for (const [wanted, names, meant, rule] of [
    ["photo.jpg", ["Photo.JPG", "photos.jpg"], "Photo.JPG", "is the same in another case"],
    ["cafe\u0301", ["caf\u00e9"], "caf\u00e9", "is the same in another Unicode form"],
    ["report.doc", ["summary.doc", "report.docx"], "report.docx", "is the same with another extension"],
    ["v1.2.doc", ["v1.3.doc", "v1.2.pdf"], "v1.2.pdf", "is the same with another extension, behind the last dot"],
    ["report", ["report.pdf"], "report.pdf", "is the same with an extension"],
    ["holiday.png", ["holidya.png"], "holidya.png", "is the same with two slips"],
    ["a.md", ["b.md"], "b.md", "is the same with one slip, where it is short"],
    ["a.md", ["ab.md"], "ab.md", "is the same with a letter missing, where it is short"],
    ["ab.m", ["a.m"], "a.m", "is the same with a letter too many, where it is short"],
    ["a.md", ["bc.md"], undefined, "is none where a short name has two"],
    ["holiday.png", ["birthday.png"], undefined, "is none where nothing is close"],
    ["photo", ["photographs", "pho"], undefined, "is none where one only begins as the other"],
    ["a", [], undefined, "is none in an empty folder"],
    ["x".repeat(250), [`${"x".repeat(249)}y`], `${"x".repeat(249)}y`, "is the same with a slip, however long"],
    ["X".repeat(200), ["x".repeat(200)], "x".repeat(200), "is found in another case, however long"],
  ] as const) {
    it(`${rule}: ${wanted.slice(0, 20)}`, () => assert.equal(closestName(wanted, names), meant));
  }

  it("is soon found to be none, however alike many long names are", () => {
    const names = Array.from({ length: 200_000 }, (_, number) => `IMG_${String(number).padStart(60, "0")}`);
    soonThrough(() => assert.equal(closestName(`IMG_${"x".repeat(60)}`, names), undefined));
  });

  it("is one of the names, or none", () => {
    const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(name, fc.array(name, { maxLength: 6 }), (wanted, names) => {
        const meant = closestName(wanted, names);
        assert.ok(meant === undefined || names.includes(meant));
        if (names.includes(wanted)) assert.equal(meant?.normalize("NFC"), wanted.normalize("NFC"));
      }),
    );
  });

  it("is found by composing each name once, which takes as long as all the rest", (t) => {
    const normalize = t.mock.method(String.prototype, "normalize");
    closestName("report.doc", ["a", "b", "c"]);
    assert.equal(normalize.mock.callCount(), 4);
  });
});

describe("a name that was meant, on the disk", () => {
  it("is one that is shared", async (t) => {
    const root = await plantRoot(t, { "folder/Photo.JPG": "", "folder/.photo.jpg": "" });
    const folder = path.join(root.path, "folder");
    assert.equal(await findClosest(root, folder, "photo.jpg"), "Photo.JPG");
    assert.equal(await findClosest(root, folder, "photo.jpg~"), "Photo.JPG");
    assert.equal(await findClosest(root, folder, "secret"), undefined);
  });

  it("is none of more marks in a row than any word has", async (t) => {
    const [eight, nine] = ["x" + "\u0301".repeat(8), "x" + "\u0301".repeat(9)];
    const root = await plantRoot(t, { [`folder/${nine}.txt`]: "", [`folder/${eight}.txt`]: "" });
    const folder = path.join(root.path, "folder");
    assert.equal(await findClosest(root, folder, `${nine}.md`), undefined);
    assert.equal(await findClosest(root, folder, `${eight}.md`), `${eight}.txt`);
  });

  it("is none where the folder cannot be read", async (t) => {
    const root = await plantRoot(t, { "a.txt": "" });
    assert.equal(await findClosest(root, path.join(root.path, "nothing"), "a"), undefined);
    assert.equal(await findClosest(root, path.join(root.path, "a.txt"), "a"), undefined);
  });

  it("is never one outside the share", async (t) => {
    const root = await plantRoot(t, {
      out: { symlink: "../outside" },
      ".hidden/secret.txt": "",
      to: { symlink: ".hidden" },
    });
    await plant(path.dirname(root.path), { "outside/secret.txt": "" });
    for (const name of ["out", "to"]) {
      assert.equal(await findClosest(root, path.join(root.path, name), "secret.tx"), undefined);
    }
  });
});
