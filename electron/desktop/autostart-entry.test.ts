import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { autostartEntry } from "./autostart-entry.ts";

describe("the command of an autostart entry", () => {
  const rules = [
    { command: ["/opt/Porchlight/porchlight"], exec: "/opt/Porchlight/porchlight --hidden", rule: "is hidden" },
    { command: ["/opt/My Apps/p"], exec: '"/opt/My Apps/p" --hidden', rule: "is quoted where it has blanks" },
    { command: ["/a/100%"], exec: '"/a/100%%" --hidden', rule: "has no field codes" },
    { command: ["/a/$b"], exec: '"/a/\\\\$b" --hidden', rule: "has no variables" },
    { command: ["/a/`b`"], exec: '"/a/\\\\`b\\\\`" --hidden', rule: "has no commands within" },
    { command: ["/a/b\\c"], exec: '"/a/b\\\\\\\\c" --hidden', rule: "keeps a backslash" },
    { command: ["/a/p", "/src"], exec: "/a/p /src --hidden", rule: "may have arguments" },
  ];
  for (const { command, exec, rule } of rules) {
    it(rule, () => assert.ok(autostartEntry(command).split("\n").includes(`Exec=${exec}`), autostartEntry(command)));
  }

  it("is in the group that a desktop reads, as that of an application", () => {
    const lines = autostartEntry(["/opt/p"]).split("\n");
    assert.deepEqual(lines.slice(0, 3), ["[Desktop Entry]", "Type=Application", "Name=Porchlight"]);
  });
});
