import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { recordWith } from "../testing/records.ts";
import { sameFilter } from "./filter.ts";
import { matches } from "./matches.ts";
import { parseFilter } from "./parse-filter.ts";
import { suggestionsFor } from "./suggestions.ts";

describe("a filter for records", () => {
  const iPhone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile/15E148 Safari/604.1";
  const rules = [
    { filter: "", record: {}, shown: true, rule: "nothing asked shows all" },
    { filter: "holiday", record: { target: "/Holiday.jpg" }, shown: true, rule: "a word is found in any case" },
    { filter: "café", record: { target: "/caf%C3%A9" }, shown: true, rule: "a word is found in the readable path" },
    { filter: "iphone", record: { userAgent: iPhone }, shown: true, rule: "a word is found in the device" },
    { filter: "hidden", record: { reason: "hidden file" }, shown: true, rule: "a word is found in the reason" },
    { filter: "404", record: { status: 404 }, shown: true, rule: "a status is found as a word" },
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
    { filter: "status:4xx", record: { status: 416 }, shown: true, rule: "a class of statuses" },
    { filter: "status:4xx", record: { status: 500 }, shown: false, rule: "another class" },
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
    { filter: "larger:10MB", record: { bytesSent: 10_000_001 }, shown: true, rule: "larger than" },
    { filter: "larger:10MB", record: { bytesSent: 10_000_000 }, shown: false, rule: "equal is not larger" },
    { filter: "larger:1k", record: { bytesReceived: 2000, bytesSent: 0 }, shown: true, rule: "uploads have a size" },
    { filter: "smaller:1.5kB", record: { bytesSent: 1500 }, shown: true, rule: "smaller, or equal" },
    { filter: "slower:500ms", record: { total: 500.5 }, shown: true, rule: "slower than" },
    { filter: "faster:2s", record: { total: 2001 }, shown: false, rule: "faster than" },
    { filter: "is:active", record: { outcome: "active" }, shown: true, rule: "under way" },
    { filter: "is:left", record: { outcome: "timed out" }, shown: true, rule: "left early" },
    { filter: "is:refused", record: { outcome: "refused" }, shown: true, rule: "refused" },
    { filter: "is:error", record: { status: 404 }, shown: true, rule: "an error" },
    { filter: "is:error", record: { outcome: "failed" }, shown: true, rule: "failed after a good status" },
    { filter: "is:refused", record: { status: 404 }, shown: false, rule: "not found is an answer, no refusal" },
    { filter: "is:complete", record: { status: 404 }, shown: true, rule: "an error that went out whole" },
    { filter: "is:incoming", record: { bytesIncoming: -1 }, shown: true, rule: "a file that comes in" },
    { filter: "is:incoming", record: {}, shown: false, rule: "nothing that comes in" },
    { filter: "is:partial", record: { range: "0-1/10" }, shown: true, rule: "a part" },
    { filter: "http://x", record: { referrer: "http://x/y" }, shown: true, rule: "an unknown key is text" },
    { filter: "status:", record: {}, shown: true, rule: "a key without a value asks nothing yet" },
    { filter: "(a+)+$", record: { target: "/(a+)+$" }, shown: true, rule: "there are no patterns" },
    { filter: "constructor:x", record: { target: "/constructor:x" }, shown: true, rule: "an inherited name is no key" },
  ] as const;
  for (const { filter, record, shown, rule } of rules) {
    it(`${rule}: ${filter}`, () => assert.equal(matches(parseFilter(filter), recordWith(record)), shown));
  }
});

describe("what cannot be understood", () => {
  for (const filter of ["status:9xx", "status:40", "larger:much", "slower:5parsecs", "is:nice", "larger:-1"]) {
    it(`is said and left out: ${filter}`, () => {
      const { terms, problems } = parseFilter(`${filter} x`);
      assert.equal(problems.length, 1);
      assert.equal(terms.length, 1);
    });
  }
});

describe("filters", () => {
  it("are the same when they ask the same", () =>
    assert.ok(sameFilter(parseFilter(" status:4XX a "), parseFilter("status:4xx A"))));
  it("are not when they differ", () => assert.ok(!sameFilter(parseFilter("a"), parseFilter("-a"))));
});

describe("suggestions", () => {
  const wordsFor = (text: string) => suggestionsFor(text, ["10.0.0.7"], ["path:/a is:error"]).map(({ word }) => word);
  it("begin with what was saved", () => assert.equal(wordsFor("")[0], "path:/a is:error"));
  it("complete a key", () => assert.deepEqual(wordsFor("x sta"), ["status:4xx", "status:404,416"]));
  it("keep the words before", () => assert.equal(suggestionsFor("x sta", [], [])[0]?.filter, "x status:4xx "));
  it("keep the minus", () => assert.equal(wordsFor("-is:l")[0], "-is:left"));
  it("know the devices", () => assert.deepEqual(wordsFor("device:10"), ["device:10.0.0.7"]));
  it("find a value without its key", () => assert.deepEqual(wordsFor("act"), ["is:active"]));
  it("are none for a word that is complete", () => assert.deepEqual(wordsFor("is:active"), []));
});
