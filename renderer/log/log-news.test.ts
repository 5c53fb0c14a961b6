import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { LogRecord } from "../../electron/contract.ts";
import type { Filter } from "../filter/filter.ts";
import { noFilter } from "../filter/filter.ts";
import type { LogView } from "../store/log-store.ts";
import { firstNews, newsAfter } from "./log-news.ts";

const errors: Filter = { terms: [{ not: false, test: { kind: "is", condition: "error" } }], problems: [] };

const whole: LogView = {
  filter: noFilter,
  rows: [],
  kept: 242,
  older: 0,
  bytes: 0,
  isFiltered: false,
  isScanning: false,
  isPaused: false,
  sincePause: 0,
  clearings: 0,
  deviceCount: 5,
  counters: undefined,
};

function rowsOf(length: number): LogView["rows"] {
  return Array.from({ length }, () => ({}) as LogRecord);
}

const filtered: LogView = { ...whole, filter: errors, isFiltered: true, rows: rowsOf(66) };

describe("what is said aloud of the log", () => {
  const cases: readonly { rule: string; from?: LogView; to: LogView; words: string }[] = [
    { rule: "nothing of what comes in", to: { ...whole, kept: 300, sincePause: 3 }, words: "" },
    { rule: "how many requests a filter shows", to: filtered, words: "66 requests fit, of 242." },
    { rule: "that one fits", to: { ...filtered, rows: rowsOf(1) }, words: "1 request fits, of 242." },
    { rule: "that none fits", to: { ...filtered, rows: [] }, words: "None of 242 requests fits." },
    { rule: "nothing while a filter is still applied", to: { ...filtered, isScanning: true }, words: "" },
    { rule: "that all are shown again", from: filtered, to: whole, words: "All requests are shown, 242 in all." },
    { rule: "that the list stands", to: { ...whole, isPaused: true }, words: "Paused." },
    { rule: "that it goes on", from: { ...whole, isPaused: true }, to: whole, words: "Going on." },
    { rule: "that it was cleared", to: { ...whole, kept: 2, clearings: 1 }, words: "What had ended is removed." },
  ];
  for (const { rule, from = whole, to, words } of cases) {
    it(rule, () => assert.equal(newsAfter(firstNews(from), to).words, words));
  }

  it("stays as it was said, whatever comes in then: it would be said again", () => {
    const said = newsAfter(firstNews(whole), filtered);
    assert.equal(newsAfter(said, { ...filtered, rows: rowsOf(70), kept: 300 }), said);
  });
});
