import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { noRates, seconds, withCount } from "./rates.ts";

describe("rates", () => {
  const begun = withCount(noRates, { time: 1000, requests: 100, bytes: 5000 });

  it("need two counts", () => assert.deepEqual(begun.requestsPerSecond, noRates.requestsPerSecond));
  it("are differences in a second", () => {
    const { requestsPerSecond, bytesPerSecond } = withCount(begun, { time: 3000, requests: 300, bytes: 9000 });
    assert.equal(requestsPerSecond.at(-1), 100);
    assert.equal(bytesPerSecond.at(-1), 2000);
  });
  it("keep a minute", () => {
    const later = withCount(begun, { time: 2000, requests: 101, bytes: 5001 });
    assert.equal(later.requestsPerSecond.length, seconds);
  });
  it("are never negative when the server begins anew", () => {
    assert.equal(withCount(begun, { time: 2000, requests: 7, bytes: 0 }).requestsPerSecond.at(-1), 7);
  });
  it("wait while the clock stands", () => {
    assert.equal(withCount(begun, { time: 1000, requests: 200, bytes: 0 }).requestsPerSecond.at(-1), 0);
  });
});
