import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { attemptOf } from "./protocol.ts";
import { measureSpeed, speedOfAll, startSpeed, timeLeft } from "./speed.ts";
import { progressWords, totalsOf } from "./totals.ts";

describe("an answer to what was sent", () => {
  const rules = [
    {
      status: 201,
      offset: null,
      text: '{"saved":[{"name":"a (2).txt"}]}',
      means: { outcome: "saved", name: "a (2).txt" },
    },
    { status: 201, offset: null, text: "?", means: { outcome: "saved", name: "" } },
    { status: 204, offset: "5", text: "", means: { outcome: "offset", offset: 5 } },
    { status: 409, offset: "5", text: "", means: { outcome: "offset", offset: 5 } },
    { status: 409, offset: null, text: "Not saved: why.\n", means: { outcome: "stopped", reason: "Not saved: why." } },
    { status: 404, offset: null, text: "", means: { outcome: "unknown" } },
    { status: 404, offset: "5", text: "", means: { outcome: "unknown" } },
    { status: 0, offset: null, text: "", means: { outcome: "broken" } },
    ...[408, 429, 500, 503].map((status) => ({ status, offset: null, text: "", means: { outcome: "broken" } })),
    { status: 507, offset: "5", text: "no room", means: { outcome: "stopped", reason: "no room" } },
    { status: 507, offset: null, text: "no room", means: { outcome: "stopped", reason: "no room" } },
    ...["", "403 Forbidden\n"].map((text) => ({
      status: 403,
      offset: null,
      text,
      means: { outcome: "stopped", reason: "Not sent: this device may not send files here." },
    })),
    {
      status: 403,
      offset: null,
      text: "Not saved: why.\n",
      means: { outcome: "refused", reason: "Not saved: why.", isForGood: false },
    },
    {
      status: 405,
      offset: null,
      text: "405 Method Not Allowed\n",
      means: { outcome: "refused", reason: "Not sent: no files are taken here any more.", isForGood: false },
    },
    {
      status: 421,
      offset: null,
      text: "",
      means: { outcome: "refused", reason: "The server answered 421.", isForGood: false },
    },
    {
      status: 400,
      offset: null,
      text: "Not saved: the name of a device.\n",
      means: {
        outcome: "refused",
        reason: "Not saved: the name of a device. Rename it, then choose it again.",
        isForGood: true,
      },
    },
    {
      status: 413,
      offset: null,
      text: "Not saved: why.\n",
      means: {
        outcome: "refused",
        reason: "Not saved: why. Make it smaller, or ask the owner for another way.",
        isForGood: true,
      },
    },
    {
      status: 414,
      offset: null,
      text: "Not saved: why.\n",
      means: { outcome: "refused", reason: "Not saved: why.", isForGood: true },
    },
  ];
  for (const { status, offset, text, means } of rules) {
    it(`${status} means ${means.outcome}`, () => assert.deepEqual(attemptOf(status, offset, text), means));
  }
});

describe("the speed", () => {
  it("is not known at first, then what was measured, then smoothed", () => {
    const start = startSpeed(0, 1000);
    assert.equal(measureSpeed(start, 100, 2000), start, "too short a time tells nothing");
    const first = measureSpeed(start, 1000, 2000);
    assert.equal(first.perSecond, 1000);
    assert.equal(measureSpeed(first, 2000, 2000).perSecond, 400);
  });

  it("is measured from when the first byte moves: the connection is made before", () => {
    const waiting = measureSpeed(startSpeed(0, 1000), 3000, 1000);
    assert.equal(waiting.perSecond, undefined);
    assert.equal(measureSpeed(waiting, 4000, 3000).perSecond, 2000);
  });

  it("of all is none while each that was under way waits for its connection, and begins anew after it", () => {
    const before = measureSpeed(startSpeed(0, 0), 1000, 1000);
    const broken = speedOfAll(before, 2000, { moved: 1000, sending: 0, interrupted: 2 });
    assert.equal(broken.perSecond, undefined);
    assert.equal(speedOfAll(broken, 3000, { moved: 3000, sending: 1, interrupted: 1 }).perSecond, 2000);
    assert.equal(speedOfAll(before, 2000, { moved: 2000, sending: 0, interrupted: 0 }).perSecond, 1000, "between two");
  });
});

it("the sum of all counts what is saved as whole, and leaves out what was cancelled", () => {
  const file = { size: 100 } as File;
  const totals = totalsOf([
    { file, sent: 0, found: 0, state: { kind: "waiting" } },
    { file, sent: 40, found: 30, state: { kind: "sending" } },
    { file, sent: 0, found: 0, state: { kind: "saved", name: "a" } },
    { file, sent: 10, found: 0, state: { kind: "failed", reason: "", canRetry: true } },
    { file, sent: 10, found: 0, state: { kind: "failed", reason: "", canRetry: false } },
    { file, sent: 90, found: 50, state: { kind: "cancelled" } },
    { file, sent: 20, found: 0, state: { kind: "interrupted" } },
  ]);
  assert.deepEqual(totals, {
    files: 6,
    saved: 1,
    failed: 2,
    retriable: 1,
    sending: 1,
    interrupted: 1,
    bytes: 600,
    sent: 180,
    left: 240,
    moved: 150,
  });
});

describe("what is said of all while it goes on", () => {
  const totals = { ...totalsOf([]), files: 3, saved: 1, bytes: 90_000_000, sent: 30_000_000, left: 60_000_000 };
  const rules = [
    { perSecond: undefined, words: "1 of 3 files sent, 30 MB of 90 MB" },
    { perSecond: 0, words: "1 of 3 files sent, 30 MB of 90 MB, 0 bytes/s" },
    { perSecond: 500_000, words: "1 of 3 files sent, 30 MB of 90 MB, 500 kB/s, 2 min left" },
  ];
  for (const { perSecond, words } of rules) {
    it(words, () => assert.equal(progressWords(totals, { at: 0, bytes: 0, perSecond }), words));
  }

  it("is no time for what failed", () => {
    const totals = totalsOf([
      { file: { size: 90e6 } as File, sent: 30e6, found: 0, state: { kind: "sending" } },
      { file: { size: 900e6 } as File, sent: 0, found: 0, state: { kind: "failed", reason: "", canRetry: false } },
    ]);
    assert.match(progressWords(totals, { at: 0, bytes: 0, perSecond: 500_000 }), /, 2 min left$/);
  });
});

it("what was on the server already is no speed", () => {
  const uploads = [{ file: { size: 100 } as File, sent: 60, found: 60, state: { kind: "sending" } }] as const;
  const speed = measureSpeed(startSpeed(0, 0), 1000, totalsOf(uploads).moved);
  assert.equal(speed.perSecond, undefined);
});

describe("the time that is left", () => {
  const rules = [
    { seconds: 0, words: "less than a minute left" },
    { seconds: 29, words: "less than a minute left" },
    { seconds: 30, words: "1 min left" },
    { seconds: 150, words: "3 min left" },
    { seconds: 5369, words: "89 min left" },
    { seconds: 5370, words: "2 hours left" },
    { seconds: 90_000, words: "25 hours left" },
  ];
  for (const { seconds, words } of rules) {
    it(`of ${seconds} seconds is "${words}"`, () => {
      assert.equal(timeLeft({ at: 0, bytes: 0, perSecond: 1000 }, seconds * 1000), words);
    });
  }

  it("is not told while nothing moves, or nobody knows how fast", () => {
    assert.equal(timeLeft({ at: 0, bytes: 0, perSecond: 0.5 }, 1000), "");
    assert.equal(timeLeft(startSpeed(0, 0), 1000), "");
  });
});
