import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { PageCrashes } from "./page-crashes.ts";

const [second, minute, day] = [1000, 60_000, 86_400_000];

describe("a page that crashes", () => {
  const rules = [
    {
      rule: "at once, each time, is loaded again five times",
      every: second,
      isLoaded: [true, true, true, true, true, false],
    },
    { rule: "every few minutes as well", every: 9 * minute, isLoaded: [true, true, true, true, true, false] },
    { rule: "once a day is always loaded again", every: day, isLoaded: [true, true, true, true, true, true] },
    { rule: "after ten minutes, too", every: 10 * minute, isLoaded: [true, true, true, true, true, true] },
  ];
  for (const { rule, every, isLoaded } of rules) {
    it(rule, () => {
      const crashes = new PageCrashes();
      assert.deepEqual(
        isLoaded.map((_, at) => crashes.mayLoadAgain(day + at * every)),
        isLoaded,
      );
    });
  }

  it("has a new beginning where it is loaded on purpose", () => {
    const crashes = new PageCrashes();
    assert.equal(crashes.isNone, true);
    for (let at = 1; at <= 6; at++) crashes.mayLoadAgain(day + at);
    assert.equal(crashes.isNone, false);
    crashes.forget();
    assert.equal(crashes.isNone, true);
    assert.equal(crashes.mayLoadAgain(day + 7), true);
  });
});
