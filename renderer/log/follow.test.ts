import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  furthest,
  drawnCount,
  drawnRows,
  lastSeen,
  newBelow,
  placeAt,
  placeToKeep,
  rowHeight,
  scrollTopOf,
  scrollTopToSee,
  theEnd,
  type Place,
} from "./follow.ts";

const rowsOf = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ id: from + index }));
const frame = { lead: 0, height: 10 * rowHeight };
const rows = rowsOf(1, 100);

describe("what the reader looks at", () => {
  it("is the end when the last row is seen", () =>
    assert.deepEqual(placeAt(90 * rowHeight, furthest(rows, frame), rows, 0), theEnd));
  it("is the end within half a row", () =>
    assert.deepEqual(placeAt(89.6 * rowHeight, furthest(rows, frame), rows, 0), theEnd));
  it("is the end though rows have come since it was drawn", () =>
    assert.deepEqual(placeAt(90 * rowHeight, furthest(rows, frame), rowsOf(1, 500), 0), theEnd));
  it("is the end of a list that does not scroll", () =>
    assert.deepEqual(placeAt(0, furthest(rowsOf(1, 3), frame), rowsOf(1, 3), 0), theEnd));
  it("is the end of an empty list", () => assert.deepEqual(placeAt(0, furthest([], frame), [], 0), theEnd));
  it("is a row, and how much of it is hidden", () =>
    assert.deepEqual(placeAt(20 * rowHeight + 5, furthest(rows, frame), rows, 0), { at: "row", id: 21, offset: 5 }));
  it("knows of rows above the records", () =>
    assert.deepEqual(placeAt(20 * rowHeight, furthest(rows, { ...frame, lead: 1 }), rows, 1), {
      at: "row",
      id: 20,
      offset: 0,
    }));
});

describe("a place", () => {
  const place = placeAt(20 * rowHeight + 5, furthest(rows, frame), rows, 0);
  it("stays when rows come below", () => assert.equal(scrollTopOf(place, rowsOf(1, 5000), frame), 20 * rowHeight + 5));
  it("stays when rows go above", () => assert.equal(scrollTopOf(place, rowsOf(11, 100), frame), 10 * rowHeight + 5));
  it("becomes the top when its row is gone", () => assert.equal(scrollTopOf(place, rowsOf(50, 100), frame), 5));
  it("at the end goes with the end", () => assert.equal(scrollTopOf(theEnd, rowsOf(1, 200), frame), 190 * rowHeight));
  it("above the first record is kept", () => {
    const lead = { ...frame, lead: 1 };
    assert.equal(scrollTopOf(placeAt(0, furthest(rows, lead), rows, 1), rows, lead), 0);
  });
});

describe("what is drawn", () => {
  it("is what is seen and a little more", () =>
    assert.deepEqual(drawnRows(50 * rowHeight, rows, frame), { first: 46, end: 65 }));
  it("is no more at the list's end, where a flood changes every row of it", () =>
    assert.deepEqual(drawnRows(90 * rowHeight, rows, frame), { first: 86, end: 100 }));
  it("begins with the list", () => assert.deepEqual(drawnRows(0, rows, frame), { first: 0, end: 19 }));
  it("is as many rows wherever there are enough below, so that their elements are used again", () => {
    for (const top of [0, 13, 50 * rowHeight, 50.5 * rowHeight, 85 * rowHeight]) {
      const { first, end } = drawnRows(top, rows, frame);
      assert.equal(end - first, drawnCount(frame.height));
    }
  });
  it("is nothing of nothing", () => assert.deepEqual(drawnRows(0, [], frame), { first: 0, end: 0 }));
});

describe("going to a row", () => {
  it("that is seen moves nothing", () => assert.equal(scrollTopToSee(25, 20 * rowHeight, frame), 20 * rowHeight));
  it("above shows it at the top", () => assert.equal(scrollTopToSee(5, 20 * rowHeight, frame), 5 * rowHeight));
  it("the first of all shows what stands above it", () =>
    assert.equal(scrollTopToSee(0, 20 * rowHeight, { ...frame, lead: 1 }), 0));
  it("below shows it at the bottom", () => assert.equal(scrollTopToSee(40, 20 * rowHeight, frame), 31 * rowHeight));
});

describe("a list that becomes lower", () => {
  const lower = { ...frame, height: 4 * rowHeight };
  const place = { at: "row", id: 21, offset: 0 } as const;
  const kept = (index: number, from: Place) => placeToKeep(index, from, rows, frame, lower);
  it("keeps in sight the row that was", () => assert.deepEqual(kept(28, place), { at: "row", id: 26, offset: 0 }));
  it("keeps it in sight above the end as well", () =>
    assert.deepEqual(kept(92, theEnd), { at: "row", id: 93, offset: 0 }));
  it("does not move for a row that is seen anyway", () => assert.equal(kept(21, place), place));
  it("still follows the end when the row is there", () => assert.equal(kept(99, theEnd), theEnd));
  it("does not move for a row that was not seen", () => assert.equal(kept(70, place), place));
});

describe("new rows", () => {
  it("are those below the last one seen", () => assert.equal(newBelow(rowsOf(1, 412), 100), 312));
  it("are counted though rows above are gone", () => assert.equal(newBelow(rowsOf(300, 412), 100), 113));
  it("are those below the view, which is higher by the rows above the records", () => {
    const lead = { ...frame, lead: 1 };
    assert.deepEqual([lastSeen(20 * rowHeight, rows, frame), lastSeen(20 * rowHeight, rows, lead)], [30, 29]);
  });
  it("are none at the end", () => assert.equal(newBelow(rows, lastSeen(90 * rowHeight, rows, frame)), 0));
});
