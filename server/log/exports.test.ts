import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { csvHeader, csvLine } from "./csv.ts";
import { harEntry, harFrame } from "./har.ts";
import type { LogRecord } from "./log-record.ts";
import { anyText, dangerous } from "./testing.ts";
import { visible } from "./visible.ts";

const record: LogRecord = {
  id: 7,
  time: Date.UTC(2026, 10, 22, 21, 30, 16, 5),
  address: "192.168.1.23",
  port: 50_123,
  connection: 3,
  requestNumber: 2,
  queueDepth: 0,
  method: "GET",
  target: "/photos/a.jpg?size=2",
  version: "1.1",
  userAgent: "Mozilla/5.0 (iPhone, like Mac)",
  referrer: "",
  status: 200,
  bytesSent: 1234,
  bytesExpected: 1234,
  bytesReceived: 0,
  range: "",
  waited: 0.5,
  firstByte: 2.25,
  total: 10.12345,
  outcome: "complete",
  reason: "",
};

/** The fields of one line, as a spreadsheet reads them. */
function cells(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'),
  );
}

function cell(name: string, change: Partial<LogRecord>): string | undefined {
  return cells(csvLine({ ...record, ...change }))[csvHeader.split(",").indexOf(name)];
}

describe("a record as CSV", () => {
  it("has as many cells as there are columns", () =>
    assert.equal(cells(csvLine(record)).length, csvHeader.split(",").length));

  it("names its columns", () =>
    assert.equal(
      csvHeader,
      "id,time,address,port,connection,requestNumber,method,target,version,status,outcome,bytesSent,bytesExpected," +
        "bytesReceived,bytesIncoming,filesSaved,range,waited,firstByte,total,reason,userAgent,referrer",
    ));

  const rules = [
    ["time", {}, "2026-11-22T21:30:16.005Z", "has its time as ISO 8601"],
    ["bytesIncoming", { bytesIncoming: 5000, filesSaved: 1 }, "5000", "has how much a visitor meant to send"],
    ["filesSaved", { bytesIncoming: 5000, filesSaved: 1 }, "1", "has how many files came of that"],
    ["filesSaved", {}, "", "leaves out what only a request with a body has"],
    ["connection", {}, "3", "has which connection it came by"],
    ["requestNumber", {}, "2", "has the number that it has there"],
    ["userAgent", {}, "Mozilla/5.0 (iPhone, like Mac)", "keeps a comma inside its cell"],
    ["target", { target: '/a"b' }, '/a"b', "keeps a quote inside its cell"],
    ["total", {}, "10.123", "has milliseconds to the microsecond"],
    ["bytesExpected", { bytesExpected: -1 }, "", "leaves out what nobody knows"],
    ["userAgent", { userAgent: "=cmd|' /C calc'!A0" }, "'=cmd|' /C calc'!A0", "defuses a formula"],
    ["userAgent", { userAgent: "+1+1" }, "'+1+1", "defuses a sum"],
    ["userAgent", { userAgent: "-2+3" }, "'-2+3", "defuses a difference"],
    ["userAgent", { userAgent: "a;=1;-2; +3" }, "a;'=1;'-2; +3", "defuses one behind a cell's end, where that is a ;"],
    ["userAgent", { userAgent: "a;@b;+1;\t=2" }, "a;'@b;'+1;'\\x09=2", "defuses it there whatever it begins with"],
    ["userAgent", { userAgent: 'a;"=1;""@b;"c' }, `a;'"=1;'""@b;"c`, "defuses one that has quotes before it there"],
    ["referrer", { referrer: "@SUM(A1)" }, "'@SUM(A1)", "defuses a function of old spreadsheets"],
  ] as const;
  for (const [name, change, expected, rule] of rules) it(rule, () => assert.equal(cell(name, change), expected));

  it("stays one line whatever a visitor sends", () =>
    assert.doesNotMatch(csvLine({ ...record, target: "/a\r\nb", userAgent: "\n=1", reason: "\t=1" }), /[\r\n]/));

  it("is one line in which nothing acts, and each cell has its own text, whatever a visitor sends", () => {
    const anyCell = fc.oneof(
      anyText,
      fc.tuple(fc.constantFrom("=", "+", "-", "@", "\t", ",", '"', "'"), anyText).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(anyCell, anyCell, anyCell, (target, userAgent, referrer) => {
        const line = csvLine({ ...record, target, userAgent, referrer });
        assert.doesNotMatch(line, dangerous);
        const [header, read] = [csvHeader.split(","), cells(line)];
        assert.equal(read.length, header.length);
        for (const [name, text] of Object.entries({ target, userAgent, referrer })) {
          const isFormula = /^[=+\-@\t\r\n]/.test(text);
          assert.equal(read[header.indexOf(name)], visible(isFormula ? `'${text}` : text));
        }
      }),
      { numRuns: 200 },
    );
  });
});

type Entry = {
  readonly request: {
    readonly httpVersion: string;
    readonly url: string;
    readonly headers: unknown;
    readonly queryString: unknown;
    readonly headersSize: number;
  };
  readonly response: {
    readonly headersSize: number;
    readonly statusText: string;
    readonly content: unknown;
    readonly redirectURL: string;
  };
  readonly timings: unknown;
  readonly _reason: string;
};

describe("records as an HTTP archive", () => {
  const base = "http://192.168.1.2:8080/";
  const entry = (change: Partial<LogRecord> = {}, heads?: { received: string; sent: string }) =>
    JSON.parse(harEntry({ ...record, ...change }, heads, base)) as Entry;

  it("are one JSON document of version 1.2", () => {
    const { begin, end } = harFrame("1.0.0");
    const archive = JSON.parse(
      `${begin}${harEntry(record, undefined, base)},\n${harEntry(record, undefined, base)}${end}`,
    ) as {
      log: { version: string; entries: unknown[] };
    };
    assert.deepEqual([archive.log.version, archive.log.entries.length], ["1.2", 2]);
  });

  it("say it where no version is known, of what was no request", () => {
    const { request } = entry({ method: "", target: "", version: "" });
    assert.equal(request.httpVersion, "unknown");
  });

  it("have all that is known of a request, and say what is not", () => {
    const change = {
      target: "/a?b=c%20d&b",
      referrer: "http://r/",
      version: "1.0",
      firstByte: -1,
      reason: "why",
    } as const;
    const { request, response, ...rest } = entry(change);
    assert.deepEqual(request, {
      ...{ method: "GET", url: `${base}a?b=c%20d&b`, httpVersion: "HTTP/1.0", cookies: [] },
      headers: [
        { name: "User-Agent", value: record.userAgent },
        { name: "Referer", value: "http://r/" },
      ],
      queryString: [
        { name: "b", value: "c d" },
        { name: "b", value: "" },
      ],
      ...{ headersSize: -1, bodySize: 0 },
    });
    assert.deepEqual(response, {
      ...{ status: 200, statusText: "", httpVersion: "HTTP/1.1", cookies: [], headers: [] },
      ...{ content: { size: 1234, mimeType: "" }, redirectURL: "", headersSize: -1, bodySize: 1234 },
    });
    assert.deepEqual(rest, {
      ...{ startedDateTime: "2026-11-22T21:30:16.005Z", time: 10.12345, cache: {}, connection: "3" },
      timings: { blocked: 0.5, send: 0, wait: 10.12345 - 0.5, receive: 0 },
      ...{ _clientAddress: record.address, _outcome: "complete", _reason: "why" },
    });
  });

  it("are one line in which nothing acts, and have each text as it was sent, whatever a visitor sends", () => {
    fc.assert(
      fc.property(anyText, anyText, (userAgent, reason) => {
        const line = harEntry({ ...record, userAgent, referrer: "", reason }, undefined, base);
        assert.doesNotMatch(line, dangerous);
        const { request, _reason } = JSON.parse(line) as Entry;
        assert.deepEqual(request.headers, userAgent === "" ? [] : [{ name: "User-Agent", value: userAgent }]);
        assert.equal(_reason, reason);
      }),
      { numRuns: 200 },
    );
  });

  it("have a target as it was sent where it makes no URL", () => {
    const { url, queryString } = entry({ target: "http://[?a=b" }).request;
    assert.deepEqual([url, queryString], ["http://[?a=b", []]);
  });

  it("have whole URLs", () => assert.equal(entry().request.url, "http://192.168.1.2:8080/photos/a.jpg?size=2"));
  it("do not take a target's slashes for another host", () =>
    assert.equal(entry({ target: "//evil.example/x" }).request.url, "http://192.168.1.2:8080//evil.example/x"));
  it("have the timings: waiting for a worker, then for the first byte, then for the rest", () =>
    assert.deepEqual(entry().timings, { blocked: 0.5, send: 0, wait: 1.75, receive: 10.12345 - 2.25 }));
  it("have the fields that the log knows where the heads are gone", () =>
    assert.deepEqual(entry().request.headers, [{ name: "User-Agent", value: record.userAgent }]));

  it("have the heads as they were sent", () => {
    const received = "GET / HTTP/1.1 a:b\r\nHost: a\nX-Odd:  b:c \r\nX:\r\n:y\r\n\r\n";
    const sent = "HTTP/1.1 301 Moved Permanently\r\nLocation: /b/\r\nContent-Type: text/html\r\n\r\n";
    const { request, response } = entry({}, { received, sent });
    assert.deepEqual(request.headers, [
      { name: "Host", value: "a" },
      { name: "X-Odd", value: "b:c" },
      { name: "X", value: "" },
    ]);
    assert.deepEqual([request.headersSize, response.headersSize], [received.length, sent.length]);
    assert.deepEqual(
      [response.statusText, response.redirectURL, response.content],
      ["Moved Permanently", "/b/", { size: 1234, mimeType: "text/html" }],
    );
  });
});
