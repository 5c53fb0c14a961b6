import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { namedPath } from "./named-path.ts";

const home = "C:\\Users\\$& ada";

describe("a path that is named on Windows", () => {
  for (const [text, meant] of [
    ["~", home],
    ["~/Pictures", `${home}/Pictures`],
    ["~\\Pictures", `${home}\\Pictures`],
    ['D:"', "D:\\"],
    ['D:\\My Photos"', "D:\\My Photos\\"],
    ["~old", "~old"],
    ["a~", "a~"],
    ["C:\\a\\~\\b", "C:\\a\\~\\b"],
    ["photos", "photos"],
  ] as const) {
    it(`${text} is ${meant}`, () => assert.equal(namedPath(text, "win32", home), meant));
  }

  it("is what a shell has made of it on other systems", () => {
    for (const text of ["~/Pictures", 'a"']) assert.equal(namedPath(text, "linux", "/home/ada"), text);
  });
});
