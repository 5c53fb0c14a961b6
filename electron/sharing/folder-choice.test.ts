import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { defaultSettings } from "../settings/settings.ts";
import { unaskedChoice } from "./folder-choice.ts";

describe("sharing without the window", () => {
  const folder = "/srv/photos";
  const accepted = [{ folder, dotfiles: false, uploads: false }];
  const rules = [
    { settings: {}, asks: true, rule: "asks when no folder was chosen" },
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
