import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { closingOf, closingWords } from "./closing.ts";

const sharing = { isQuitting: false, isSharing: true, closeToTray: true, hasWayBack: true, platform: "linux" } as const;

describe("closing the window", () => {
  const rules = [
    { facts: sharing, does: "hide", rule: "leaves the share on, in the tray" },
    { facts: { ...sharing, isSharing: false }, does: "quit", rule: "quits when nothing is shared" },
    { facts: { ...sharing, closeToTray: false }, does: "quit", rule: "quits when the user wants that" },
    { facts: { ...sharing, hasWayBack: false }, does: "minimize", rule: "never hides the app for good" },
    { facts: { ...sharing, isSharing: false, hasWayBack: false }, does: "quit", rule: "quits without a tray too" },
    { facts: { ...sharing, isQuitting: true }, does: "close", rule: "closes when the app quits" },
    {
      facts: { ...sharing, isSharing: false, platform: "darwin" },
      does: "close",
      rule: "leaves a Mac app in the dock",
    },
    {
      facts: { ...sharing, closeToTray: false, platform: "darwin" },
      does: "quit",
      rule: "quits a Mac app that shares, when the user wants that",
    },
  ] as const;
  for (const { facts, does, rule } of rules) it(rule, () => assert.equal(closingOf(facts), does));
});

describe("what is said of a window that was closed", () => {
  it("names the place that the system has for icons", () => {
    assert.match(closingWords("hide", "darwin"), /^Its icon in the menu bar brings/);
    assert.match(closingWords("hide", "win32"), /^Its icon in the tray brings/);
    assert.match(closingWords("minimize", "linux"), /^This desktop has no tray/);
  });
});
