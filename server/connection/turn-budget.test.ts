import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { TurnBudget, type TurnEnd } from "./turn-budget.ts";

const nothingToSay: TurnEnd = { write: () => undefined, settle: () => undefined };

describe("a turn's budget", () => {
  it("is spent when its milliseconds are over, counted from the first look", () => {
    const budget = new TurnBudget(6);
    assert.deepEqual(
      [1000, 1003, 1006, 1006.5].map((now) => budget.isSpent(now)),
      [false, false, false, true],
    );
  });

  it("is whole again in the next turn", async () => {
    const budget = new TurnBudget(6);
    budget.isSpent(1000);
    assert.equal(budget.isSpent(1010), true);
    await nextTurn();
    assert.equal(budget.isSpent(1010), false);
  });

  for (const { what, wait } of [
    { what: "is put off", wait: (budget: TurnBudget) => budget.defer(() => undefined) },
    { what: "goes out at the turn's end", wait: (budget: TurnBudget) => budget.atEnd(nothingToSay) },
  ]) {
    it(`is not renewed by what ${what}`, () => {
      const budget = new TurnBudget(6);
      const now = performance.now();
      budget.isSpent(now - 10);
      wait(budget);
      assert.equal(budget.isSpent(now), true);
    });
  }

  it("calls back in a later turn, in order", async () => {
    const budget = new TurnBudget(6);
    const called: number[] = [];
    for (const number of [1, 2, 3]) budget.defer(() => called.push(number));
    assert.deepEqual(called, []);
    await nextTurn();
    assert.deepEqual(called, [1, 2, 3]);
  });

  it("calls back at a turn's end before what was put off to the next", async () => {
    const budget = new TurnBudget(6);
    const called: string[] = [];
    budget.defer(() => called.push("put off"));
    budget.atEnd({ write: () => called.push("at the end"), settle: () => undefined });
    assert.deepEqual(called, []);
    await nextTurn();
    assert.deepEqual(called, ["at the end", "put off"]);
  });

  it("does not let many wait for a turn's end", () => {
    const budget = new TurnBudget(6);
    let called = 0;
    for (let count = 0; count < 100; count++) budget.atEnd({ write: () => called++, settle: () => undefined });
    assert.equal(called, 64);
  });

  it("does not let more of them wait where all come back with more when they are through", () => {
    const budget = new TurnBudget(6);
    let called = 0;
    const comesBack = () => {
      let isBack = false;
      const part = {
        write: () => called++,
        settle: () => {
          if (!isBack) budget.atEnd(part);
          isBack = true;
        },
      };
      return part;
    };
    for (let count = 0; count < 200; count++) budget.atEnd(comesBack());
    assert.ok(called > 300, `${called} of 400`);
  });

  it("writes all that goes out before it looks what became of any of it", async () => {
    const budget = new TurnBudget(6);
    const called: string[] = [];
    for (const number of [1, 2, 3]) {
      budget.atEnd({ write: () => called.push(`write ${number}`), settle: () => called.push(`settle ${number}`) });
    }
    await nextTurn();
    assert.deepEqual(called, ["write 1", "write 2", "write 3", "settle 1", "settle 2", "settle 3"]);
  });

  it("puts off again what is put off while it calls back", async () => {
    const budget = new TurnBudget(6);
    const called: string[] = [];
    budget.defer(() => {
      called.push("first");
      budget.defer(() => called.push("second"));
    });
    await nextTurn();
    assert.deepEqual(called, ["first"]);
    await nextTurn();
    assert.deepEqual(called, ["first", "second"]);
  });
});
