import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { argumentChecks } from "./argument-checks.ts";
import { requestChannels } from "./contract.ts";
import { usualRules } from "./settings/visitor-rules.ts";

const choice = { folder: "/srv", reach: "network", port: 8080, dotfiles: false, rules: usualRules };

describe("the arguments of a request", () => {
  const allowed = {
    "app:snapshot": [],
    "folder:choose": [],
    "folder:pick": ["/srv"],
    "recents:gone": [],
    "preflight:start": ["/srv", true],
    "preflight:cancel": [],
    "preflight:accept": [{ folder: "/srv", dotfiles: true, uploads: false }],
    "share:start": [choice],
    "share:stop": [],
    "visitors:change": ["/srv", usualRules],
    "inbox:choose": ["/srv"],
    "settings:change": [{ port: 9000 }],
    "log:acknowledge": [1],
    "log:details": [7],
    "log:show": [7],
    "log:export": ["har", [1, 2]],
    "request:end": [7],
    "device:block": ["192.168.1.23"],
    "device:unblock": ["fe80::1%eth0"],
    "clipboard:write": ["text"],
    "address:open": ["http://192.168.1.2:8080/"],
    "folder:show": [],
    "inbox:show": [],
  } as const;
  for (const channel of requestChannels) {
    it(`${channel} takes ${JSON.stringify(allowed[channel])}`, () =>
      assert.ok(argumentChecks[channel](allowed[channel])));
    it(`${channel} takes no argument more`, () => assert.ok(!argumentChecks[channel]([...allowed[channel], "more"])));
  }

  for (const [channel, args] of [
    ["device:block", ["fe80::1%br_lan"]],
    ["device:unblock", ["fe80::1%veth0@if2"]],
    ...(["ndjson", "combined", "csv", "har"] as const).map((format) => ["log:export", [format, []]] as const),
    ["log:export", ["csv", Array(100_000).fill(1)]],
    ["share:start", [{ ...choice, reach: "computer", dotfiles: true, port: 0 }]],
    ["clipboard:write", ["x".repeat(1_000_000)]],
    ["address:open", ["x".repeat(2000)]],
  ] as const) {
    it(`${channel} takes ${JSON.stringify(args).slice(0, 80)}`, () => assert.ok(argumentChecks[channel](args)));
  }

  const refused = [
    ["app:snapshot", [undefined], "undefined is an argument too"],
    ["folder:pick", [], "one is missing"],
    ["log:export", ["har", Array(3)], "a list of holes"],
    ["settings:change", [{ recents: Array(3) }], "recents that are holes"],
    ["settings:change", [{ folders: Array(3) }], "folders that are holes"],
    ["folder:pick", ["photos"], "a path must be absolute"],
    ["folder:pick", [["/srv"]], "a list is no path"],
    ["preflight:start", ["/srv", "yes"], "text is no yes"],
    ["preflight:accept", ["/srv"], "what is in the folder has to be said"],
    ["share:start", [{ ...choice, port: 1e6 }], "there is no such port"],
    ["share:start", [{ ...choice, reach: "world" }], "there is no such reach"],
    ["share:start", [{ ...choice, folder: undefined }], "a share has a folder"],
    ["share:start", [{ ...choice, dotfiles: "no" }], "text is no yes"],
    ["share:start", [{ ...choice, rules: {} }], "a share has rules for its visitors"],
    ["share:start", [{ ...choice, more: [] }], "a choice is nothing else"],
    ["visitors:change", ["srv", usualRules], "a path must be absolute"],
    ["visitors:change", ["/srv", { uploads: true }], "some of the rules are not all of them"],
    ["log:show", ["/etc/passwd"], "a path is no number"],
    ["request:end", ["7"], "text is no number"],
    ["device:block", ["anna-s-phone"], "a name is no address"],
    ["device:block", [""], "nothing is no address"],
    ["device:block", ["%eth0"], "a zone alone is no address"],
    ["device:block", [`fe80::1%${"0".repeat(300)}`], "no zone is as long"],
    ["device:unblock", [["192.168.1.23"]], "a list is no address"],
    ["share:start", [null], "null is no choice"],
    ["settings:change", [{ unknown: 1 }], "there is no such setting"],
    ["log:acknowledge", [0], "sequences begin at 1"],
    ["log:acknowledge", [Number.NaN], "NaN is no sequence"],
    ["log:details", ["1"], "text is no number"],
    ["log:export", ["exe", [1]], "there is no such format"],
    ["log:export", ["csv", [1.5]], "half an id is none"],
    ["log:export", ["csv", Array(100_001).fill(1)], "more than there are records"],
    ["clipboard:write", ["x".repeat(1_000_001)], "more than anyone copies"],
    ["clipboard:write", [["text"]], "a list is no text"],
    ["address:open", [new URL("http://a/")], "an object is no text"],
    ["address:open", ["x".repeat(2001)], "no address is as long"],
    ["log:export", ["csv", { length: 0 }], "what only looks like a list is none"],
  ] as const;
  for (const [channel, args, rule] of refused) {
    it(`${channel} is refused: ${rule}`, () => assert.equal(argumentChecks[channel](args), false));
  }
});
