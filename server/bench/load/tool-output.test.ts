import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseAb, parseWrk } from "./tool-output.ts";

describe("what wrk prints", () => {
  const text = `Running 1s test @ http://127.0.0.1:8080/15-bytes.txt
  1 threads and 32 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency   249.09us   62.18us   2.61ms   84.56%
  5000 requests in 1.10s, 14.07MB read
Requests/sec:   4545.45
Transfer/sec:     12.81MB
`;
  it("is read", () => assert.deepEqual(parseWrk(text), { requests: 5000, seconds: 5000 / 4545.45, failed: 0 }));
  it("counts broken connections and refusals as failures", () => {
    const errors = "  Socket errors: connect 1, read 2, write 0, timeout 4\n  Non-2xx or 3xx responses: 10\n";
    assert.equal(parseWrk(text + errors).failed, 17);
  });
  it("is nothing where it printed no figures", () => assert.throws(() => parseWrk("unable to connect"), /no figures/));
});

describe("what ab prints", () => {
  const text = `Concurrency Level:      32
Time taken for tests:   0.800 seconds
Complete requests:      10000
Failed requests:        2
   (Connect: 0, Receive: 0, Length: 2, Exceptions: 0)
Non-2xx responses:      3
Requests per second:    12500.00 [#/sec] (mean)
`;
  it("is read", () => assert.deepEqual(parseAb(text), { requests: 10_000, seconds: 0.8, failed: 5 }));
  it("is nothing where it printed no figures", () => assert.throws(() => parseAb("apr_socket_recv"), /no figures/));
});
