import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import { defaultSettings } from "../settings/settings.ts";
import { checkFolder, unaskedChoice } from "./folder-choice.ts";

describe("a folder that can be shared", () => {
  for (const way of ["/", "/.", "/../" + path.basename(import.meta.dirname)]) {
    it(`has one name, also with ${way} behind it`, async () =>
      assert.deepEqual(await checkFolder(import.meta.dirname + way), { ok: true, value: import.meta.dirname }));
  }
});

describe("sharing without the window", () => {
  const folder = "/srv/photos";
  const accepted = [{ folder, dotfiles: false, uploads: false }];
  const rules = [
    { settings: {}, asks: true, rule: "asks when no folder was chosen" },
    { settings: { reach: "computer" }, asks: true, rule: "asks when none was chosen for this computer alone" },
    { settings: { folder }, asks: true, rule: "asks before a folder goes to the network for the first time" },
    { settings: { folder, accepted }, asks: false, rule: "starts when that was accepted before" },
    { settings: { folder, accepted, dotfiles: true }, asks: true, rule: "asks before its hidden files go there too" },
    { settings: { folder: "/srv", accepted }, asks: true, rule: "asks when another folder was accepted" },
    { settings: { folder, reach: "computer" }, asks: false, rule: "starts when only this computer is reached" },
  ] as const;
  for (const { settings, asks, rule } of rules) {
    it(rule, () => assert.equal(unaskedChoice({ ...defaultSettings, ...settings }) === undefined, asks));
  }
});
