import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { recordWith } from "../testing/records.ts";
import { answerWords, progressOf, progressWords, recordMeaning, statusMeaning, toneOf } from "./status-words.ts";

describe("what a status means", () => {
  const rules: [number, string][] = [
    [404, "Not found"],
    [206, "Part sent"],
    [503, "Unavailable"], // also where a disk or a cloud does not give a file: nobody is busy then
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
  it("a part that a visitor left is good: a player leaves one at each seek", () =>
    assert.equal(toneOf({ status: 206, outcome: "client left" }), "good"));
  it("a part that stood still until its time was over is bad", () =>
    assert.equal(toneOf({ status: 206, outcome: "timed out" }), "bad"));
  it("an error that went out whole is bad", () => assert.equal(toneOf({ status: 404, outcome: "complete" }), "bad"));
  it("a 200 is good", () => assert.equal(toneOf({ status: 200, outcome: "complete" }), "good"));
  it("what has no status is quiet", () => assert.equal(toneOf({ status: 0, outcome: "complete" }), "quiet"));
  it("a 5xx is broken", () => assert.equal(toneOf({ status: 503, outcome: "refused" }), "broken"));
  it("what was refused without an answer is bad", () => assert.equal(toneOf({ status: 0, outcome: "refused" }), "bad"));
  it("a 304 moved", () => assert.equal(toneOf({ status: 304, outcome: "complete" }), "moved"));
});

describe("progress in words", () => {
  const rules = [
    { record: { outcome: "active", bytesSent: 43, bytesExpected: 100 }, says: "43 %" },
    { record: { outcome: "active", bytesSent: 0, bytesExpected: -1 }, says: "waiting" },
    { record: { outcome: "client left", bytesSent: 999, bytesExpected: 1000 }, says: "left at 99 %" },
    { record: { outcome: "complete", bytesSent: 10, bytesExpected: 10 }, says: "complete" },
    { record: { outcome: "active", bytesIncoming: 100, bytesReceived: 43, bytesExpected: -1 }, says: "43 %" },
    { record: { outcome: "active", bytesIncoming: -1, bytesReceived: 43, bytesExpected: -1 }, says: "receiving" },
    {
      record: { outcome: "client left", bytesIncoming: 100, bytesReceived: 7, bytesExpected: -1 },
      says: "left at 7 %",
    },
    { record: { outcome: "refused", bytesSent: 23, bytesExpected: 23 }, says: "refused" },
  ] as const;
  for (const { record, says } of rules) it(says, () => assert.equal(progressWords(recordWith(record)), says));
});

describe("a record that brings a file", () => {
  const open = { status: 0, outcome: "active", bytesSent: 0, bytesExpected: -1, bytesIncoming: 10 } as const;
  it("is receiving, then saved", () => {
    assert.equal(recordMeaning(recordWith(open)), "receiving");
    assert.equal(recordMeaning(recordWith({ ...open, status: 201, filesSaved: 1 })), "Saved");
  });
  it("is not saved where it was refused", () =>
    assert.equal(recordMeaning(recordWith({ ...open, status: 507, filesSaved: 0 })), "Disk full"));
  it("is saved in part where others of its files were refused, or did not come", () => {
    assert.equal(recordMeaning(recordWith({ ...open, status: 413, filesSaved: 2 })), "Saved in part");
    const left = { ...open, outcome: "client left", filesSaved: 1 } as const;
    assert.equal(recordMeaning(recordWith({ ...left, bytesReceived: 5 })), "Saved in part");
    assert.equal(recordMeaning(recordWith({ ...left, bytesReceived: 10 })), "Saved");
    assert.equal(recordMeaning(recordWith({ ...open, filesSaved: 1, bytesReceived: 5 })), "receiving");
  });
  it("waits like any other where it brings nothing", () => {
    assert.equal(recordMeaning(recordWith({ status: 0, outcome: "active" })), "waiting");
    assert.equal(recordMeaning(recordWith({ status: 0, outcome: "client left" })), "no answer");
  });
  it("fills by what has come, not by the answer", () => {
    assert.equal(progressOf(recordWith({ ...open, bytesReceived: 5, bytesSent: 64, bytesExpected: 64 })), 0.5);
    const saved = { ...open, filesSaved: 1, bytesReceived: 10, bytesSent: 0, bytesExpected: 64 };
    assert.equal(progressOf(recordWith(saved)), 1);
  });
});

describe("the answer to a request", () => {
  const rules = [
    { record: { status: 404 }, says: "404 Not found", rule: "is its status, and what that means" },
    { record: { status: 0, outcome: "active" }, says: "No answer yet", rule: "may still come" },
    { record: { status: 0, outcome: "client left" }, says: "No answer", rule: "does not come any more" },
  ] as const;
  for (const { record, says, rule } of rules) it(rule, () => assert.equal(answerWords(recordWith(record)), says));
});
