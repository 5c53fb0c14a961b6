import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";
import { recordWith } from "../testing/records.ts";
import { curlCommand } from "./curl.ts";
import { parseHead } from "./head.ts";
import { paceWords } from "./pace.ts";
import { recordJson } from "./record-json.ts";
import { recordUrl, wholeTarget } from "./record-url.ts";
import { waterfallOf } from "./waterfall.ts";

const origin = "http://192.168.1.7:8080";

describe("the address of a request", () => {
  const rules = [
    { target: "/a/b?c=1#d", url: "/a/b?c=1#d", rule: "plain characters stay" },
    { target: "/caf%C3%A9", url: "/caf%C3%A9", rule: "escapes stay" },
    { target: "/caf\u00c3\u00a9", url: "/caf%C3%A9", rule: "raw bytes are escaped" },
    {
      target: "/'\"<>\\^`{|}\u001b\u007f ",
      url: "/%27%22%3C%3E%5C%5E%60%7B%7C%7D%1B%7F%20",
      rule: "what could act is escaped",
    },
  ];
  for (const { target, url, rule } of rules) it(rule, () => assert.equal(recordUrl({ target }, origin), origin + url));
  it("is none for another kind of target", () => assert.equal(recordUrl({ target: "*" }, origin), ""));
  it("never leaves the share, whatever host an absolute target names", () => {
    const paths = [
      { target: "http://elsewhere/a?b=c", path: "/a?b=c" },
      { target: "HTTPS://u@elsewhere:1/a b", path: "/a%20b" },
      { target: "http://elsewhere", path: "/" },
      { target: "http://elsewhere?b", path: "/?b" },
      { target: "http:///a", path: "/a" },
    ];
    for (const { target, path } of paths) assert.equal(recordUrl({ target }, origin), origin + path, target);
    for (const target of ["elsewhere:80", "ftp://elsewhere/", "http:/a"]) {
      assert.equal(recordUrl({ target }, origin), "", target);
    }
  });
});

describe("a request as JSON", () => {
  it("is as in the log's lines: a field a line, without what is not known", () => {
    const json = recordJson(recordWith({ target: "/a", bytesExpected: -1 }));
    const names = Object.keys(JSON.parse(json) as object);
    for (const name of ["userAgent", "bytesExpected", "range", "reason"]) assert.ok(!names.includes(name), name);
    assert.match(json, /^ {2}"time": "2026-11-22T12:00:00.000Z",$/m);
  });

  it("has nothing in it that acts where it is pasted", () => {
    const target = "/\u202egpj.exe\u009b31m";
    const json = recordJson(recordWith({ target }));
    assert.match(json, /"\/\\u202egpj\.exe\\u009b31m"/);
    assert.deepEqual((JSON.parse(json) as { target: string }).target, target);
  });
});

describe("the pace of a transfer", () => {
  const download = { outcome: "active", firstByte: 500, total: 2500, bytesSent: 20e6, bytesExpected: 50e6 } as const;
  const upload = { outcome: "active", firstByte: -1, waited: 500, bytesReceived: 20e6, bytesIncoming: 50e6 } as const;
  const rules = [
    { rule: "what is still to go, under way", record: download, words: "10.0 MB/s, 3 s left" },
    {
      rule: "less than a second, which is not over",
      record: { ...download, bytesExpected: 21e6 },
      words: "10.0 MB/s, 1 s left",
    },
    { rule: "minutes", record: { ...download, bytesExpected: 1820e6 }, words: "10.0 MB/s, 3 min left" },
    { rule: "hours", record: { ...download, bytesExpected: 72_020e6 }, words: "10.0 MB/s, 2 h left" },
    { rule: "an end that nobody knows", record: { ...download, bytesExpected: -1 }, words: "10.0 MB/s" },
    { rule: "the average, once it is through", record: { ...download, outcome: "complete" }, words: "10.0 MB/s" },
    { rule: "one broken off", record: { ...download, outcome: "client left" }, words: "10.0 MB/s" },
    { rule: "less than a second, which is no speed", record: { ...download, total: 1499 }, words: "" },
    { rule: "nothing sent", record: { ...download, bytesSent: 0 }, words: "" },
    { rule: "no answer yet", record: { ...download, firstByte: -1 }, words: "" },
    { rule: "a file that comes", record: { ...upload, total: 2500 }, words: "10.0 MB/s, 3 s left" },
    { rule: "one without a length", record: { ...upload, total: 2500, bytesIncoming: 0 }, words: "10.0 MB/s" },
    {
      rule: "one that has come, whose answer took its time",
      record: { ...upload, outcome: "complete", firstByte: 5500, total: 9000, bytesReceived: 50e6 },
      words: "10.0 MB/s",
    },
  ] as const;
  for (const { rule, record, words } of rules) {
    it(`${rule}: "${words}"`, () => assert.equal(paceWords(recordWith(record)), words));
  }
});

describe("the target of a request", () => {
  const long = `/${"a".repeat(3000)}`;
  const clipped = `${long.slice(0, 1024)}…`;
  const head = (target: string) => `GET ${target} HTTP/1.1\r\nHost: a\r\n\r\n`;
  const rules = [
    { target: "/a", received: "", is: "/a", rule: "is the log's where that is whole" },
    { target: clipped, received: head(long), is: long, rule: "is the head's where the log keeps its beginning" },
    { target: clipped, received: "", is: undefined, rule: "is lost where the head is" },
    { target: clipped, received: head("/other"), is: undefined, rule: "is no other one" },
    { target: clipped, received: long, is: undefined, rule: "is lost where the head has no such line" },
  ];
  for (const { target, received, is, rule } of rules) {
    it(rule, () => assert.equal(wholeTarget({ target }, received), is));
  }
});

describe("a curl command", () => {
  const hostile = "x'; touch /tmp/owned; echo '$(id)`id`\\";
  const head = (value: string) => `GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\nX-A: ${value}\r\n\r\n`;

  it("asks the same again", () =>
    assert.equal(
      curlCommand(recordWith({ target: "/a b" }), head("b"), origin, "linux"),
      `curl --globoff --path-as-is --header 'Range: bytes=0-1' --header 'X-A: b' '${origin}/a%20b'`,
    ));
  it("names another method", () =>
    assert.match(curlCommand(recordWith({ method: "PUT" }), "", origin, "linux"), /--request 'PUT'/));
  it("knows HEAD", () => assert.match(curlCommand(recordWith({ method: "HEAD" }), "", origin, "linux"), /--head/));
  it("leaves out what curl says by itself: a length without a body would be waited for", () => {
    const own = ["Host", "Connection", "Content-Length", "Transfer-Encoding", "Accept-Encoding", "Expect", "Upgrade"];
    const received = `GET / HTTP/1.1\r\n${own.map((name) => `${name}: 1\r\n`).join("")}\r\n`;
    assert.equal(curlCommand(recordWith(), received, origin, "linux"), `curl --globoff --path-as-is '${origin}/'`);
  });
  it("sends a field that had no value without one: curl would leave it out", () =>
    assert.match(curlCommand(recordWith(), head(""), origin, "linux"), / --header 'X-A;' /));
  it("is none for a method that is no word", () =>
    assert.equal(curlCommand(recordWith({ method: "-o /etc/passwd" }), "", origin, "linux"), ""));
  it("is one word after the other for a shell, whatever was sent", () => {
    const command = curlCommand(recordWith({ target: `/${hostile}` }), head(hostile), origin, "linux");
    const { stdout } = spawnSync("sh", ["-c", `curl() { printf '%s\\n' "$@"; }\n${command}`], { encoding: "utf8" });
    assert.deepEqual(stdout.trimEnd().split("\n").slice(0, 6), [
      "--globoff",
      "--path-as-is",
      "--header",
      "Range: bytes=0-1",
      "--header",
      `X-A: ${hostile}`,
    ]);
  });
  it("has no backslash in quotes, where fish takes it for an escape of the quote", () => {
    const command = curlCommand(recordWith(), head("\\'; touch /tmp/owned #\\"), origin, "linux");
    const field = String.raw`'X-A: '\\''\''; touch /tmp/owned #'\\'' `;
    assert.equal(command, `curl --globoff --path-as-is --header 'Range: bytes=0-1' --header ${field}'${origin}/'`);
  });
  it("names the host only where that was what was refused", () => {
    const received = "GET / HTTP/1.1\r\nHost: evil.example\r\nAccept: a/b\r\n\r\n";
    const refused = curlCommand(recordWith({ status: 421 }), received, origin, "linux");
    assert.match(refused, /path-as-is --header 'Host: evil\.example' --header 'Accept: a\/b' 'http/);
    assert.doesNotMatch(curlCommand(recordWith({ status: 404 }), received, origin, "linux"), /Host/);
  });
  it("names the host of an absolute target, which was refused whatever Host says", () => {
    const absolute = recordWith({ status: 421, target: "http://evil.example:81/a" });
    for (const host of ["Host: 192.168.1.7\r\n", ""]) {
      const received = `GET http://evil.example:81/a HTTP/1.1\r\n${host}\r\n`;
      const command = curlCommand(absolute, received, origin, "linux");
      assert.equal(command, `curl --globoff --path-as-is --header 'Host: evil.example:81' '${origin}/a'`);
    }
    const hostile = recordWith({ status: 421, target: "http://$(calc)/a" });
    assert.doesNotMatch(curlCommand(hostile, "", origin, "win32"), /calc/);
  });
  it("leaves out a field with a control character", () =>
    assert.doesNotMatch(curlCommand(recordWith(), head("a\u001bb"), origin, "linux"), /X-A/));
  it("leaves out a field whose name is no name", () =>
    assert.doesNotMatch(curlCommand(recordWith(), "GET / HTTP/1.1\r\n@/etc/passwd: x\r\n", origin, "linux"), /passwd/));
  it("is quoted on Windows as PowerShell and the Command Prompt both know it", () => {
    const command = curlCommand(recordWith({ target: "/a?b&calc&c" }), head("it's & calc"), origin, "win32");
    assert.match(command, /^curl\.exe .*--header "X-A: it's & calc" "http:[^"]*\/a\?b&calc&c"$/);
  });
  it("has nothing on Windows that acts within those quotes", () => {
    const target = '/$(calc)`calc`%CMDCMDLINE:~0,1%&calc"%41%';
    const command = curlCommand(recordWith({ target }), head("b"), origin, "win32");
    const url = `${origin}/%24(calc)%60calc%60%25CMDCMDLINE:~0,1%25&calc%22%41%25`;
    assert.equal(command, `curl.exe --globoff --path-as-is --header "Range: bytes=0-1" --header "X-A: b" "${url}"`);
    for (const value of ['a" b', "$(calc)", "`calc`", "%PATH%", "a\\"]) {
      assert.doesNotMatch(curlCommand(recordWith(), head(value), origin, "win32"), /X-A/);
    }
    const named = "GET / HTTP/1.1\r\n$X-A: b\r\n\r\n";
    assert.doesNotMatch(curlCommand(recordWith(), named, origin, "win32"), /X-A/);
    assert.equal(curlCommand(recordWith({ method: "$A" }), "", origin, "win32"), "");
  });
});

describe("a head", () => {
  it("has fields", () =>
    assert.deepEqual(parseHead("GET / HTTP/1.1\r\nA: b:c\r\nodd\r\n\r\n"), {
      startLine: "GET / HTTP/1.1",
      fields: [
        { name: "A", value: "b:c" },
        { name: "odd", value: "" },
      ],
    }));
  it("may be empty", () => assert.deepEqual(parseHead(""), { startLine: "", fields: [] }));
});

describe("where the time went", () => {
  const rules = [
    { times: { waited: 10, firstByte: 30, total: 100 }, lengths: [0.1, 0.2, 0.7], rule: "three parts make the whole" },
    { times: { waited: 40, firstByte: -1, total: 40 }, lengths: [1, 0, 0], rule: "all of it waiting" },
    { times: { waited: 0, firstByte: -1, total: 50 }, lengths: [0, 1, 0], rule: "no byte was sent" },
    { times: { waited: 0, firstByte: 0, total: 0 }, lengths: [0, 0, 0], rule: "no time at all" },
    { times: { waited: 0, firstByte: 20, total: 10 }, lengths: [0, 1, 0], rule: "parts never leave the whole" },
  ];
  for (const { times, lengths, rule } of rules) {
    it(rule, () => {
      const phases = waterfallOf(times);
      assert.deepEqual(
        phases.map(({ length }) => Number(length.toFixed(6))),
        lengths,
      );
      assert.ok(phases.every(({ start, length }) => start >= 0 && start + length <= 1.000001));
      const whole = Math.max(times.total, times.firstByte);
      for (const { milliseconds, length } of phases) assert.equal(milliseconds.toFixed(6), (length * whole).toFixed(6));
    });
  }

  it("says that a file was received before the answer's first byte", () => {
    const times = { waited: 1, firstByte: 900, total: 901 };
    const names = (bytesIncoming?: number) => waterfallOf({ ...times, ...(bytesIncoming && { bytesIncoming }) });
    assert.deepEqual(
      [names(), names(10)].map((phases) => phases[1]?.name),
      ["First byte", "Receiving"],
    );
  });
});
