import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { recordWith } from "../testing/records.ts";
import { conditions, sameFilter } from "./filter.ts";
import { matches } from "./matches.ts";
import { isUnfinished, longestFilter, parseFilter, settledPart } from "./parse-filter.ts";
import { examples, suggestionsFor } from "./suggestions.ts";

/** Seven seconds behind a minute, by this computer's clock. */
function at(hour: number, minute: number): number {
  return new Date(2026, 10, 22, hour, minute, 7).getTime();
}

describe("a filter for records", () => {
  const iPhone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile/15E148 Safari/604.1";
  const rules = [
    { filter: "", record: {}, shown: true, rule: "nothing asked shows all" },
    { filter: "holiday", record: { target: "/Holiday.jpg" }, shown: true, rule: "a word is found in any case" },
    { filter: "cafe", record: { target: "/caf%C3%A9" }, shown: false, rule: "a word that the path only resembles" },
    { filter: "%c3", record: { target: "/caf%C3%A9" }, shown: true, rule: "a word is found in the path as sent" },
    { filter: "café", record: { target: "/caf%C3%A9" }, shown: true, rule: "a word is found in the readable path" },
    { filter: "café", record: { target: "/CAF%C3%89" }, shown: true, rule: "also there in any case" },
    { filter: "iphone", record: { userAgent: iPhone }, shown: true, rule: "a word is found in the device" },
    { filter: "15E148", record: { userAgent: iPhone }, shown: true, rule: "and in what it sent of itself" },
    { filter: "hidden", record: { reason: "hidden file" }, shown: true, rule: "a word is found in the reason" },
    { filter: "hidden", record: { reason: "Hidden file" }, shown: true, rule: "and there in any case" },
    { filter: "404", record: { status: 404 }, shown: true, rule: "a status is found as a word" },
    { filter: "15:04", record: { time: at(15, 4) }, shown: true, rule: "a minute is found as a word" },
    { filter: "15:04:07", record: { time: at(15, 4) }, shown: true, rule: "so is a second" },
    { filter: "-15:04", record: { time: at(15, 4) }, shown: false, rule: "a minute may be left out" },
    { filter: "15:04", record: { time: at(13, 15) }, shown: false, rule: "a minute is none of another hour" },
    { filter: "04:07", record: { time: at(15, 4) }, shown: false, rule: "seconds are no minute" },
    {
      filter: "15:04",
      record: { time: at(9, 0), target: "/15:04.jpg" },
      shown: true,
      rule: "a path that has it is found too",
    },
    { filter: '"my file"', record: { target: "/my%20file" }, shown: true, rule: "a quoted phrase is one word" },
    {
      filter: "my file",
      record: { target: "/file-of-my" },
      shown: true,
      rule: "all words must be there, in any order",
    },
    { filter: "my file", record: { target: "/my" }, shown: false, rule: "one of two words is not enough" },
    { filter: "-my", record: { target: "/my" }, shown: false, rule: "a minus leaves out" },
    { filter: "-", record: { target: "/a-b" }, shown: true, rule: "a minus alone is a word" },
    { filter: "-", record: { target: "/ab" }, shown: false, rule: "a minus alone is looked for" },
    { filter: "status:4xx", record: { status: 416 }, shown: true, rule: "a class of statuses" },
    { filter: "status:4xx", record: { status: 500 }, shown: false, rule: "another class" },
    { filter: "status:4xx", record: { status: 399 }, shown: false, rule: "the class before" },
    { filter: "status:404", record: { status: 404 }, shown: true, rule: "one status" },
    { filter: "status:404", record: { status: 405 }, shown: false, rule: "the status behind it" },
    { filter: "status:404", record: { status: 403 }, shown: false, rule: "the status before it" },
    { filter: "STATUS:404", record: {}, shown: false, rule: "a key in any case" },
    { filter: "statuss", record: {}, shown: false, rule: "a key is none without its colon" },
    { filter: "status:404,5xx", record: { status: 503 }, shown: true, rule: "one of several" },
    { filter: "-status:2xx", record: { status: 200 }, shown: false, rule: "not that class" },
    { filter: "method:get,head", record: { method: "HEAD" }, shown: true, rule: "methods in any case" },
    { filter: "device:192.168.1.23", record: {}, shown: true, rule: "a device by its address" },
    { filter: "device:192.168.1.2", record: {}, shown: false, rule: "a whole address is no other's beginning" },
    { filter: "-device:192.168.1.2", record: {}, shown: true, rule: "nor is it one to leave out" },
    { filter: "device:192.168.1.", record: {}, shown: true, rule: "devices of one network" },
    { filter: "device:fd12::1", record: { address: "fd12::1f" }, shown: false, rule: "a whole address of IPv6" },
    { filter: "device:FD12::1F", record: { address: "fd12::1f" }, shown: true, rule: "the same one, in any case" },
    { filter: "device:fe80::1", record: { address: "fe80::1%wlan0" }, shown: true, rule: "one of a link" },
    { filter: "device:fd12::", record: { address: "fd12::1f" }, shown: true, rule: "a network of IPv6" },
    { filter: "device:safari", record: { userAgent: iPhone }, shown: true, rule: "a device by its name" },
    { filter: "device:10.0", record: { target: "/10.0" }, shown: false, rule: "a device not by its path" },
    { filter: 'path:"/a b"', record: { target: "/a%20b/c" }, shown: true, rule: "a quoted path" },
    { filter: "path:/HOLIDAY", record: { target: "/holiday" }, shown: true, rule: "a path in any case" },
    { filter: "path:holiday", record: { reason: "holiday" }, shown: false, rule: "a path only in the path" },
    { filter: "larger:10MB", record: { bytesSent: 10_000_001 }, shown: true, rule: "larger than" },
    { filter: "larger:10MB", record: { bytesSent: 10_000_000 }, shown: false, rule: "equal is not larger" },
    { filter: "larger:1k", record: { bytesReceived: 2000, bytesSent: 0 }, shown: true, rule: "uploads have a size" },
    { filter: "smaller:1.5kB", record: { bytesSent: 1500 }, shown: true, rule: "smaller, or equal" },
    { filter: "larger:0.5GB", record: { bytesSent: 500_000_001 }, shown: true, rule: "a size in gigabytes" },
    { filter: "larger:1g", record: { bytesSent: 1_000_000_000 }, shown: false, rule: "a size in g" },
    { filter: "larger:1m", record: { bytesSent: 1_000_000 }, shown: false, rule: "a size in m" },
    { filter: "larger:1", record: { bytesSent: 2 }, shown: true, rule: "a size in bytes" },
    { filter: "larger:1b", record: { bytesSent: 1 }, shown: false, rule: "a size in b" },
    { filter: "larger:1.5TB", record: { bytesSent: 1.5e12 }, shown: false, rule: "a size in terabytes" },
    { filter: "larger:1GiB", record: { bytesSent: 2 ** 30 }, shown: false, rule: "a size in steps of 1024" },
    { filter: 'larger:"12.4 MB"', record: { bytesSent: 12_400_000 }, shown: false, rule: "a size as it is shown" },
    { filter: "slower:500ms", record: { total: 500.5 }, shown: true, rule: "slower than" },
    { filter: "slower:500ms", record: { total: 500 }, shown: false, rule: "equal is not slower" },
    { filter: "slower:500", record: { total: 501 }, shown: true, rule: "a time in milliseconds" },
    { filter: "slower:1min", record: { total: 60_000 }, shown: false, rule: "a time in minutes" },
    { filter: "slower:1h", record: { total: 3_600_000 }, shown: false, rule: "a time in hours" },
    { filter: "faster:2s", record: { total: 2001 }, shown: false, rule: "faster than" },
    { filter: "is:active", record: { outcome: "active" }, shown: true, rule: "under way" },
    { filter: "is:left", record: { outcome: "timed out" }, shown: true, rule: "left early" },
    { filter: "is:left", record: { outcome: "client left" }, shown: true, rule: "left by itself" },
    { filter: "is:left", record: { outcome: "failed" }, shown: false, rule: "none that went wrong here" },
    { filter: "is:refused", record: { outcome: "refused" }, shown: true, rule: "refused" },
    { filter: "is:error", record: { status: 400 }, shown: true, rule: "an error" },
    { filter: "is:error", record: { status: 304 }, shown: false, rule: "no error" },
    { filter: "is:error", record: { status: 399 }, shown: false, rule: "no error either" },
    { filter: "is:error", record: { outcome: "failed" }, shown: true, rule: "failed after a good status" },
    { filter: "is:refused", record: { status: 404 }, shown: false, rule: "not found is an answer, no refusal" },
    { filter: "is:complete", record: { status: 404 }, shown: true, rule: "an error that went out whole" },
    { filter: "is:incoming", record: { bytesIncoming: -1 }, shown: true, rule: "a file that comes in" },
    { filter: "is:incoming", record: {}, shown: false, rule: "nothing that comes in" },
    { filter: "is:partial", record: { range: "0-1/10" }, shown: true, rule: "a part" },
    { filter: "http://x", record: { referrer: "http://x/y" }, shown: true, rule: "an unknown key is text" },
    { filter: '""', record: {}, shown: true, rule: "an empty phrase asks nothing" },
    { filter: '"my fi', record: { target: "/my%20file" }, shown: true, rule: "a phrase that is still being typed" },
    { filter: "status:", record: {}, shown: true, rule: "a key without a value asks nothing yet" },
    { filter: 'method:""', record: {}, shown: true, rule: "nor one with an empty value" },
    { filter: "(a+)+$", record: { target: "/(a+)+$" }, shown: true, rule: "there are no patterns" },
    { filter: "constructor:x", record: { target: "/constructor:x" }, shown: true, rule: "an inherited name is no key" },
  ] as const;
  for (const { filter, record, shown, rule } of rules) {
    it(`${rule}: ${filter}`, () => assert.equal(matches(parseFilter(filter), recordWith(record)), shown));
  }
});

describe("what cannot be understood", () => {
  for (const filter of [
    ...["status:9xx", "status:0xx", "status:x4xx", "status:4xxx", "status:40", "status:4040", "status:1404"],
    ...["larger:much", "larger:-1", "larger:1k5", "slower:5parsecs", "slower:1k", "is:nice"],
  ]) {
    it(`is said and left out: ${filter}`, () => {
      const { terms, problems } = parseFilter(`${filter} x`);
      assert.equal(problems.length, 1);
      assert.equal(terms.length, 1);
    });
  }

  it("is what may stand there instead", () => {
    const [problem] = parseFilter("is:nice").problems;
    assert.match(problem ?? "", /^is: takes active, .*, refused, .*, not “nice”$/);
  });
});

describe("a word that is still being typed", () => {
  for (const filter of [
    "status:5",
    "status:50",
    "status:5x",
    "status:404,",
    "x -status:40",
    "larger:10.",
    "is:nice larger:10.",
    "slower:2m",
  ]) {
    it(`may become right: ${filter}`, () => assert.ok(isUnfinished(filter)));
  }
  for (const filter of ["status:9", "status:xx", "status:4040", "larger:much", "slower:1k", "is:nice"]) {
    it(`is wrong already: ${filter}`, () => assert.ok(!isUnfinished(filter)));
  }
  const rules = [
    { filter: "a b", settled: "a ", rule: "is the last one" },
    { filter: "a ", settled: "a ", rule: "is none behind a space" },
    { filter: 'a path:"my pho', settled: "a ", rule: "goes on within its quotes" },
    { filter: '"a b" c', settled: '"a b" ', rule: "begins behind a phrase" },
  ];
  for (const { filter, settled, rule } of rules) {
    it(`${rule}: ${filter}`, () => assert.equal(settledPart(filter), settled));
  }
});

describe("a long filter", () => {
  it("is read to its 500th character, which is as far as it can be typed", () => {
    const filter = `${"a ".repeat(249)}b c`;
    assert.deepEqual([filter.length, parseFilter(filter).terms.length], [501, 250]);
  });
});

describe("any filter", () => {
  const words = examples.flatMap(({ word }) => [word, `${word.split(":")[0] ?? ""}:`]);
  const anyPiece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 8 }),
    fc.constantFrom(...words, "-", '"', " ", "9,"),
  );
  const anyFilter = fc.array(anyPiece, { maxLength: 12 }).map((pieces) => pieces.join(""));

  it("is read, and asked of any record", () => {
    fc.assert(
      fc.property(anyFilter, anyFilter, (text, sent) => {
        const record = recordWith({ target: `/${sent}`, userAgent: sent, reason: sent });
        assert.equal(typeof matches(parseFilter(text), record), "boolean");
      }),
    );
  });

  it("asks what its words ask, one after the other", () => {
    fc.assert(
      fc.property(anyFilter, anyFilter, (one, other) => {
        const closed = one.split('"').length % 2 === 1 ? one : `${one}"`;
        const [first, second, both] = [closed, other, `${closed} ${other}`].map(parseFilter);
        fc.pre(closed.length + 1 + other.length <= longestFilter);
        assert.deepEqual(both?.terms, [...(first?.terms ?? []), ...(second?.terms ?? [])]);
        assert.deepEqual(both.problems, [...(first?.problems ?? []), ...(second?.problems ?? [])]);
      }),
    );
  });

  it("is a phrase between quotes, which has no keys and no minus in it", () => {
    fc.assert(
      fc.property(anyFilter, (any) => {
        const phrase = any.replaceAll('"', "").slice(0, longestFilter - 2);
        fc.pre(phrase !== "");
        const { terms, problems } = parseFilter(`"${phrase}"`);
        assert.deepEqual([terms, problems], [[{ not: false, test: { kind: "text", text: phrase.toLowerCase() } }], []]);
      }),
    );
  });

  it("is understood where it is an example of the help", () => {
    for (const { word } of examples) {
      for (const sign of ["", "-"]) {
        const { terms, problems } = parseFilter(sign + word);
        assert.deepEqual([terms.map(({ not }) => not), problems], [[sign === "-"], []]);
      }
    }
  });
});

it("all that can be asked has an example, each condition its own", () => {
  const keys = new Set(examples.map(({ word }) => word.split(":")[0]));
  const known = ["status", "method", "device", "path", "larger", "smaller", "slower", "faster", "is"];
  assert.deepEqual([...keys], known);
  const words: readonly string[] = examples.map(({ word }) => word);
  for (const condition of conditions) assert.ok(words.includes(`is:${condition}`), condition);
  for (const { means, word } of examples) assert.ok(means.length > 0, word);
});

describe("filters", () => {
  it("are the same when they ask the same", () =>
    assert.ok(sameFilter(parseFilter(" status:4XX a "), parseFilter("status:4xx A"))));
  it("are not when they differ", () => assert.ok(!sameFilter(parseFilter("a"), parseFilter("-a"))));
});

describe("suggestions", () => {
  const wordsFor = (text: string) => suggestionsFor(text, ["10.0.0.7"], ["path:/a is:error"]).map(({ word }) => word);
  it("begin with what was saved", () => assert.equal(wordsFor("")[0], "path:/a is:error"));
  it("name a saved filter once that is an example as well", () => {
    const words = suggestionsFor("", [], ["status:4xx"]).map(({ word, means }) => `${word} ${means}`);
    assert.deepEqual(
      words.filter((word) => word.startsWith("status:4xx")),
      ["status:4xx saved"],
    );
  });
  it("leave out nothing that was saved, or nobody could take it, or forget it", () => {
    const saved = Array.from({ length: 12 }, (_, index) => `path:/${index}`);
    assert.deepEqual(
      suggestionsFor("", ["10.0.0.7"], saved).map(({ word }) => word),
      saved,
    );
  });
  it("complete a key", () => assert.deepEqual(wordsFor("x sta"), ["status:4xx", "status:404,416"]));
  it("are none within a phrase", () => assert.deepEqual(wordsFor('"a s'), []));
  it("keep the words before", () => assert.equal(suggestionsFor("x sta", [], [])[0]?.filter, "x status:4xx "));
  it("keep the minus", () => assert.equal(wordsFor("-is:l")[0], "-is:left"));
  it("know the devices", () => assert.deepEqual(wordsFor("device:10"), ["device:10.0.0.7"]));
  it("find a value without its key", () => assert.deepEqual(wordsFor("act"), ["is:active"]));
  it("find it by two letters at least", () => assert.deepEqual([wordsFor("g"), wordsFor("ge")], [[], ["method:GET"]]));
  it("are found in any case", () => assert.deepEqual(wordsFor("METHOD:g"), ["method:GET"]));
  it("are eight at the most, each of them once", () => {
    const addresses = Array.from({ length: 20 }, (_, at) => `10.0.0.${at % 10}`);
    const words = suggestionsFor("device:10", addresses, []).map(({ word }) => word);
    assert.deepEqual(
      words,
      addresses.slice(0, 8).map((address) => `device:${address}`),
    );
  });
  it("are none for a word that is complete", () => assert.deepEqual(wordsFor("is:active"), []));
});
