import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ShareChoice } from "../../electron/contract.ts";
import { firstSettings, usualRules } from "../testing/simulated-share.ts";
import { choiceOf, folderName, otherPort, parsePort, sharedFolder, shareWord, shareWords } from "./sharing.ts";

const choice: ShareChoice = { folder: "/a", reach: "network", port: 8080, dotfiles: false, rules: usualRules };
const on = { kind: "on", choice, port: 8080, since: 0, addresses: [], firstVisitor: undefined } as const;

describe("before a folder is shared", () => {
  it("it must be known", () => assert.equal(choiceOf({ settings: firstSettings, usualRules }), undefined));
  it("its own rules for visitors are looked up", () => {
    const rules = { ...usualRules, uploads: true };
    const settings = { ...firstSettings, folder: "/a", folders: [{ folder: "/a", rules }] };
    assert.deepEqual(choiceOf({ settings, usualRules })?.rules, rules);
    assert.deepEqual(choiceOf({ settings: { ...settings, folder: "/b" }, usualRules })?.rules, usualRules);
  });
});

describe("what the switch says", () => {
  it("without a folder", () => assert.match(shareWords({ kind: "off" }, undefined).sentence, /Choose a folder/));
  it("with one", () => assert.match(shareWords({ kind: "off" }, "/a").sentence, /Nobody/));
  it("on the network", () => assert.match(shareWords(on, "/a").sentence, /Everyone/));
  it("on this computer", () =>
    assert.match(shareWords({ ...on, choice: { ...choice, reach: "computer" } }, "/a").sentence, /Only this computer/));
  it("that files may be sent, and where they go", () => {
    const sending = (inbox: string) => ({ ...choice, rules: { ...usualRules, uploads: true, inbox } });
    assert.match(shareWords({ ...on, choice: sending("") }, "/a").sentence, /send files into it\.$/);
    assert.match(shareWords({ ...on, choice: sending("/in") }, "/a").sentence, /send you files\.$/);
  });
  it("while one transfer ends", () =>
    assert.match(shareWords({ kind: "stopping", transfers: 1 }, "/a").sentence, /^1 transfer may/));
  it("what comes after, where another folder takes its place", () =>
    assert.equal(
      shareWords({ kind: "stopping", transfers: 2, next: "/home/b" }, "/home/b").sentence,
      "2 transfers may still finish. Then “b” is shared.",
    ));
  it("where something is in the way, also in a line of its own", () => {
    const problem = { kind: "problem", choice, problem: { what: "", remedy: "" } } as const;
    assert.deepEqual(shareWords(problem, "/a"), { word: "Off", sentence: "Something is in the way." });
    assert.equal(shareWord(problem, "/a"), "Off: something is in the way");
    assert.equal(shareWord(on, "/a"), "On");
  });
  it("nothing of a port that was free", () => assert.equal(otherPort(on), undefined));
  it("of a port that was taken", () => assert.match(otherPort({ ...on, port: 8081 }) ?? "", /8080 was taken.*8081/));
});

it("what visitors see is the folder that is shared, or soon will be, whatever is chosen", () => {
  const shares = [on, { kind: "starting", choice }, { kind: "stopping", transfers: 0 }, { kind: "off" }] as const;
  assert.deepEqual(shares.map(sharedFolder), ["/a", "/a", undefined, undefined]);
});

describe("a port as typed", () => {
  const rules: [string, number | undefined][] = [
    ["8080", 8080],
    [" 80 ", 80],
    ["65535", 65_535],
    ["65536", undefined],
    ["0", undefined],
    ["-1", undefined],
    ["1e3", undefined],
    ["", undefined],
  ];
  for (const [text, port] of rules) it(`"${text}" is ${port ?? "none"}`, () => assert.equal(parsePort(text), port));
});

describe("a folder's name", () => {
  const rules = [
    ["/home/anna/Photos", "Photos"],
    ["/home/anna/Photos/", "Photos"],
    ["C:\\Users\\Anna\\Photos", "Photos"],
    ["/", "/"],
  ] as const;
  for (const [path, name] of rules) it(`${path} is ${name}`, () => assert.equal(folderName(path), name));
});
