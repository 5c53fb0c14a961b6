import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Backlog } from "./backlog.ts";

function filled(most: number, count: number): Backlog<number> {
  const backlog = new Backlog<number>(most);
  for (let entry = 1; entry <= count; entry++) backlog.add(entry);
  return backlog;
}

describe("a backlog", () => {
  it("gives its entries back oldest first", () => {
    assert.deepEqual(filled(10, 5).take(3), [1, 2, 3]);
  });

  it("gives what there is when asked for more", () => {
    assert.deepEqual(filled(10, 2).take(3), [1, 2]);
  });

  it("pushes the oldest out when it is full, and says which", () => {
    const backlog = filled(3, 3);
    assert.equal(backlog.add(4), 1);
    assert.deepEqual(backlog.take(9), [2, 3, 4]);
  });

  it("has room again after entries were taken", () => {
    const backlog = filled(3, 3);
    backlog.take(2);
    assert.equal(backlog.add(4), undefined);
    assert.deepEqual([backlog.length, backlog.take(9)], [2, [3, 4]]);
  });

  it("keeps its order over many rounds", () => {
    const backlog = new Backlog<number>(7);
    const seen: number[] = [];
    for (let entry = 0; entry < 1000; entry++) {
      backlog.add(entry);
      if (entry % 3 === 2) seen.push(...backlog.take(3));
    }
    seen.push(...backlog.take(7));
    assert.deepEqual(seen, [...Array(1000).keys()]);
  });

  it("is empty after it was cleared", () => {
    const backlog = filled(3, 3);
    backlog.clear();
    assert.deepEqual([backlog.length, backlog.take(1)], [0, []]);
  });
});
