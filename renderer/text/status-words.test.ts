import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { progressWords, statusMeaning, toneOf } from "./status-words.ts";

describe("what a status means", () => {
  const rules: [number, string][] = [
    [404, "Not found"],
    [206, "Part sent"],
    [299, "Success"],
    [599, "Server error"],
    [0, ""],
    [999, ""],
  ];
  for (const [status, meaning] of rules)
    it(`${status}: "${meaning}"`, () => assert.equal(statusMeaning(status), meaning));
});

describe("how a record feels", () => {
  it("under way is busy whatever its status", () => assert.equal(toneOf({ status: 200, outcome: "active" }), "busy"));
  it("a visitor that left is bad though the status was good", () =>
    assert.equal(toneOf({ status: 200, outcome: "client left" }), "bad"));
  it("a 5xx is broken", () => assert.equal(toneOf({ status: 503, outcome: "refused" }), "broken"));
  it("a 304 moved", () => assert.equal(toneOf({ status: 304, outcome: "complete" }), "moved"));
});

describe("progress in words", () => {
  const rules = [
    { record: { outcome: "active", bytesSent: 43, bytesExpected: 100 }, says: "43 %" },
    { record: { outcome: "active", bytesSent: 0, bytesExpected: -1 }, says: "waiting" },
    { record: { outcome: "client left", bytesSent: 999, bytesExpected: 1000 }, says: "left 99 %" },
    { record: { outcome: "complete", bytesSent: 10, bytesExpected: 10 }, says: "complete" },
    { record: { outcome: "refused", bytesSent: 23, bytesExpected: 23 }, says: "refused" },
  ] as const;
  for (const { record, says } of rules) it(says, () => assert.equal(progressWords(record), says));
});
