import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { VisitorRules } from "../contract.ts";
import { usualRules } from "../settings/visitor-rules.ts";
import { shareOptionsOf } from "./share-options.ts";

function optionsWith(change: Partial<VisitorRules>) {
  const choice = { folder: "/srv", reach: "network", port: 8080, dotfiles: false } as const;
  return shareOptionsOf({ ...choice, rules: { ...usualRules, ...change } });
}

describe("what the server is told of the visitors", () => {
  it("is that they may only open what is there, unless it was chosen", () => {
    const { uploads, website, cors, precompressed, note } = optionsWith({
      ...{ inbox: "/inbox", spa: true, cors: true, precompressed: true },
    });
    assert.deepEqual([uploads, website, cors, precompressed, note], [undefined, undefined, false, false, ""]);
  });

  it("is where they may send to, and how much", () => {
    const bounds = { mostBytes: 5, diskBytesToLeave: 6 };
    assert.deepEqual(optionsWith({ uploads: true, ...bounds }).uploads, { inbox: undefined, ...bounds });
    assert.deepEqual(optionsWith({ uploads: true, inbox: "/inbox", ...bounds }).uploads, {
      inbox: "/inbox",
      ...bounds,
    });
  });

  it("is how the website behaves", () => {
    const presets = { spa: true, cleanUrls: false, isolated: true };
    const { website, cors, precompressed } = optionsWith({
      website: true,
      ...presets,
      cors: true,
      precompressed: true,
    });
    assert.deepEqual([website, cors, precompressed], [presets, true, true]);
  });

  it("is that a website is for its own pages, and as it lies on the disk, unless that was chosen", () => {
    const { cors, precompressed } = optionsWith({ website: true });
    assert.deepEqual([cors, precompressed], [false, false]);
  });

  it("is what the owner tells them", () => assert.equal(optionsWith({ note: "# Hello" }).note, "# Hello"));
});
