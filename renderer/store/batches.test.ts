import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { noCounters } from "../testing/counters.ts";
import { Batches } from "./batches.ts";

function received(...sequences: number[]): string {
  const events: string[] = [];
  const batches = new Batches(
    ({ sequence }) => events.push(`apply ${sequence}`),
    (sequence) => events.push(`acknowledge ${sequence}`),
  );
  for (const sequence of sequences) batches.receive({ sequence, records: [], notShown: 0, counters: noCounters });
  return events.join(", ");
}

describe("log batches", () => {
  it("are applied, then acknowledged", () => assert.equal(received(1), "apply 1, acknowledge 1"));
  it("are applied in order", () => assert.equal(received(2, 1), "apply 1, acknowledge 1, apply 2, acknowledge 2"));
  it("are not applied twice", () => assert.equal(received(1, 1), "apply 1, acknowledge 1"));
  it("wait for one that is missing", () => assert.equal(received(1, 3), "apply 1, acknowledge 1"));
});
