import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { LogRecord } from "../../electron/contract.ts";
import { parseFilter } from "../filter/parse-filter.ts";
import { noCounters } from "../testing/counters.ts";
import { recordWith } from "../testing/records.ts";
import { LogStore } from "./log-store.ts";

/** A store whose frames and slices come when the test says so. */
function storeOf(limit: number) {
  const frames: (() => void)[] = [];
  const later: (() => void)[] = [];
  const slices: (() => void)[] = [];
  const store = new LogStore(limit, {
    aFrame: (callback) => void frames.push(callback),
    aWhile: (callback) => void later.push(callback),
    soon: (callback) => void slices.push(callback),
  });
  const settle = () => {
    while (slices.length > 0) slices.shift()?.();
    for (const waiting of [frames, later]) while (waiting.length > 0) waiting.shift()?.();
    return store.view();
  };
  return { store, frames, later, settle };
}

function records(from: number, to: number, change: Partial<LogRecord> = {}): LogRecord[] {
  return Array.from({ length: to - from + 1 }, (_, index) => recordWith({ ...change, id: from + index }));
}

function idsOf(rows: readonly LogRecord[]): number[] {
  return rows.map(({ id }) => id);
}

const nothingElse = { notShown: 0, counters: noCounters };

describe("the log in the page", () => {
  it("draws once for many batches in one frame", () => {
    const { store, frames, settle } = storeOf(100);
    let drawn = 0;
    store.subscribe(() => drawn++);
    for (let id = 1; id <= 5; id++) store.apply({ records: records(id, id), notShown: 0, counters: noCounters });
    assert.equal(frames.length, 1);
    settle();
    assert.equal(drawn, 1);
  });

  it("draws a flood now and then, and what comes singly at once", () => {
    const { store, frames, later, settle } = storeOf(1000);
    store.apply({ records: records(1, 250), notShown: 0, counters: noCounters });
    assert.deepEqual([frames.length, later.length], [0, 1]);
    assert.equal(settle().rows.length, 250);
    store.apply({ records: records(251, 251), notShown: 0, counters: noCounters });
    assert.deepEqual([frames.length, later.length], [1, 0]);
  });

  it("keeps one row for a record that comes again", () => {
    const { store, settle } = storeOf(100);
    store.apply({ records: records(1, 3, { outcome: "active" }), notShown: 0, counters: noCounters });
    store.apply({ records: [recordWith({ id: 2, status: 404 })], notShown: 0, counters: noCounters });
    assert.deepEqual(idsOf(settle().rows), [1, 2, 3]);
    assert.equal(store.get(2)?.status, 404);
  });

  it("puts a late record where it belongs", () => {
    const { store, settle } = storeOf(100);
    store.apply({ records: [...records(1, 1), ...records(5, 6), ...records(3, 3)], notShown: 0, counters: noCounters });
    assert.deepEqual(idsOf(settle().rows), [1, 3, 5, 6]);
    assert.equal(store.devices()[0]?.requests, 4);
    store.pause();
    store.apply({ records: [...records(2, 2), ...records(3, 3)], ...nothingElse });
    assert.equal(settle().sincePause, 1);
  });

  it("drops the oldest that have ended, and counts them with those never sent", () => {
    const { store, settle } = storeOf(10);
    store.apply({
      records: [...records(1, 1, { outcome: "active" }), ...records(2, 12)],
      notShown: 7,
      counters: noCounters,
    });
    assert.deepEqual(idsOf(settle().rows), [1, 5, 6, 7, 8, 9, 10, 11, 12]);
    assert.equal(settle().older, 7 + 3);
  });

  it("stays within its bound even if nothing has ended", () => {
    const { store, settle } = storeOf(10);
    store.apply({ records: records(1, 50, { outcome: "active" }), notShown: 0, counters: noCounters });
    assert.equal(settle().kept, 9);
    assert.equal(settle().rows[0]?.id, 42);
  });

  it("forgets on clear what has ended, and that anything was missing", () => {
    const { store, settle } = storeOf(100);
    store.apply({
      records: [...records(1, 4), ...records(5, 5, { outcome: "active" })],
      notShown: 3,
      counters: noCounters,
    });
    store.clear();
    assert.deepEqual(idsOf(settle().rows), [5]);
    assert.equal(settle().older, 0);
    store.apply({ records: [], notShown: 5, counters: noCounters });
    assert.equal(settle().older, 2);
  });

  it("clips texts before it keeps them", () => {
    const { store, settle } = storeOf(10);
    const texts = ["target", "userAgent", "referrer", "reason", "method", "address", "range"] as const;
    const long = texts.map((name, index) => recordWith({ id: index + 1, [name]: "/".repeat(65_536) }));
    store.apply({ records: long, ...nothingElse });
    const { rows } = settle();
    for (const [index, name] of texts.entries()) assert.equal(rows[index]?.[name].length, 2000, name);
  });

  it("has the counters of the last batch, drawn or not", () => {
    const { store, settle } = storeOf(10);
    const seen = [1, 2].map((requests) => {
      store.apply({ records: [], notShown: 0, counters: { ...noCounters, requests } });
      return store.counters?.requests;
    });
    assert.deepEqual([...seen, settle().counters?.requests], [1, 2, 2]);
  });

  it("names the newest of its devices, as many as are asked for, and counts them all", () => {
    const { store, settle } = storeOf(100);
    const visits = Array.from({ length: 13 }, (_, id) => recordWith({ id: id + 1, address: `10.0.0.${id + 1}` }));
    store.apply({ records: visits, ...nothingElse });
    assert.deepEqual([store.devices(12).length, store.devices().length, settle().deviceCount], [12, 13, 13]);
    assert.equal(store.devices(12)[0]?.address, "10.0.0.13");
  });

  it("counts devices, the newest first", () => {
    const { store } = storeOf(100);
    store.apply({
      records: [...records(1, 2), ...records(3, 3, { address: "10.0.0.7" })],
      notShown: 0,
      counters: noCounters,
    });
    store.apply({ records: records(1, 1), notShown: 0, counters: noCounters });
    assert.deepEqual(
      store.devices().map(({ address, requests }) => [address, requests]),
      [
        ["10.0.0.7", 1],
        ["192.168.1.23", 2],
      ],
    );
  });
});

describe("a paused log", () => {
  it("stands still and counts on, then shows all", () => {
    const { store, settle } = storeOf(100);
    store.apply({ records: records(1, 2, { outcome: "active" }), notShown: 0, counters: noCounters });
    store.pause();
    store.apply({ records: [...records(2, 2), ...records(3, 5)], notShown: 0, counters: noCounters });
    const paused = settle();
    assert.deepEqual(idsOf(paused.rows), [1, 2]);
    assert.equal(paused.rows[1]?.outcome, "active");
    assert.equal(paused.sincePause, 3);
    store.resume();
    assert.deepEqual(idsOf(settle().rows), [1, 2, 3, 4, 5]);
    assert.equal(settle().rows[1]?.outcome, "complete");
    store.pause();
    assert.equal(settle().sincePause, 0);
  });

  it("stands where it was paused first, and what is cleared meanwhile is gone from it too", () => {
    const { store, settle } = storeOf(100);
    store.apply({ records: [...records(1, 2), ...records(3, 3, { outcome: "active" })], ...nothingElse });
    store.pause();
    store.apply({ records: records(4, 4), ...nothingElse });
    store.pause();
    assert.deepEqual(idsOf(settle().rows), [1, 2, 3]);
    store.clear();
    const { rows, sincePause, isPaused } = settle();
    assert.deepEqual([idsOf(rows), sincePause, isPaused], [[3], 0, true]);
  });

  it("loses on clear what has ended since it was paused, and keeps as it was what is still under way", () => {
    const { store, settle } = storeOf(100);
    store.apply({ records: records(1, 2, { outcome: "active", bytesSent: 5 }), ...nothingElse });
    store.pause();
    store.apply({ records: [...records(1, 1), ...records(2, 2, { outcome: "active" })], ...nothingElse });
    store.clear();
    const { rows, kept } = settle();
    assert.deepEqual([idsOf(rows), kept, rows[0]?.bytesSent], [[2], 1, 5]);
    assert.equal(store.get(1), undefined);
  });

  it("stands still under a filter as well, whatever comes, ends or is dropped", () => {
    const { store, settle } = storeOf(10);
    store.setFilter(parseFilter("is:active"));
    store.apply({ records: records(1, 3, { outcome: "active" }), ...nothingElse });
    store.pause();
    store.apply({ records: [...records(2, 2), ...records(4, 20, { outcome: "active" })], ...nothingElse });
    assert.deepEqual(idsOf(settle().rows), [1, 2, 3]);
  });

  it("knows what it shows while it stands, also what the bound has dropped meanwhile", () => {
    const { store } = storeOf(10);
    store.apply({ records: records(1, 10), notShown: 0, counters: noCounters });
    store.pause();
    store.apply({ records: records(11, 20), notShown: 0, counters: noCounters });
    assert.equal(store.get(1)?.id, 1);
    store.resume();
    assert.equal(store.get(1), undefined);
  });

  it("counts as older only what is not in it, as long as it stands", () => {
    const { store, settle } = storeOf(10);
    store.apply({ records: records(6, 15), notShown: 5, counters: noCounters });
    store.pause();
    store.apply({ records: records(16, 20), notShown: 8, counters: noCounters });
    const paused = settle();
    assert.deepEqual([paused.older, idsOf(paused.rows)], [5, idsOf(records(6, 15))]);
    store.resume();
    assert.deepEqual([settle().older, settle().kept], [14, 9]);
    store.pause();
    store.clear();
    assert.equal(settle().older, 0);
  });

  it("can be filtered while it stands", () => {
    const { store, settle } = storeOf(100);
    store.apply({ records: [...records(1, 2), ...records(3, 3, { status: 404 })], notShown: 0, counters: noCounters });
    store.pause();
    store.apply({ records: records(4, 4, { status: 404 }), notShown: 0, counters: noCounters });
    store.setFilter(parseFilter("status:404"));
    assert.deepEqual(idsOf(settle().rows), [3]);
  });
});

describe("a filtered log", () => {
  it("follows records into the filter and out of it", () => {
    const { store, settle } = storeOf(100);
    store.setFilter(parseFilter("is:active"));
    store.apply({ records: records(1, 3, { outcome: "active" }), notShown: 0, counters: noCounters });
    assert.deepEqual(idsOf(settle().rows), [1, 2, 3]);
    store.apply({ records: records(2, 2), notShown: 0, counters: noCounters });
    assert.deepEqual(idsOf(settle().rows), [1, 3]);
    store.apply({ records: [...records(2, 2), ...records(4, 4)], ...nothingElse });
    assert.deepEqual(idsOf(settle().rows), [1, 3]);
  });

  it("is the same whether records came before the filter, during its slices, or after", () => {
    const { store, settle } = storeOf(200_000);
    const mixed = (from: number, to: number) =>
      records(from, to).map((record) => ({ ...record, status: record.id % 3 === 0 ? 404 : 200 }));
    store.apply({ records: mixed(1, 60_000), notShown: 0, counters: noCounters });
    store.setFilter(parseFilter("status:404 -nothing -to -be -found -here"));
    store.apply({ records: mixed(60_001, 60_300), notShown: 0, counters: noCounters });
    store.apply({ records: records(3, 3, { status: 200 }), notShown: 0, counters: noCounters });
    const { rows, isScanning } = settle();
    assert.equal(isScanning, false);
    assert.equal(rows.length, 20_100 - 1);
    assert.ok(rows.every(({ status, id }, index) => status === 404 && id > (rows[index - 1]?.id ?? 0)));
  });

  it("is not gone through again for a filter that asks the same", () => {
    const { store, frames, settle } = storeOf(100);
    store.setFilter(parseFilter("status:404"));
    settle();
    store.setFilter(parseFilter(" STATUS:404 "));
    assert.equal(frames.length, 0);
    store.setFilter(parseFilter("status:405"));
    assert.equal(frames.length, 1);
  });

  it("shows nothing of the filter before", () => {
    const { store, settle } = storeOf(100);
    store.apply({ records: [...records(1, 2), ...records(3, 3, { status: 404 })], ...nothingElse });
    for (const [filter, shown] of [
      ["status:404", [3]],
      ["status:200", [1, 2]],
      ["", [1, 2, 3]],
      ["status:404", [3]],
    ] as const) {
      store.setFilter(parseFilter(filter));
      const { rows, isFiltered } = settle();
      assert.deepEqual([idsOf(rows), isFiltered], [shown, filter !== ""]);
    }
  });

  it("is given as a whole to whoever asks for it, as an export does, however long it is gone through", async (test) => {
    let now = 0;
    test.mock.method(performance, "now", () => (now += 10)); // a slice is over at each look
    const { store, settle } = storeOf(1000);
    store.apply({ records: records(1, 200, { status: 404 }), ...nothingElse });
    store.setFilter(parseFilter("status:404"));
    const counted = store.shown().then(({ length }) => length);
    await Promise.resolve();
    settle();
    assert.equal(await counted, 200);
  });

  it("loses what the bound drops", () => {
    const { store, settle } = storeOf(10);
    store.setFilter(parseFilter("path:/"));
    store.apply({ records: records(1, 11), notShown: 0, counters: noCounters });
    assert.deepEqual(idsOf(settle().rows), [3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
});
