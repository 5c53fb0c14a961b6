import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { orderBehind, parseOrder, queryOf } from "./order.ts";

describe("the order that a query asks for", () => {
  const rules = [
    { query: "", by: "name", descending: false },
    { query: "sort=size&order=desc", by: "size", descending: true },
    { query: "sort=date", by: "date", descending: false },
    { query: "sort=../../etc/passwd&order=DESC", by: "name", descending: false },
    { query: "sort=constructor&sort=size", by: "name", descending: false },
    { query: "order=desc&%ff=%", by: "name", descending: true },
  ] as const;
  for (const { query, by, descending } of rules) {
    it(`?${query}`, () => assert.deepEqual(parseOrder(new URLSearchParams(query)), { by, descending }));
  }
});

it("a column's head turns its own order round, and begins with the largest and the newest", () => {
  const rules = [
    ["name", { by: "name", descending: false }, "?sort=name&order=desc"],
    ["size", { by: "name", descending: false }, "?sort=size&order=desc"],
    ["size", { by: "size", descending: true }, "?sort=size&order=asc"],
    ["name", { by: "date", descending: true }, "?sort=name&order=asc"],
  ] as const;
  for (const [column, order, query] of rules) {
    const behind = orderBehind(column, order);
    assert.equal(queryOf(behind), query);
    assert.deepEqual(parseOrder(new URLSearchParams(query)), behind);
  }
});
