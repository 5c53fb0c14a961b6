import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseFilter } from "../filter/parse-filter.ts";
import { recordWith } from "../testing/records.ts";
import { FilteredRows } from "./filtered-rows.ts";

describe("the rows of a filter", () => {
  it("come a few at a time, for a visitor may have made each of them slow to look at", () => {
    const rows = new FilteredRows(Array.from({ length: 200 }, (_, at) => recordWith({ id: at + 1, target: "/a" })));
    rows.restart(parseFilter("path:/a"));
    rows.scan(0);
    assert.equal(rows.rows.length, 50);
    while (!rows.done) rows.scan(0);
    assert.equal(rows.rows.length, 200);
  });
});
