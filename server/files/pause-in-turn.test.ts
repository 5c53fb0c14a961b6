import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { pauseInTurn } from "./pause-in-turn.ts";

/** Counts the turns of the event loop; how many there have been. */
function turnsCounted(test: TestContext): () => number {
  let turns = 0;
  let next = setImmediate(count);
  function count() {
    turns++;
    next = setImmediate(count);
  }
  test.after(() => clearImmediate(next));
  return () => turns;
}

describe("a pause for those who work in slices", () => {
  it("ends for one of them in each turn of the event loop, in the order in which they asked", async (test) => {
    const [pause, turn] = [pauseInTurn(), turnsCounted(test)];
    const ended: (readonly [worker: number, turn: number])[] = [];
    const workers = [0, 1, 2, 3].map(async (worker) => {
      await pause();
      ended.push([worker, turn()]);
    });
    await Promise.all(workers);
    const turns = ended.map(([, turn]) => turn);
    assert.deepEqual(
      ended.map(([worker]) => worker),
      [0, 1, 2, 3],
    );
    assert.deepEqual(
      turns,
      [...new Set(turns)].toSorted((one, other) => one - other),
    );
  });

  it("ends in the next turn where nobody else asks", async (test) => {
    const [pause, turn] = [pauseInTurn(), turnsCounted(test)];
    await pause();
    const before = turn();
    await pause();
    assert.ok(turn() - before <= 1);
  });
});
