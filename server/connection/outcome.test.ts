import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { outcomeOf, reasonOfEnd } from "./outcome.ts";

describe("the outcome of an answer that reached its visitor", () => {
  const outcomes = [
    { statuses: [200, 204, 206, 301, 304, 403, 404, 405, 412, 416], outcome: "complete" },
    { statuses: [400, 413, 414, 417, 421, 431, 501, 503, 505, 507], outcome: "refused" },
    { statuses: [408], outcome: "timed out" },
    { statuses: [500], outcome: "failed" },
  ];
  for (const { statuses, outcome } of outcomes) {
    it(`is "${outcome}" for ${statuses.join(", ")}`, () => {
      for (const status of statuses) assert.equal(outcomeOf(status), outcome);
    });
  }
});

describe("why a request ended", () => {
  const rules = [
    { told: { reason: "" }, why: "", says: "", rule: "is not said where there is nothing to say" },
    { told: { reason: "listing" }, why: "", says: "listing", rule: "is what the answer said" },
    { told: { reason: "listing" }, why: "stopped", says: "stopped", rule: "is rather what became of its connection" },
    {
      told: { reason: "", filesSaved: 1 },
      why: "",
      says: "one file was saved before that",
      rule: "has what was saved of a form, where nothing else is known",
    },
    {
      told: { reason: "", filesSaved: 3 },
      why: "it came too slowly",
      says: "it came too slowly; 3 files were saved before that",
      rule: "has it also where the rest was waited for in vain",
    },
    {
      told: { reason: 'saved as "a"', filesSaved: 1 },
      why: "stopped",
      says: 'stopped; saved as "a"',
      rule: "keeps the names of what was saved",
    },
  ];
  for (const { told, why, says, rule } of rules) it(rule, () => assert.equal(reasonOfEnd(told, why), says));
});
