import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { noCounters } from "../testing/counters.ts";
import { countOf, noRates, seconds, withCount } from "./rates.ts";

describe("rates", () => {
  const begun = withCount(noRates, { time: 1000, requests: 100, bytes: 5000 });

  it("need two counts", () => assert.deepEqual(begun.requestsPerSecond, noRates.requestsPerSecond));
  it("are differences in a second", () => {
    const { requestsPerSecond, bytesPerSecond } = withCount(begun, { time: 3000, requests: 300, bytes: 9000 });
    assert.equal(requestsPerSecond.at(-1), 100);
    assert.equal(bytesPerSecond.at(-1), 2000);
  });
  it("are of all bytes, those that went and those that came", () => {
    const counted = countOf({ ...noCounters, requests: 3, bytesSent: 500, bytesReceived: 20 }, 7);
    assert.deepEqual(counted, { time: 7, requests: 3, bytes: 520 });
  });
  it("keep a minute", () => {
    assert.equal(seconds, 60);
    const later = withCount(begun, { time: 2000, requests: 101, bytes: 5001 });
    assert.deepEqual([later.requestsPerSecond.length, later.bytesPerSecond.length], [seconds, seconds]);
  });
  it("wait while the clock stands", () => {
    assert.equal(withCount(begun, { time: 1000, requests: 200, bytes: 0 }).requestsPerSecond.at(-1), 0);
  });
});
