import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { failedStart, statusOf, type End } from "./failed-start.ts";

const early: End = { code: 1, signal: null, milliseconds: 500, isAsked: false, mayLackSandbox: false };

describe("a start of Electron", () => {
  const rules = [
    {
      end: early,
      says: /right after its start \(exit status 1\)$/,
      rule: "has failed when it ends at once with an error",
    },
    {
      end: { ...early, code: null, signal: "SIGTRAP" },
      says: /\(SIGTRAP\)$/,
      rule: "has failed when it aborts at once",
    },
    {
      end: { ...early, code: null, signal: "SIGTRAP", mayLackSandbox: true },
      says: /sandbox.*npm start -- --no-sandbox/,
      rule: "has failed for want of a sandbox when it aborts where the system may refuse one",
    },
    {
      end: { ...early, mayLackSandbox: true },
      says: /\(exit status 1\)$/,
      rule: "has failed for another reason when it ends there by itself",
    },
    { end: { ...early, code: 126 }, says: /cannot be run/, rule: "has failed when its program cannot be run" },
    { end: { ...early, code: 127 }, says: /^libraries/, rule: "has failed when libraries are missing" },
    { end: { ...early, code: 0 }, says: undefined, rule: "has not when the app quits at once" },
    {
      end: { ...early, code: null, signal: "SIGTERM", isAsked: true },
      says: undefined,
      rule: "has not when it is stopped",
    },
    { end: { ...early, milliseconds: 60_000 }, says: undefined, rule: "has not when the app ran before" },
  ] as const;
  for (const { end, says, rule } of rules) {
    it(rule, () => {
      const said = failedStart(end);
      if (says === undefined) assert.equal(said, undefined);
      else assert.match(said ?? "", says);
    });
  }
});

describe("the exit status of a program", () => {
  it("is its own", () => assert.equal(statusOf({ code: 2, signal: null }), 2));
  it("is what a shell tells of an interrupt", () => assert.equal(statusOf({ code: null, signal: "SIGINT" }), 130));
  it("is what a shell tells of the end by another signal", () =>
    assert.equal(statusOf({ code: null, signal: "SIGTERM" }), 143));
});
