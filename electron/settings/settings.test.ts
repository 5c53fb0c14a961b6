import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import { defaultSettings, isSettingsChange, settingsOf, withFolder } from "./settings.ts";

const folder = path.resolve("/srv/photos");

describe("settings from a file", () => {
  it("are the defaults where the file says nothing", () => {
    assert.deepEqual(settingsOf({}), defaultSettings);
  });

  it("begin with what nobody has to be told of: no login item, no notification, nothing hidden shared", () => {
    const { notifyOnDownload, openAtLogin, resumeAtLogin, dotfiles, closeToTray } = defaultSettings;
    assert.deepEqual([notifyOnDownload, openAtLogin, resumeAtLogin, dotfiles], [false, false, false, false]);
    assert.deepEqual([closeToTray, defaultSettings.theme], [true, "system"]);
    assert.deepEqual([defaultSettings.reach, defaultSettings.port], ["network", 8080]);
  });

  it("are what the file says", () => {
    const settings = { ...defaultSettings, folder, recents: [folder], port: 9000, reach: "computer" } as const;
    assert.deepEqual(settingsOf(settings), settings);
  });

  const rules = [
    { said: { port: "8080" }, rule: "a port that is text" },
    { said: { port: 65_536 }, rule: "a port past the last one" },
    { said: { port: -1 }, rule: "a port before the first one" },
    { said: { folder: `/${"a".repeat(32_767)}` }, rule: "a folder that no system has" },
    { said: { filters: Array(51).fill("a") }, rule: "more filters than are kept" },
    { said: { filters: ["a".repeat(1001)] }, rule: "a filter that nobody typed" },
    { said: { filters: [["a"]] }, rule: "a list in the place of a filter" },
    { said: { recents: "/srv" }, rule: "one folder in the place of several" },
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
  for (const change of [
    ...[{}, { port: 9000 }, { port: 0 }, { port: 65_535 }, { folder: undefined }, { reach: "network" }],
    ...[{ theme: "dark", filters: ["status:4xx"] }, { theme: "light" }, { theme: "system" }],
    { folder: `/${"a".repeat(32_766)}` },
    { filters: Array<string>(50).fill("a".repeat(1000)), recents: Array<string>(10).fill("/srv") },
  ]) {
    it(`may be ${JSON.stringify(change).slice(0, 60)}`, () => assert.equal(isSettingsChange(change), true));
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
