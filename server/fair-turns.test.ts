import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FairTurns, Turn, type Asker } from "./fair-turns.ts";

function from(address: string): Asker {
  return { address, hasLeft: () => false };
}

/** Work that stands in line, each known by a name; what has begun, in order. */
class Line {
  readonly begun: string[] = [];
  readonly turns: FairTurns;

  constructor(most: number) {
    this.turns = new FairTurns(most);
  }

  wait(name: string, address: string): Turn<string> {
    const turn = new Turn(() => {
      this.begun.push(name);
      return Promise.resolve(name);
    });
    this.turns.wait(turn, from(address));
    return turn;
  }
}

describe("turns", () => {
  it("begin at once while few of them run, and one more for each that ends", () => {
    const line = new Line(2);
    for (const name of ["a", "b", "c", "d"]) line.wait(name, "10.0.0.1");
    assert.deepEqual(line.begun, ["a", "b"]);
    line.turns.end();
    assert.deepEqual(line.begun, ["a", "b", "c"]);
  });

  it("go round the addresses, in the order in which these came", () => {
    const line = new Line(1);
    for (const name of ["a1", "a2", "a3"]) line.wait(name, "10.0.0.1");
    for (const name of ["b1", "b2"]) line.wait(name, "10.0.0.2");
    line.wait("c1", "10.0.0.3");
    for (let end = 0; end < 5; end++) line.turns.end();
    assert.deepEqual(line.begun, ["a1", "a2", "b1", "c1", "a3", "b2"]);
  });

  it("of several addresses begin once, with the first of these, and take the others' turns from nobody", () => {
    const line = new Line(1);
    line.wait("first", "10.0.0.9");
    for (const name of ["a1", "a2"]) line.wait(name, "10.0.0.1");
    const shared = line.wait("shared", "10.0.0.2");
    line.turns.wait(shared, from("10.0.0.1"));
    line.wait("b", "10.0.0.2");
    for (let end = 0; end < 4; end++) line.turns.end();
    assert.deepEqual(line.begun, ["first", "a1", "shared", "a2", "b"]);
    line.turns.end();
    line.turns.wait(shared, from("10.0.0.3"));
    assert.equal(line.begun.length, 5, "what has begun waits no more");
  });

  it("of several addresses that have begun take no turn from what waits behind them", () => {
    const line = new Line(1);
    line.wait("first", "10.0.0.9");
    const shared = line.wait("shared", "10.0.0.1");
    line.turns.wait(shared, from("10.0.0.2"));
    line.wait("b", "10.0.0.2");
    line.turns.wait(shared, from("10.0.0.3"));
    line.wait("c", "10.0.0.4");
    for (let end = 0; end < 3; end++) line.turns.end();
    assert.deepEqual(line.begun, ["first", "shared", "b", "c"]);
  });

  it("are abandoned when all who asked have left, those too who came later", () => {
    const gone = new Set<string>();
    const asker = (address: string) => ({ address, hasLeft: () => gone.has(address) });
    const told: boolean[] = [];
    const turn = new Turn((own) => {
      gone.add("10.0.0.1");
      told.push(own.isAbandoned);
      return Promise.resolve();
    });
    const turns = new FairTurns(1);
    turns.wait(turn, asker("10.0.0.1"));
    turns.wait(turn, asker("10.0.0.2"));
    told.push(turn.isAbandoned);
    gone.add("10.0.0.2");
    told.push(turn.isAbandoned);
    assert.deepEqual(told, [true, false, true]);
  });

  it("give what their work gives, or fail as it does", async () => {
    const [well, badly] = [new Turn(() => Promise.resolve(7)), new Turn(() => Promise.reject(new Error("gone")))];
    assert.deepEqual([well.hasBegun, badly.hasBegun], [false, false]);
    const turns = new FairTurns(2);
    turns.wait(well, from("10.0.0.1"));
    turns.wait(badly, from("10.0.0.1"));
    assert.equal(await well.result, 7);
    await assert.rejects(badly.result, /gone/);
    assert.deepEqual([well.hasBegun, badly.hasBegun], [true, true]);
  });
});
