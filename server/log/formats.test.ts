import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { combined, common, ndjson } from "./formats.ts";
import type { LogRecord } from "./log-record.ts";
import { plainRecord } from "./plain-record.ts";
import { anyText, dangerous, record } from "./testing.ts";

describe("the Common Log Format", () => {
  const stamp = "[22/Nov/2026:21:30:16 +0000]";
  for (const [changes, line, rule] of [
    [{}, `192.0.2.7 - - ${stamp} "GET /a.txt HTTP/1.1" 200 1234`, "has host, time, request line, status and bytes"],
    [{ bytesSent: 0 }, `192.0.2.7 - - ${stamp} "GET /a.txt HTTP/1.1" 200 -`, "has a dash where no body was sent"],
    [{ status: 0 }, `192.0.2.7 - - ${stamp} "GET /a.txt HTTP/1.1" - 1234`, "has a dash where there was no answer"],
    [{ version: "" }, `192.0.2.7 - - ${stamp} "GET /a.txt" 200 1234`, "has no version where none was understood"],
    [{ address: "" }, `- - - ${stamp} "GET /a.txt HTTP/1.1" 200 1234`, "has a dash where the address is not known"],
    [
      { method: "", target: "", version: "" },
      `192.0.2.7 - - ${stamp} "-" 200 1234`,
      "has a dash where the head could not be read",
    ],
    [{ target: '/"\\' }, `192.0.2.7 - - ${stamp} "GET /\\"\\\\ HTTP/1.1" 200 1234`, "escapes quotes and backslashes"],
    [
      { target: "/\x1b\x80\\x1b" },
      `192.0.2.7 - - ${stamp} "GET /\\x1b\\x80\\\\x1b HTTP/1.1" 200 1234`,
      "tells an escaped byte from the same text",
    ],
  ] as const) {
    it(rule, () => assert.equal(common(record(changes)), line));
  }

  it("has each record's own request line, whatever the one before it asked for", () => {
    for (const [changes, line] of [
      [{}, "GET /a.txt HTTP/1.1"],
      [{ method: "HEAD" }, "HEAD /a.txt HTTP/1.1"],
      [{}, "GET /a.txt HTTP/1.1"],
      [{ target: "/b" }, "GET /b HTTP/1.1"],
      [{ target: "/b", version: "1.0" }, "GET /b HTTP/1.0"],
      [{ target: "/b", version: "1.0" }, "GET /b HTTP/1.0"],
    ] as const) {
      assert.equal(/"(.*)"/.exec(common(record(changes)))?.[1], line);
    }
  });

  it("has each second's time", () => {
    const times = [Date.UTC(2026, 0, 1), Date.UTC(2026, 11, 31, 23, 59, 59, 999), Date.UTC(2026, 0, 1)];
    assert.deepEqual(
      times.map((time) => /\[(.*)\]/.exec(common(record({ time })))?.[1]),
      ["01/Jan/2026:00:00:00 +0000", "31/Dec/2026:23:59:59 +0000", "01/Jan/2026:00:00:00 +0000"],
    );
  });

  it("has English months, whatever the computer speaks", () => {
    const lines = Array.from({ length: 12 }, (_, month) => common(record({ time: Date.UTC(2026, month, 15) })));
    const months = lines.map((line) => /\[15\/(\w+)\/2026:/.exec(line)?.[1]).join(" ");
    assert.equal(months, "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec");
  });
});

describe("the Combined Log Format", () => {
  it("has referrer and user agent behind the common part", () => {
    const line = combined(record({ referrer: "http://h/", userAgent: 'a "b"' }));
    assert.ok(line.startsWith(common(record())));
    assert.ok(line.endsWith(String.raw` "http://h/" "a \"b\""`));
  });
  it("has each record's own texts, whatever the one before it had", () => {
    const texts = ["", "a", "b"];
    const pairs = texts.flatMap((referrer) => texts.map((userAgent) => ({ referrer, userAgent })));
    const quoted = (text: string) => (text === "" ? '"-"' : `"${text}"`);
    for (const before of pairs) {
      for (const { referrer, userAgent } of pairs) {
        combined(record({ ...before, address: before.referrer }));
        const line = combined(record({ referrer, userAgent, address: referrer }));
        assert.ok(line.startsWith(`${referrer === "" ? "-" : referrer} - - [`), line);
        assert.ok(line.endsWith(` ${quoted(referrer)} ${quoted(userAgent)}`), line);
      }
    }
  });
  it("has a dash for what was not sent", () => assert.ok(combined(record({ userAgent: "" })).endsWith(' "-" "-"')));
});

describe("NDJSON", () => {
  it("has every field by its name, and the time as ISO 8601", () => {
    assert.deepEqual(JSON.parse(ndjson(record({ reason: "why" }))), {
      ...{ event: "request", id: 1, time: "2026-11-22T21:30:16.789Z", address: "192.0.2.7", port: 50_000 },
      ...{ connection: 3, requestNumber: 2, queueDepth: 0, method: "GET", target: "/a.txt", version: "1.1" },
      ...{ userAgent: "curl/8", status: 200, bytesSent: 1234, bytesExpected: 1234, bytesReceived: 0, waited: 0 },
      ...{ firstByte: 0.5, total: 2.25, outcome: "complete", reason: "why" },
    });
  });

  it("leaves out what is not known", () => {
    const plain = plainRecord(record({ referrer: "", bytesExpected: -1, firstByte: -1, range: "" }));
    for (const name of ["referrer", "bytesExpected", "firstByte", "range"]) assert.ok(!(name in plain));
  });

  it("has milliseconds to the microsecond", () =>
    assert.equal(plainRecord(record({ total: 1.23456 }))["total"], 1.235));
});

/** A record whose texts the network chose. */
const anyRecord = fc
  .record({ method: anyText, target: anyText, userAgent: anyText, referrer: anyText, reason: anyText })
  .map((texts): LogRecord => record({ ...texts, method: `M${texts.method}` }));

describe("a line of any record", () => {
  it("is one line, and nothing in it acts", () => {
    fc.assert(
      fc.property(anyRecord, (any) => {
        for (const format of [common, combined, ndjson]) assert.doesNotMatch(format(any), dangerous);
      }),
      { numRuns: 300 },
    );
  });

  it("keeps its quoted fields apart, whatever is in them", () => {
    const quoted = String.raw`"(?:[^"\\]|\\.)*"`;
    const line = new RegExp(`^192\\.0\\.2\\.7 - - \\[[^\\]]+\\] ${quoted} 200 1234 ${quoted} ${quoted}$`, "u");
    fc.assert(
      fc.property(anyRecord, (any) => assert.match(combined(any), line)),
      { numRuns: 300 },
    );
  });

  it("is JSON from which the same texts come back", () => {
    fc.assert(
      fc.property(anyRecord, (any) => {
        const read = JSON.parse(ndjson(any)) as Record<string, string>;
        assert.deepEqual(
          [read["method"], read["target"] ?? "", read["reason"] ?? ""],
          [any.method, any.target, any.reason],
        );
      }),
      { numRuns: 300 },
    );
  });
});
