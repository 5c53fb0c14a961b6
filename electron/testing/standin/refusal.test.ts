import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { describe, it } from "node:test";
import { lacking, refuseTheRest } from "./refusal.ts";

describe("a double that refuses the rest", () => {
  class Counter extends EventEmitter {
    #count = 0;
    next(): number {
      return ++this.#count;
    }
  }
  const counter = refuseTheRest("electron.counter", new Counter()) as Counter & { previous?: () => number };

  it("does what it has, with its private parts and its events", () => {
    let told = 0;
    counter.on("told", () => told++);
    counter.emit("told");
    assert.deepEqual([counter.next(), counter.next(), told], [1, 2, 1]);
    assert.ok(counter instanceof Counter && counter instanceof EventEmitter);
  });

  it("throws when it is asked for more", () => {
    assert.throws(() => counter.previous, { message: "stand-in: electron.counter.previous is not implemented" });
  });

  it("can be given more, as a test does", () => {
    counter.previous = () => 0;
    assert.equal(counter.previous(), 0);
  });

  it("can be looked at by a promise, an inspector and an assertion", async () => {
    assert.equal(await Promise.resolve(counter), counter);
    assert.equal(JSON.stringify({ counter }).includes("counter"), true);
  });

  it("is not there at all for a part that is lacking", () => {
    const touchBar = lacking("electron.TouchBar") as { new (): object; label: string };
    assert.throws(() => new touchBar(), { message: "stand-in: electron.TouchBar is not implemented" });
    assert.throws(() => touchBar.label, { message: "stand-in: electron.TouchBar.label is not implemented" });
  });
});
