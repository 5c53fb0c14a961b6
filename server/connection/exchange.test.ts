import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { outcomeOf } from "./exchange.ts";

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
