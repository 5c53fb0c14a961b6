import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { folderArgument, isHiddenStart, parseStart } from "./folder-argument.ts";

describe("the folder that the app is started with", () => {
  const rules = [
    { argv: ["porchlight", "photos"], folder: "/home/ada/photos", rule: "is resolved where the app was started" },
    { argv: ["porchlight", "/srv"], folder: "/srv", rule: "may be absolute" },
    { argv: ["porchlight", "."], folder: "/home/ada", rule: "may be the current one" },
    { argv: ["porchlight", "--hidden", "photos"], folder: "/home/ada/photos", rule: "may stand behind options" },
    { argv: ["porchlight", "file:///srv/a%20b"], folder: "/srv/a b", rule: "may be a file's URL" },
    { argv: ["porchlight", "file://%zz"], folder: undefined, rule: "is none when the URL is broken" },
    { argv: ["porchlight"], folder: undefined, rule: "may be missing" },
    { argv: ["porchlight", ""], folder: undefined, rule: "is not the empty text" },
    { argv: ["porchlight", "a", "b"], folder: "/home/ada/a", rule: "is the first of several" },
  ] as const;
  for (const { argv, folder, rule } of rules) {
    it(rule, () => assert.equal(folderArgument({ cwd: "/home/ada", argv }, true), folder));
  }

  it("stands behind the app's own folder while that is developed", () => {
    const argv = ["electron", "--inspect=0", "/src/porchlight", "--user-data-dir=/tmp/x", "photos"];
    assert.equal(folderArgument({ cwd: "/home/ada", argv }, false), "/home/ada/photos");
  });
});

describe("the folder that the app is started with on Windows", () => {
  for (const [argument, folder] of [
    ["photos", "C:\\Users\\ada\\photos"],
    ["D:\\Photos", "D:\\Photos"],
    ['D:"', "D:\\"],
    ['D:\\Photos"', "D:\\Photos"],
    ["\\\\nas\\films", "\\\\nas\\films\\"],
    ["\\Photos", "C:\\Photos"],
  ] as const) {
    it(`is ${folder} where it is told ${argument}`, () => {
      const argv = ["Porchlight.exe", argument];
      assert.equal(folderArgument({ cwd: "C:\\Users\\ada", argv }, true, "win32"), folder);
    });
  }
});

describe("a start", () => {
  it("is hidden when it is told so", () => assert.ok(isHiddenStart(["porchlight", "--hidden"], false)));
  it("is hidden when a Mac opened the app at login", () => assert.ok(isHiddenStart(["porchlight"], true)));
  it("is seen otherwise", () => assert.ok(!isHiddenStart(["porchlight", "hidden"], false)));
  it("hands over where it was and what it was told", () =>
    assert.deepEqual(parseStart({ cwd: "/", argv: ["a", 7] }), { cwd: "/", argv: ["a"] }));
  for (const value of [undefined, null, "text", {}, { cwd: 1, argv: [] }, { cwd: "/", argv: "a" }]) {
    it(`is not ${JSON.stringify(value)}`, () => assert.equal(parseStart(value), undefined));
  }
});
