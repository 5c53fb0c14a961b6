import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { LogRecord } from "../../server/log/log-record.ts";
import { RequestLog } from "../../server/log/request-log.ts";
import { facts } from "../../server/log/testing.ts";
import type { LogBatch, ServerCounters } from "../contract.ts";
import { batchRecords, LogStream } from "./log-stream.ts";

/** A log, its stream, and a page that applies what it is sent and acknowledges when it is told to. */
class Stage {
  readonly log = new RequestLog(100);
  readonly stream: LogStream;
  readonly batches: LogBatch[] = [];
  rows = new Map<number, LogRecord>();
  active: LogRecord[] = [];
  ended = 0;
  isHidden: boolean;
  isAway = true;
  #onPage: LogBatch[] = [];

  constructor(backlog: number, isHidden = false) {
    this.isHidden = isHidden;
    this.stream = new LogStream({
      log: this.log,
      counters: () => this.counters,
      send: (batch) => this.#apply(batch),
      backlog,
    });
    if (!isHidden) this.stream.setVisible(true);
  }

  get counters(): ServerCounters {
    return { ended: this.ended } as ServerCounters;
  }

  get unacknowledged(): number {
    return this.#onPage.length;
  }

  get last(): LogBatch | undefined {
    return this.batches.at(-1);
  }

  get endedRows(): number {
    return [...this.rows.values()].filter(({ outcome }) => outcome !== "active").length;
  }

  load(): void {
    this.rows = new Map();
    this.#onPage = [];
    this.batches.length = 0;
    this.isAway = false;
    this.stream.restart();
  }

  setHidden(isHidden: boolean): void {
    this.isHidden = isHidden;
    this.stream.setVisible(!isHidden);
  }

  begin(target = "/"): LogRecord {
    const record = this.log.begin(facts({ target }), 0, 0);
    this.active.push(record);
    this.log.watch(record);
    return record;
  }

  end(record: LogRecord): void {
    this.active = this.active.filter(({ id }) => id !== record.id);
    record.outcome = "complete";
    this.ended++;
    this.log.end(record);
  }

  /** A request that is answered at once. */
  serve(count = 1): void {
    for (let served = 0; served < count; served++) this.end(this.log.begin(facts(), 0, 0));
  }

  pause(): void {
    this.isAway = true;
    this.stream.pause();
  }

  /** The page acknowledges the oldest batches that it has not yet. */
  acknowledge(count = 1): void {
    const sequence = this.#onPage.splice(0, count).at(-1)?.sequence;
    if (sequence !== undefined) this.stream.acknowledge(sequence);
  }

  /** Until the page has nothing more to expect. */
  settle(): void {
    this.setHidden(false);
    for (let round = 0; round < 1000; round++) {
      this.stream.tick();
      if (this.unacknowledged === 0) return;
      this.acknowledge();
    }
    assert.fail("the stream does not come to rest");
  }

  #apply(batch: LogBatch): void {
    assert.equal(this.isHidden, false, "nothing is sent to a hidden window");
    assert.equal(batch.sequence, (this.last?.sequence ?? 0) + 1, "sequence numbers have no gap");
    this.batches.push(batch);
    this.#onPage.push(batch);
    assert.ok(this.unacknowledged <= 2, "at most two batches are unacknowledged");
    for (const record of batch.records) {
      assert.notEqual(this.rows.get(record.id)?.outcome, "complete", "a record that has ended is not sent again");
      this.rows.set(record.id, record);
    }
  }
}

function loaded(backlog = 10_000): Stage {
  const stage = new Stage(backlog);
  stage.load();
  return stage;
}

describe("the log's stream to the window", () => {
  it("sends nothing before a page has asked", () => {
    const stage = new Stage(10);
    stage.serve(3);
    stage.stream.tick();
    assert.equal(stage.batches.length, 0);
  });

  it("sends nothing before the window is seen", () => {
    const stage = new Stage(10, true);
    stage.serve(3);
    stage.load();
    stage.stream.tick();
    assert.equal(stage.batches.length, 0);
    stage.setHidden(false); // at once, and not at the next tick
    assert.equal(stage.endedRows, 3);
  });

  it("begins with the newest records and says how many are not shown", () => {
    const stage = new Stage(10);
    stage.serve(25);
    stage.load();
    stage.settle();
    assert.deepEqual([...stage.rows.keys()], [16, 17, 18, 19, 20, 21, 22, 23, 24, 25]);
    assert.equal(stage.last?.notShown, 15);
  });

  it("begins again with sequence 1 when the page has loaded again", () => {
    const stage = loaded();
    stage.serve(3);
    stage.settle();
    stage.load();
    stage.settle();
    assert.equal(stage.batches[0]?.sequence, 1);
    assert.equal(stage.endedRows, 3);
  });

  it("sends a page that has loaded again two batches at most, however many the one before acknowledged", () => {
    const stage = loaded();
    stage.serve(batchRecords * 6);
    stage.settle();
    stage.load();
    stage.serve(batchRecords * 4);
    stage.stream.tick();
    assert.equal(stage.batches.length, 2);
  });

  it("tells a page that has loaded again the counters, though nothing has happened", () => {
    const stage = loaded();
    stage.settle();
    stage.load();
    stage.stream.tick();
    assert.deepEqual(stage.last?.counters, stage.counters);
  });

  it("sends nothing to a page that is gone", () => {
    const stage = loaded();
    stage.settle();
    stage.pause();
    stage.serve(3);
    stage.stream.tick();
    assert.equal(stage.endedRows, 0);
    stage.load();
    stage.settle();
    assert.equal(stage.endedRows, 3);
  });

  it("sends of very many under way as many at a time as the page applies, and all of them in the end", () => {
    const stage = loaded();
    for (let count = 0; count < batchRecords * 5; count++) stage.begin();
    stage.settle();
    assert.ok(stage.batches.every(({ records }) => records.length <= batchRecords));
    assert.equal(stage.rows.size, batchRecords * 5);
  });

  it("sends a record under way each time it changed, and then its end", () => {
    const stage = loaded();
    const record = stage.begin();
    stage.settle();
    record.bytesSent = 10;
    stage.log.progress(record);
    stage.settle();
    assert.equal(stage.rows.get(1)?.bytesSent, 10);
    stage.end(record);
    stage.settle();
    assert.deepEqual(
      stage.batches.flatMap(({ records }) => records.map(({ outcome }) => outcome)),
      ["active", "active", "complete"],
    );
  });

  it("sends copies: what changes later does not change what was sent", () => {
    const stage = loaded();
    const record = stage.begin();
    stage.settle();
    record.bytesSent = 99;
    assert.equal(stage.rows.get(1)?.bytesSent, 0);
  });

  it("shows a page that loads the records that are under way", () => {
    const stage = new Stage(10);
    stage.begin();
    stage.load();
    stage.settle();
    assert.equal(stage.rows.get(1)?.outcome, "active");
  });

  it("cuts batches at their limit and sends two at most until one is acknowledged", () => {
    const stage = loaded();
    stage.serve(batchRecords * 4);
    stage.stream.tick();
    stage.stream.tick();
    assert.deepEqual(
      stage.batches.map(({ records }) => records.length),
      [batchRecords, batchRecords],
    );
    stage.acknowledge();
    assert.equal(stage.batches.length, 3);
  });

  it("takes one acknowledgement for all batches before it", () => {
    const stage = loaded();
    stage.serve(batchRecords * 4);
    stage.stream.tick();
    stage.acknowledge(2);
    assert.equal(stage.batches.length, 4);
  });

  for (const [sequence, rule] of [
    [7, "a batch that was never sent"],
    [0, "no batch"],
    [-1, "a number below all batches"],
  ] as const) {
    it(`ignores the acknowledgement of ${rule}`, () => {
      const stage = loaded();
      stage.serve(batchRecords * 4);
      stage.stream.tick();
      stage.stream.acknowledge(sequence);
      stage.stream.tick();
      assert.equal(stage.batches.length, 2);
    });
  }

  it("keeps the newest for a hidden window and counts the rest", () => {
    const stage = loaded(10);
    stage.settle();
    stage.setHidden(true);
    stage.serve(25);
    stage.settle();
    assert.equal(stage.endedRows, 10);
    assert.equal(stage.last?.notShown, 15);
  });

  for (const isAnew of [false, true]) {
    const whom = isAnew ? "no page that has loaded again" : "the page";
    it(`tells ${whom} the end of what was shown as under way, however much came after it`, () => {
      const stage = loaded(10);
      const record = stage.begin();
      stage.settle();
      stage.setHidden(true);
      stage.end(record);
      stage.serve(30);
      if (isAnew) stage.load();
      stage.settle();
      assert.equal(stage.rows.get(record.id)?.outcome, isAnew ? undefined : "complete");
      assert.equal(stage.last?.notShown, isAnew ? 21 : 20);
    });
  }

  it("tells new counters although no record is new, once", () => {
    const stage = loaded();
    stage.settle();
    const before = stage.batches.length;
    stage.ended = 7;
    stage.settle();
    stage.settle();
    assert.equal(stage.batches.length, before + 1);
    assert.deepEqual(stage.last?.counters, { ended: 7 });
  });

  it("clips long texts", () => {
    const stage = loaded();
    stage.end(stage.begin("/".repeat(8000)));
    stage.settle();
    assert.equal(stage.rows.get(1)?.target.length, 1025);
  });

  it("shows or counts every record, whatever happens in whatever order", () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.constant((stage: Stage) => void stage.begin()) },
      {
        weight: 6,
        arbitrary: fc.nat().map((pick) => (stage: Stage) => {
          const record = stage.active[pick % Math.max(stage.active.length, 1)];
          if (record) stage.end(record);
        }),
      },
      { weight: 3, arbitrary: fc.integer({ min: 1, max: 40 }).map((count) => (stage: Stage) => stage.serve(count)) },
      { weight: 3, arbitrary: fc.constant((stage: Stage) => stage.stream.tick()) },
      { weight: 3, arbitrary: fc.constant((stage: Stage) => stage.acknowledge()) },
      { weight: 1, arbitrary: fc.boolean().map((isHidden) => (stage: Stage) => stage.setHidden(isHidden)) },
      { weight: 1, arbitrary: fc.constant((stage: Stage) => stage.load()) },
      { weight: 1, arbitrary: fc.constant((stage: Stage) => stage.pause()) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), fc.integer({ min: 1, max: 60 }), (steps, backlog) => {
        const stage = loaded(backlog);
        for (const take of steps) take(stage);
        if (stage.isAway) stage.load();
        stage.stream.tick();
        stage.settle();
        assert.equal(stage.endedRows + (stage.last?.notShown ?? 0), stage.ended);
        assert.equal(stage.rows.size - stage.endedRows, stage.active.length);
      }),
      { numRuns: 300 },
    );
  });
});
