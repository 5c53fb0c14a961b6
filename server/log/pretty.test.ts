import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { LogRecord } from "./log-record.ts";
import { prettyFormat } from "./pretty.ts";
import { anyText, dangerous, record } from "./testing.ts";

const plain = prettyFormat(false);

/** A line without its time, which is local. */
function lineOf(changes: Partial<LogRecord>): string {
  return plain(record(changes)).slice(10);
}

describe("a line for people", () => {
  it("says who asked for what, how it went and how long it took", () => {
    assert.equal(lineOf({}), "192.0.2.7        200    1.2 kB     2 ms  GET  /a.txt");
  });

  it("has the day before the time in a file, which is read on another one", () => {
    const time = new Date(2026, 10, 2, 3, 4, 5).getTime();
    const dated = prettyFormat(false, true)(record({ time }));
    assert.equal(dated, `2026-11-02 ${plain(record({ time }))}`);
    assert.match(dated, /^2026-11-02 03:04:05 {2}192/);
  });

  it("has the day and the time of this computer's zone", (test) => {
    const zone = process.env["TZ"];
    test.after(() => (zone === undefined ? delete process.env["TZ"] : (process.env["TZ"] = zone)));
    const time = Date.UTC(2026, 10, 2, 23, 4, 5);
    for (const [name, shown] of [
      ["Asia/Kolkata", "2026-11-03 04:34:05"],
      ["America/New_York", "2026-11-02 18:04:05"],
    ] as const) {
      process.env["TZ"] = name;
      assert.ok(prettyFormat(false, true)(record({ time })).startsWith(shown), name);
    }
  });

  for (const [changes, end, rule] of [
    [{ reason: "why" }, "GET  /a.txt  why", "says why the server answered so"],
    [{ outcome: "client left", reason: "" }, "GET  /a.txt  left", "says how it ended, where that was not well"],
    [{ outcome: "timed out", reason: "why" }, "GET  /a.txt  timed out: why", "says both"],
    [{ method: "", target: "" }, "     (no request)", "says that there was no request to read"],
    [{ target: `/${"a".repeat(100)}` }, `/${"a".repeat(78)}…`, "clips a long target"],
    [{ method: "\x1b[2J", target: "/\u202e", reason: "\r" }, "\\x1b[2J /\\u{202e}  \\x0d", "shows what cannot be seen"],
  ] as const) {
    it(rule, () => assert.ok(lineOf(changes).endsWith(end), lineOf(changes)));
  }

  for (const [changes, size] of [
    [{ bytesSent: 0, bytesExpected: 0 }, "0 B"],
    [{ bytesSent: 999, bytesExpected: 999 }, "999 B"],
    [{ bytesSent: 1500, bytesExpected: -1 }, "1.5 kB"],
    [{ bytesSent: 999_499, bytesExpected: -1 }, "999 kB"],
    [{ bytesSent: 999_500, bytesExpected: -1 }, "1.0 MB"],
    [{ bytesSent: 9_960_000, bytesExpected: -1 }, "10 MB"],
    [{ bytesSent: 5e15, bytesExpected: -1 }, "5.0 PB"],
    [{ bytesSent: 1, bytesExpected: 3, outcome: "client left" }, "33 %"],
    [{ bytesSent: 3, bytesExpected: 3, outcome: "failed" }, "3 B"],
    [{ bytesSent: 0, bytesExpected: 3, outcome: "complete" }, "0 B"],
  ] as const) {
    it(`shows ${changes.bytesSent} of ${changes.bytesExpected} bytes as ${size}`, () => {
      assert.equal(lineOf(changes).slice(22, 30).trim(), size);
    });
  }

  for (const [changes, size, rule] of [
    [{ bytesSent: 66, bytesExpected: 66, bytesReceived: 3e5, bytesIncoming: 3e5 }, "300 kB", "a file came"],
    [{ bytesSent: 3e6, bytesExpected: 3e6, bytesReceived: 90, bytesIncoming: 90 }, "3.0 MB", "names of a zip came"],
    [
      { bytesSent: 0, bytesExpected: -1, bytesReceived: 1, bytesIncoming: 3, outcome: "client left" },
      "33 %",
      "not all",
    ],
    [{ bytesSent: 0, bytesExpected: -1, bytesReceived: 5, bytesIncoming: -1, outcome: "failed" }, "5 B", "unannounced"],
  ] as const) {
    it(`shows ${size} where a request brought something: ${rule}`, () => {
      assert.equal(lineOf(changes).slice(22, 30).trim(), size);
    });
  }

  for (const [total, shown] of [
    [0.4, "<1 ms"],
    [1, "1 ms"],
    [999.4, "999 ms"],
    [999.6, "1.0 s"],
    [61_000, "61.0 s"],
  ] as const) {
    it(`shows ${total} milliseconds as ${shown}`, () => assert.equal(lineOf({ total }).slice(31, 39).trim(), shown));
  }

  for (const [status, colour, shown] of [
    [200, 32, "200"],
    [299, 32, "299"],
    [300, 36, "300"],
    [304, 36, "304"],
    [399, 36, "399"],
    [400, 33, "400"],
    [499, 33, "499"],
    [500, 31, "500"],
    [0, 31, "---"],
  ] as const) {
    it(`has its own colour for ${shown} where there are colours`, () => {
      assert.ok(prettyFormat(true)(record({ status })).includes(`\x1b[${colour}m${shown}\x1b[0m`));
    });
  }

  it("of any record is one line, and nothing in it acts", () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (method, target, reason) => {
        assert.doesNotMatch(plain(record({ method, target, reason })), dangerous);
      }),
      { numRuns: 300 },
    );
  });
});
