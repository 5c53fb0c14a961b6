import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { topFolderOf } from "./zip-share.ts";

describe("the folder that all in a zip lies in", () => {
  const rules = [
    { title: "Photos", name: "Photos", rule: "is called as the shared one" },
    { title: "a:b\\c", name: "a:b\\c", rule: "also where that has an odd name" },
    { title: "D:\\", name: "D", rule: "has the letter of a disk that is shared whole" },
    { title: "/", name: "disk", rule: "has a name where the disk has none" },
  ];
  for (const { title, name, rule } of rules) {
    it(`${rule}: ${title}`, () => assert.equal(topFolderOf(title), name));
  }
});
