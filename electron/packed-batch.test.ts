import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { anyText, record } from "../server/log/testing.ts";
import type { LogBatch, LogRecord } from "./contract.ts";
import { packBatch, unpackBatch } from "./packed-batch.ts";
import { noCounters } from "./sharing/counters.ts";

const batchOf = (records: readonly LogRecord[]): LogBatch => ({
  sequence: 3,
  records,
  notShown: 12,
  counters: { ...noCounters, requests: 7 },
});

describe("a batch that was packed for its way to the window", () => {
  it("is what it was", () => {
    const batch = batchOf([record({ id: 1 }), record({ id: 2, status: 404, outcome: "active" })]);
    assert.deepEqual(unpackBatch(packBatch(batch)), batch);
  });
  it("is what it was without any records", () => {
    assert.deepEqual(unpackBatch(packBatch(batchOf([]))), batchOf([]));
  });
  it("has of a body just what the record has", () => {
    const records = [record(), record({ bytesIncoming: -1, filesSaved: 0 }), record({ bytesIncoming: 0 })];
    assert.deepEqual(unpackBatch(packBatch(batchOf(records))).records, records);
  });
  it("keeps each field of a record in its own place, whatever is in it", () => {
    const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0);
    const texts = ["address", "method", "target", "userAgent", "referrer", "range", "reason"] as const;
    const sent = Object.keys(record()).filter((name) => typeof record()[name as keyof LogRecord] === "number");
    const anyNumbers = fc.record(Object.fromEntries(sent.map((name) => [name, anyNumber])));
    const anyTexts = fc.record(Object.fromEntries(texts.map((name) => [name, anyText])));
    fc.assert(
      fc.property(anyNumbers, anyTexts, (numbers, words) => {
        const records = [record({ ...numbers, ...words })];
        assert.deepEqual(unpackBatch(packBatch(batchOf(records))).records, records);
      }),
    );
  });
});
