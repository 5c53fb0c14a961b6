import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { markdownOf, shown } from "./table.ts";

describe("a table", () => {
  it("is Markdown whose columns line up", () => {
    const text = markdownOf({
      title: "Speed",
      head: ["server", "requests/s"],
      rows: [
        ["ours", "12"],
        ["another", "9"],
      ],
    });
    assert.deepEqual(text.split("\n"), [
      "### Speed",
      "",
      "| server  | requests/s |",
      "| ------- | ---------: |",
      "| ours    |         12 |",
      "| another |          9 |",
      "",
    ]);
  });
  it("fills up a row that is short", () => {
    assert.match(markdownOf({ title: "", head: ["a", "b"], rows: [["x"]] }), /\| x   \| {5}\|/);
  });
});

describe("a number for people", () => {
  const rules = [
    { value: 0.123, text: "0.12" },
    { value: 12.34, text: "12.3" },
    { value: 123.4, text: "123" },
    { value: 9876, text: "9876" },
    { value: 98_765, text: "98.8k" },
    { value: -0.5, text: "-0.50" },
    { value: Number.NaN, text: "–" },
    { value: Number.POSITIVE_INFINITY, text: "–" },
  ];
  for (const { value, text } of rules) it(`${value} is ${text}`, () => assert.equal(shown(value), text));
});
