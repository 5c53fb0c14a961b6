import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Address, ShareStatus } from "../contract.ts";
import { usualRules } from "../settings/visitor-rules.ts";
import { trayItems, trayTitle } from "./tray-items.ts";

const choice = {
  folder: "/home/ada/Photos",
  reach: "network",
  port: 8080,
  dotfiles: false,
  rules: usualRules,
} as const;
const address = (host: string): Address => ({
  url: `http://${host}:8080/`,
  kind: "IPv4",
  adapter: "eth0",
  adapterKind: "network",
  qr: [],
});
const on = (folder: string, ...hosts: string[]): ShareStatus => ({
  kind: "on",
  choice: { ...choice, folder },
  port: 8080,
  since: 0,
  addresses: hosts.map(address),
  firstVisitor: undefined,
});

function labels(status: ShareStatus): readonly string[] {
  return trayItems(status).map((item) => (item === "separator" ? "—" : item.label));
}

describe("the tray's menu", () => {
  it("offers to turn the light on while it is off", () =>
    assert.deepEqual(labels({ kind: "off" }), [
      "The light is off",
      "—",
      "Turn the Light On",
      "Open Porchlight",
      "—",
      "Quit",
    ]));

  it("shows what is shared, and its addresses to copy", () =>
    assert.deepEqual(labels(on("/home/ada/Photos", "192.168.1.2", "10.0.0.2")), [
      "Sharing “Photos”",
      "Copy http://192.168.1.2:8080/",
      "Copy http://10.0.0.2:8080/",
      "—",
      "Turn the Light Off",
      "Open Porchlight",
      "—",
      "Quit",
    ]));

  it("keeps a name's ampersands from marking shortcuts", () =>
    assert.equal(labels(on("/a/Fish & Chips"))[0], "Sharing “Fish && Chips”"));

  it("shows four addresses at most", () =>
    assert.equal(labels(on("/a", "1", "2", "3", "4", "5")).filter((label) => label.startsWith("Copy")).length, 4));

  it("offers to turn off at once while transfers are waited for", () =>
    assert.ok(labels({ kind: "stopping", transfers: 2 }).includes("Turn Off at Once")));

  it("offers to try again when there is a problem", () => {
    const problem = { what: "Gone.", remedy: "Choose another." };
    assert.ok(labels({ kind: "problem", choice, problem }).includes("Turn the Light On"));
  });
});

describe("the tray's title", () => {
  const rules = [
    ["/home/ada/Photos/", "Sharing “Photos”", "is the folder's own name"],
    ["C:\\Users\\Ada\\Photos", "Sharing “Photos”", "knows the paths of Windows"],
    ["/", "Sharing “/”", "is the root where that is shared"],
    ["/a/Fish & Chips", "Sharing “Fish & Chips”", "has a name's ampersands as they are"],
    ["/a/one\ntwo\u202e", String.raw`Sharing “one\x0atwo\u{202e}”`, "is one line, read in one direction"],
    [
      "/a/می\u200cخواهم 👩\u200d🚀",
      "Sharing “می\u200cخواهم 👩\u200d🚀”",
      "has the joiners that belong to its spelling",
    ],
    [`/a/${"x".repeat(100)}`, `Sharing “${"x".repeat(60)}”`, "has a bounded length"],
    [`/a/${"x".repeat(59)}👩👩`, `Sharing “${"x".repeat(59)}👩”`, "ends with a whole character"],
  ] as const;
  it("says what is waited for, and how many", () => {
    const titles = [0, 2].map((transfers) => trayTitle({ kind: "stopping", transfers }));
    assert.deepEqual(titles, ["Turning off…", "Turning off, 2 under way…"]);
    assert.equal(trayTitle({ kind: "starting", choice }), "Turning on…");
  });

  for (const [folder, title, rule] of rules) it(rule, () => assert.equal(trayTitle(on(folder)), title));
});
