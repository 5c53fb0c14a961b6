import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { putInPlace } from "./put-in-place.ts";

/** A disk that answers with these codes, one after the other, and then moves the file. */
function moverOf(test: TestContext, platform: NodeJS.Platform, codes: readonly string[]) {
  const left = [...codes];
  const move = test.mock.fn((): Promise<void> => {
    const code = left.shift();
    return code === undefined ? Promise.resolve() : Promise.reject(Object.assign(new Error(code), { code }));
  });
  return { platform, move, pause: test.mock.fn(() => Promise.resolve()) };
}

describe("a file that takes another's place", () => {
  it("waits on Windows until nobody holds either", async (test) => {
    const mover = moverOf(test, "win32", ["EPERM", "EBUSY", "EACCES"]);
    await putInPlace("a.new", "a", mover);
    assert.deepEqual([mover.move.mock.callCount(), mover.pause.mock.callCount()], [4, 3]);
  });

  it("is tried again only once the wait is over", async (test) => {
    const mover = moverOf(test, "win32", ["EPERM"]);
    const wait = Promise.withResolvers<undefined>();
    const moving = putInPlace("a.new", "a", { ...mover, pause: () => wait.promise });
    await nextTurn();
    assert.equal(mover.move.mock.callCount(), 1);
    wait.resolve(undefined);
    await moving;
    assert.equal(mover.move.mock.callCount(), 2);
  });

  it("gives up at last", async (test) => {
    const mover = moverOf(
      test,
      "win32",
      Array.from({ length: 20 }, () => "EPERM"),
    );
    await assert.rejects(putInPlace("a.new", "a", mover), { code: "EPERM" });
    assert.equal(mover.move.mock.callCount(), 10);
  });

  it("does not wait for what will not pass", async (test) => {
    for (const [platform, code] of [
      ["win32", "ENOSPC"],
      ["linux", "EACCES"],
      ["darwin", "EPERM"],
    ] as const) {
      const mover = moverOf(test, platform, [code]);
      await assert.rejects(putInPlace("a.new", "a", mover), { code });
      assert.equal(mover.pause.mock.callCount(), 0);
    }
  });
});
