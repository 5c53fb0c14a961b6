import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Worker, type Job } from "./worker.ts";

const nothing: Job = { work: () => undefined };

describe("a worker", () => {
  it("goes on with the next job when one is done at once, until there is none", () => {
    const done: string[] = [];
    const job = (name: string): Job => ({ work: () => void done.push(name) });
    const jobs = [job("b"), job("c")];
    new Worker(() => jobs.shift()).run(job("a"));
    assert.deepEqual(done, ["a", "b", "c"]);
  });

  it("asks for nothing while a job takes its time, and goes on when that is over", async () => {
    const gate = Promise.withResolvers<undefined>();
    let asked = 0;
    const over = new Promise<void>((resolve) => {
      const worker = new Worker(() => {
        asked++;
        resolve();
        return undefined;
      });
      worker.run({ work: () => gate.promise });
    });
    assert.equal(asked, 0);
    gate.resolve(undefined);
    await over;
    assert.equal(asked, 1);
  });

  it("says who asks", () => {
    const askers: Worker[] = [];
    const worker = new Worker((asker) => {
      askers.push(asker);
      return undefined;
    });
    worker.run(nothing);
    assert.deepEqual(askers, [worker]);
  });
});
