import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { memoryInUse } from "../testing/leftovers.ts";
import { LogRing } from "./log-ring.ts";
import { record } from "./testing.ts";

function idsOf(ring: LogRing, newest?: number): number[] {
  return [...ring.newest(newest)].map(({ id }) => id);
}

describe("a ring of records", () => {
  it("gives back a record as it was added", () => {
    const ring = new LogRing(2);
    const full = record({
      ...{ id: 2 ** 40, bytesSent: 2 ** 50, bytesExpected: -1, bytesReceived: 7, range: "0-1/2", waited: 0.5 },
      ...{ firstByte: -1, outcome: "client left", reason: "why", referrer: "http://h/", queueDepth: 9, port: 65_535 },
    });
    ring.add(full);
    assert.deepEqual([...ring.newest()], [full]);
  });

  it("keeps each number in a place of its own, up to its bound", () => {
    const ring = new LogRing(3);
    const [least, most] = [
      record({ time: 0, status: 0, port: 0, connection: 0, requestNumber: 0, waited: 0, firstByte: 0, total: 0 }),
      record({
        ...{ time: 2 ** 53 - 1, bytesSent: 2 ** 53 - 1, bytesExpected: 2 ** 53 - 1, bytesReceived: 2 ** 53 - 1 },
        ...{ status: 999, port: 65_535, connection: 2 ** 32 - 1, requestNumber: 2 ** 32 - 1, queueDepth: 65_535 },
        ...{ waited: 2 ** 24 - 1, firstByte: 2 ** 24 - 1, total: 2 ** 24 - 1, outcome: "failed", version: "1.1" },
      }),
    ];
    for (const kept of [most, least, most]) ring.add(kept);
    assert.deepEqual([...ring.newest()], [most, least, most]);
  });

  it("keeps large numbers beside small ones", () => {
    const ring = new LogRing(2);
    const [time, bytesExpected, waited, total] = [2 ** 53 - 1, 2 ** 53 - 1, 2 ** 24 - 1, 2 ** 24 - 1];
    const [id, bytesSent, bytesReceived, firstByte] = [2 ** 53 - 1, 2 ** 53 - 1, 2 ** 53 - 1, 2 ** 24 - 1];
    const checkered = [
      record({
        ...{ id: 0, time, bytesSent: 0, bytesExpected, bytesReceived: 0, waited, firstByte: 0, total },
        ...{ connection: 0, requestNumber: 2 ** 32 - 1, queueDepth: 0, port: 65_535, status: 0, outcome: "failed" },
      }),
      record({
        ...{ id, time: 0, bytesSent, bytesExpected: 0, bytesReceived, waited: 0, firstByte, total: 0 },
        ...{ connection: 2 ** 32 - 1, requestNumber: 0, queueDepth: 65_535, port: 0, status: 65_535 },
        ...{ outcome: "active", version: "1.1" },
      }),
    ];
    for (const kept of checkered) ring.add(kept);
    assert.deepEqual([...ring.newest()], checkered);
  });

  it("says that a queue was as deep as it can say where it was deeper", () => {
    const ring = new LogRing(1);
    ring.add(record({ queueDepth: 70_000 }));
    assert.equal([...ring.newest()][0]?.queueDepth, 65_535);
  });

  it("keeps what only a request with a body knows, and leaves it to no other record", () => {
    const ring = new LogRing(2);
    const brought = record({ id: 1, bytesIncoming: 2 ** 50, filesSaved: 3 });
    for (const id of [1, 2]) ring.add(id === 1 ? brought : record({ id }));
    assert.deepEqual([...ring.newest()], [brought, record({ id: 2 })]);
    ring.add(record({ id: 3 }));
    assert.deepEqual([...ring.newest()], [record({ id: 2 }), record({ id: 3 })]);
    ring.add(record({ bytesIncoming: 5 }));
    assert.equal([...ring.newest()].at(-1)?.filesSaved, 0);
  });

  it("keeps every outcome and version apart", () => {
    const ring = new LogRing(9);
    const outcomes = ["active", "complete", "client left", "timed out", "refused", "failed"] as const;
    for (const outcome of outcomes) ring.add(record({ outcome }));
    for (const version of ["", "1.0", "1.1"] as const) ring.add(record({ version }));
    const kept = [...ring.newest()];
    assert.deepEqual(
      kept.slice(0, 6).map(({ outcome }) => outcome),
      outcomes,
    );
    assert.deepEqual(
      kept.slice(6).map(({ version }) => version),
      ["", "1.0", "1.1"],
    );
  });

  it("lets the oldest fall out, and counts them", () => {
    const ring = new LogRing(3);
    for (let id = 1; id <= 5; id++) ring.add(record({ id }));
    assert.deepEqual([idsOf(ring), ring.added, ring.length, ring.dropped], [[3, 4, 5], 5, 3, 2]);
  });

  it("holds the newest of any number, in order, however often it wrapped", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(40), fc.nat(50), (capacity, count, newest) => {
        const ring = new LogRing(capacity);
        const ids = Array.from({ length: count }, (_, index) => index + 1);
        for (const id of ids) ring.add(record({ id }));
        const kept = ids.slice(-capacity);
        assert.deepEqual(idsOf(ring), kept);
        assert.deepEqual(idsOf(ring, newest), newest === 0 ? [] : kept.slice(-newest));
        assert.equal(ring.dropped + ring.length, ring.added);
      }),
    );
  });

  it("clips long texts", () => {
    const ring = new LogRing(1);
    const long = "x".repeat(5000);
    ring.add(record({ target: long, reason: long, userAgent: long, referrer: long }));
    const [kept] = [...ring.newest()];
    const clipped = `${"x".repeat(1024)}…`;
    assert.deepEqual(
      [kept?.target, kept?.reason, kept?.userAgent, kept?.referrer],
      [clipped, clipped, clipped, clipped],
    );
  });

  it("does not hold on to the long texts that it clipped", async () => {
    const ring = new LogRing(400);
    const before = await memoryInUse();
    for (let id = 0; id < 400; id++) ring.add(record({ target: Buffer.alloc(100_000, "x").toString("latin1") }));
    assert.ok((await memoryInUse()) - before < 10_000_000);
    assert.equal(ring.length, 400);
  });
});
