import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { endingSignals } from "../../server/ending-signals.ts";
import { isPassedOn } from "./signals.ts";

describe("a signal that comes while a child runs", () => {
  const place = { platform: "linux", isTerminal: true, isWindowed: false } as const;
  const passedOn = (where: Parameters<typeof isPassedOn>[1]) =>
    endingSignals.filter((signal) => isPassedOn(signal, where));

  it("is passed on from a terminal only where the terminal has not told the child itself", () => {
    assert.deepEqual(passedOn(place), ["SIGTERM"]);
    assert.deepEqual(passedOn({ ...place, isWindowed: true }), ["SIGTERM"]);
    assert.deepEqual(passedOn({ ...place, platform: "darwin" }), ["SIGTERM"]);
  });

  it("is passed on where there is no terminal", () => {
    assert.deepEqual(passedOn({ ...place, isTerminal: false }), endingSignals);
  });

  it("never ends a terminal's program on Windows, where it would be cut off", () => {
    assert.deepEqual(passedOn({ ...place, platform: "win32" }), []);
    assert.deepEqual(passedOn({ ...place, platform: "win32", isTerminal: false }), []);
  });

  it("ends the window on Windows, which no console tells anything", () => {
    assert.deepEqual(passedOn({ ...place, platform: "win32", isWindowed: true }), endingSignals);
  });
});
