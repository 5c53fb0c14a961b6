import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import { defaultSettings, isSettingsChange, settingsOf, withFolder } from "./settings.ts";

const folder = path.resolve("/srv/photos");

describe("settings from a file", () => {
  it("are the defaults where the file says nothing", () => {
    assert.deepEqual(settingsOf({}), defaultSettings);
  });

  it("are what the file says", () => {
    const settings = { ...defaultSettings, folder, recents: [folder], port: 9000, reach: "computer" } as const;
    assert.deepEqual(settingsOf(settings), settings);
  });

  const rules = [
    { said: { port: "8080" }, rule: "a port that is text" },
    { said: { port: 65_536 }, rule: "a port past the last one" },
    { said: { port: 80.5 }, rule: "half a port" },
    { said: { reach: "everyone" }, rule: "a reach that nobody knows" },
    { said: { folder: "photos" }, rule: "a folder without its way from the root" },
    { said: { folder: "/srv\0/photos" }, rule: "a folder with a NUL" },
    { said: { recents: Array(11).fill("/srv") }, rule: "more recents than are kept" },
    { said: { recents: ["/srv", 7] }, rule: "a list with something else in it" },
    { said: { theme: "__proto__" }, rule: "a theme that nobody knows" },
    { said: { dotfiles: 1 }, rule: "a number for yes" },
    { said: { folders: [{ folder: "/srv", rules: { uploads: true } }] }, rule: "a folder with half of its rules" },
    { said: { colour: "red" }, rule: "a setting that does not exist" },
  ];
  for (const { said, rule } of rules) {
    it(`have the default for ${rule}`, () => assert.deepEqual(settingsOf(said), defaultSettings));
    it(`cannot be changed to ${rule}`, () => assert.equal(isSettingsChange(said), false));
  }

  it("keep what is valid beside what is not", () => {
    assert.deepEqual(settingsOf({ port: -1, dotfiles: true }), { ...defaultSettings, dotfiles: true });
  });
});

describe("a change of settings", () => {
  for (const change of [{}, { port: 9000 }, { folder: undefined }, { theme: "dark", filters: ["status:4xx"] }]) {
    it(`may be ${JSON.stringify(change)}`, () => assert.equal(isSettingsChange(change), true));
  }
  for (const change of [undefined, null, 7, "port", [], { constructor: 1 }, { ["__proto__"]: 1 }]) {
    it(`may not be ${JSON.stringify(change)}`, () => assert.equal(isSettingsChange(change), false));
  }
});

describe("the recent folders", () => {
  it("have the newest first, each one once, ten at most", () => {
    const visited = Array.from({ length: 12 }, (_, index) => `/srv/${index}`);
    const settings = [...visited, "/srv/5"].reduce(withFolder, defaultSettings);
    assert.deepEqual(
      settings.recents,
      [5, 11, 10, 9, 8, 7, 6, 4, 3, 2].map((index) => `/srv/${index}`),
    );
    assert.equal(settings.folder, "/srv/5");
  });
});
