import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readablePath } from "./readable-path.ts";

describe("a target as a person reads it", () => {
  const rules = [
    { target: "/a/b.txt?x=1", reads: "/a/b.txt?x=1", rule: "what is plain stays" },
    { target: "/caf%C3%A9.txt", reads: "/café.txt", rule: "UTF-8 is decoded" },
    { target: "/caf\u00c3\u00a9.txt", reads: "/café.txt", rule: "UTF-8 that was sent raw is decoded too" },
    { target: "/my%20file", reads: "/my file", rule: "a space is a space" },
    { target: "/a%2fb%5Cc", reads: "/a%2fb%5Cc", rule: "an escaped delimiter is none" },
    { target: "/a%3Fb%23c", reads: "/a%3Fb%23c", rule: "nor does one begin a query" },
    { target: "/100%2525", reads: "/100%2525", rule: "nothing is decoded twice" },
    { target: "/%00%0a%1b", reads: "/%00%0a%1b", rule: "controls stay escaped" },
    { target: "/%ff%fe", reads: "/%ff%fe", rule: "what is not UTF-8 stays" },
    { target: "/%f0%9f%98", reads: "/%f0%9f%98", rule: "a part of a character stays, also one of three bytes" },
    { target: "/%c3%28", reads: "/%c3%28", rule: "a broken sequence stays" },
    { target: "/%ef%bf%bd", reads: "/\ufffd", rule: "the character that stands for broken ones is one itself" },
    { target: "/%ef%bb%bfa", reads: "/\ufeffa", rule: "a byte order mark is not passed over" },
    { target: "/%zz%4", reads: "/%zz%4", rule: "a broken escape stays" },
    {
      target: "/%E6%97%A5%20%E6%9C%AC",
      reads: "/日 本",
      rule: "characters around a space are decoded each for itself",
    },
    { target: "/%41%2e%2e", reads: "/A..", rule: "dots are only shown, never followed" },
  ];
  for (const { target, reads, rule } of rules) {
    it(`${rule}: ${target}`, () => assert.equal(readablePath(target), reads));
  }
});
