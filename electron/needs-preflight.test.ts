import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Acceptance, ShareChoice } from "./contract.ts";
import { needsPreflight } from "./needs-preflight.ts";
import { usualRules } from "./settings/visitor-rules.ts";

const folder = "/srv/a";
const choice: ShareChoice = { folder, reach: "network", port: 8080, dotfiles: false, rules: usualRules };
const withHidden: ShareChoice = { ...choice, dotfiles: true };
const withSending: ShareChoice = { ...choice, rules: { ...usualRules, uploads: true } };
const plain: Acceptance = { folder, dotfiles: false, uploads: false };
const all: Acceptance = { folder, dotfiles: true, uploads: true };

describe("the owner of a folder is asked", () => {
  const rules = [
    { choice, accepted: [], asks: true, rule: "before it is shared for the first time" },
    { choice, accepted: [plain], asks: false, rule: "but once only" },
    { choice: withHidden, accepted: [plain], asks: true, rule: "and again when what is hidden comes to it" },
    { choice: withSending, accepted: [plain], asks: true, rule: "and again when visitors may send" },
    { choice: withHidden, accepted: [all], asks: false, rule: "unless that was accepted too" },
    { choice, accepted: [all], asks: false, rule: "not for less than was accepted" },
    {
      choice,
      accepted: [{ ...all, folder: "/srv" }],
      asks: true,
      rule: "also where the folder around it was accepted",
    },
    { choice: { ...withSending, reach: "computer" }, accepted: [], asks: false, rule: "not for this computer alone" },
  ] as const;
  for (const { choice: chosen, accepted, asks, rule } of rules) {
    it(rule, () => assert.equal(needsPreflight(chosen, { accepted }), asks));
  }
});
