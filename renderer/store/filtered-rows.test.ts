import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { noFilter } from "../filter/filter.ts";
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

  it("add up what went and came with them, also where they change, fit no longer, or have left", () => {
    const sent = (id: number, bytesSent: number, target = "/a") => recordWith({ id, target, bytesSent });
    const source = [
      sent(1, 1),
      sent(2, 10),
      sent(3, 100, "/b"),
      recordWith({ id: 4, target: "/a", bytesReceived: 1000 }),
    ];
    const rows = new FilteredRows(source);
    assert.equal(rows.bytes, 0);
    rows.restart(parseFilter("path:/a"));
    rows.scan(1000);
    assert.equal(rows.bytes, 1011);
    const changes = [sent(5, 10_000), sent(2, 20), sent(2, 30, "/b"), sent(6, 5, "/b"), sent(1, 2)];
    const sums = changes.map((record) => {
      rows.update(record);
      return rows.bytes;
    });
    assert.deepEqual(sums, [11_011, 11_021, 11_001, 11_001, 11_002]);
    rows.follow([sent(5, 10_000)], 4);
    assert.equal(rows.bytes, 11_000);
    rows.restart(noFilter);
    assert.equal(rows.bytes, 0);
  });
});
