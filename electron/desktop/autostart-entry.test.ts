import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { autostartEntry } from "./autostart-entry.ts";

describe("the command of an autostart entry", () => {
  const rules = [
    { command: ["/opt/Porchlight/porchlight"], exec: "/opt/Porchlight/porchlight --hidden", rule: "is hidden" },
    { command: ["/opt/My Apps/p"], exec: '"/opt/My Apps/p" --hidden', rule: "is quoted where it has blanks" },
    { command: ["/a/100%"], exec: '"/a/100%%" --hidden', rule: "has no field codes" },
    { command: ["/a/$b"], exec: '"/a/\\\\$b" --hidden', rule: "has no variables" },
    { command: ["/a/p", "/src"], exec: "/a/p /src --hidden", rule: "may have arguments" },
  ];
  for (const { command, exec, rule } of rules) {
    it(rule, () => assert.ok(autostartEntry(command).split("\n").includes(`Exec=${exec}`), autostartEntry(command)));
  }
});
