import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { endingSignals } from "../ending-signals.ts";
import { HeardSignals } from "./heard-signals.ts";

describe("a signal that ends the program", () => {
  it("is told once as the first, and each behind it as a further one, whichever they are", (test) => {
    const exit = test.mock.method(process, "exit", () => undefined as never);
    const signals = new HeardSignals();
    const heard: string[] = [];
    signals.follow(
      () => heard.push("first"),
      () => heard.push("further"),
    );
    for (const signal of endingSignals) process.emit(signal);
    assert.deepEqual(heard, ["first", "further", "further", "further"]);
    signals.exit();
    assert.equal(exit.mock.callCount(), 1);
    for (const signal of endingSignals) assert.equal(process.listenerCount(signal), 0, signal);
  });

  it("ends it at once where nobody follows it yet", (test) => {
    const exit = test.mock.method(process, "exit", () => undefined as never);
    const signals = new HeardSignals();
    assert.ok(signals);
    process.emit("SIGBREAK"); // Ctrl+Break in a console of Windows
    assert.equal(exit.mock.callCount(), 1);
    assert.equal(process.listenerCount("SIGINT"), 0);
  });
});
