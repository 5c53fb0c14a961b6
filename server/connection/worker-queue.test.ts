import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { WorkerQueue } from "./worker-queue.ts";
import type { Job } from "./worker.ts";

/** A job that is done when the test says so; `started` lists the jobs in the order in which they began. */
class Held implements Job {
  readonly #name: string;
  readonly #started: string[];
  readonly #done = Promise.withResolvers<undefined>();

  constructor(name: string, started: string[]) {
    this.#name = name;
    this.#started = started;
  }

  readonly work = (): Promise<void> => {
    this.#started.push(this.#name);
    return this.#done.promise;
  };

  async finish(): Promise<void> {
    this.#done.resolve(undefined);
    await nextTurn();
  }
}

function queueOf(workers: number, backlog: number, names: readonly string[]) {
  const queue = new WorkerQueue(workers, backlog);
  const started: string[] = [];
  const jobs = names.map((name) => new Held(name, started));
  const hasRoom = jobs.map((job) => queue.submit(job));
  return { queue, started, jobs, hasRoom };
}

describe("a worker queue", () => {
  it("hands a job to a free worker at once", () => {
    const { queue, started } = queueOf(2, 2, ["a", "b"]);
    assert.deepEqual(started, ["a", "b"]);
    assert.equal(queue.counters.busy, 2);
    assert.equal(queue.depth, 0);
  });

  it("never gives one worker two jobs", () => {
    const { queue, started } = queueOf(2, 2, ["a", "b", "c", "d"]);
    assert.deepEqual(started, ["a", "b"]);
    assert.equal(queue.counters.waiting, 2);
  });

  it("is first in, first out, also for what was parked", async () => {
    const { started, jobs } = queueOf(1, 2, ["a", "b", "c", "d", "e"]);
    for (const job of jobs) await job.finish();
    assert.deepEqual(started, ["a", "b", "c", "d", "e"]);
  });

  it("lets nobody who comes now overtake what was parked", async () => {
    const { queue, started, jobs } = queueOf(1, 1, ["a", "b", "c"]);
    await jobs[0]?.finish();
    jobs.push(new Held("d", started));
    assert.equal(queue.submit(jobs[3] ?? assert.fail()), false);
    for (const job of jobs) await job.finish();
    assert.deepEqual(started, ["a", "b", "c", "d"]);
  });

  it("says that it is full by parking", () => {
    const { queue, hasRoom } = queueOf(1, 2, ["a", "b", "c", "d", "e"]);
    assert.deepEqual(hasRoom, [true, true, true, false, false]);
    const { waiting, parked } = queue.counters;
    assert.deepEqual({ waiting, parked, depth: queue.depth }, { waiting: 2, parked: 2, depth: 4 });
  });

  it("never holds more than its backlog", async () => {
    const { queue, jobs } = queueOf(
      3,
      4,
      Array.from({ length: 20 }, (_, index) => String(index)),
    );
    for (const job of jobs) {
      assert.ok(queue.counters.waiting <= 4);
      await job.finish();
    }
    assert.deepEqual({ ...queue.counters }, { workers: 3, busy: 0, waiting: 0, parked: 0, longestWait: 0, refused: 0 });
  });

  it("works without any backlog: everything is parked until a worker is free", async () => {
    const { started, jobs } = queueOf(1, 0, ["a", "b", "c"]);
    for (const job of jobs) await job.finish();
    assert.deepEqual(started, ["a", "b", "c"]);
  });

  for (const { name, job } of [
    { name: "in the queue", job: 1 },
    { name: "parked", job: 3 },
  ]) {
    it(`takes a job back that is ${name}, and lets the next one in`, async () => {
      const { queue, started, jobs } = queueOf(1, 2, ["a", "b", "c", "d", "e"]);
      const withdrawn = jobs[job];
      assert.ok(withdrawn);
      queue.withdraw(withdrawn);
      assert.equal(queue.counters.waiting, 2);
      assert.equal(queue.counters.parked, 1);
      for (const held of jobs) await held.finish();
      assert.deepEqual(started, ["a", "b", "c", "d", "e"].toSpliced(job, 1));
    });
  }

  it("takes nothing back that a worker has", async () => {
    const { queue, started, jobs } = queueOf(1, 1, ["a", "b"]);
    const [first] = jobs;
    assert.ok(first);
    queue.withdraw(first);
    assert.equal(queue.counters.busy, 1);
    for (const job of jobs) await job.finish();
    assert.deepEqual(started, ["a", "b"]);
    assert.equal(queue.counters.busy, 0);
  });

  it("works through 16,000 jobs that are done at once, without growing the stack", async () => {
    const queue = new WorkerQueue(1, 16_000);
    const gate = Promise.withResolvers<undefined>();
    let done = 0;
    queue.submit({ work: () => gate.promise });
    const all = new Promise<void>((resolve) => {
      for (let job = 0; job < 16_000; job++) {
        queue.submit({
          work: () => {
            if (++done === 16_000) resolve();
            return undefined;
          },
        });
      }
    });
    gate.resolve(undefined);
    await all;
    assert.equal(done, 16_000);
  });

  it("lets others have their turn between many jobs that are done at once", async () => {
    const queue = new WorkerQueue(1, 1000);
    const gate = Promise.withResolvers<undefined>();
    let done = 0;
    queue.submit({ work: () => gate.promise });
    for (let job = 0; job < 1000; job++) {
      queue.submit({
        work: () => {
          done++;
          return undefined;
        },
      });
    }
    gate.resolve(undefined);
    await nextTurn();
    assert.ok(done > 0 && done < 1000, `${done} jobs in one turn`);
    let turns = 1;
    while (done < 1000) {
      await nextTurn();
      turns++;
    }
    assert.ok(turns <= 20, `${turns} turns for 1000 jobs`);
  });

  it("is idle again where all that waited was taken back between two turns", async () => {
    const queue = new WorkerQueue(1, 1000);
    const gate = Promise.withResolvers<undefined>();
    queue.submit({ work: () => gate.promise });
    const quick = Array.from({ length: 1000 }, (): Job => ({ work: () => undefined }));
    for (const job of quick) queue.submit(job);
    gate.resolve(undefined);
    while (queue.depth === 1000) await Promise.resolve();
    assert.ok(queue.depth > 0);
    for (const job of quick) queue.withdraw(job);
    await nextTurn();
    await nextTurn();
    assert.deepEqual([queue.depth, queue.counters.busy], [0, 0]);
  });

  it("keeps the order where a job comes while the next one waits for its turn", async () => {
    const queue = new WorkerQueue(2, 1000);
    const gate = Promise.withResolvers<undefined>();
    const other = Promise.withResolvers<undefined>();
    const order: number[] = [];
    queue.submit({ work: () => gate.promise });
    queue.submit({ work: () => other.promise });
    const quick = (number: number): Job => ({
      work: () => {
        order.push(number);
        return undefined;
      },
    });
    for (let job = 0; job < 65; job++) queue.submit(quick(job));
    gate.resolve(undefined);
    await gate.promise;
    other.resolve(undefined);
    await other.promise.then(() => undefined);
    queue.submit(quick(65));
    while (order.length < 66) await nextTurn();
    assert.deepEqual(
      order,
      [...order].sort((one, next) => one - next),
    );
  });

  it("knows the longest wait and how many were refused", () => {
    const queue = new WorkerQueue(1, 1);
    for (const milliseconds of [3, 7, 5]) queue.waited(milliseconds);
    queue.refused();
    assert.equal(queue.counters.longestWait, 7);
    assert.equal(queue.counters.refused, 1);
  });
});
