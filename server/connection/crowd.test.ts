import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Crowd, type Member } from "./crowd.ts";

describe("a crowd", () => {
  it("is what a set would be, whoever comes and goes", () => {
    const step = fc.tuple(fc.constantFrom("add", "delete"), fc.nat(9));
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const members: readonly Member[] = Array.from({ length: 10 }, () => ({ place: -1 }));
        const crowd = new Crowd();
        const set = new Set<Member>();
        for (const [what, which] of steps) {
          const member = members[which];
          assert.ok(member !== undefined);
          if (what === "delete") assert.equal(crowd.delete(member), set.delete(member));
          else if (!set.has(member)) [crowd, set].forEach((all) => void all.add(member));
          assert.equal(crowd.size, set.size);
          assert.deepEqual(new Set(crowd), set);
          assert.equal([...crowd].length, set.size);
        }
      }),
    );
  });

  it("is gone through whole, though everybody leaves meanwhile", () => {
    const crowd = new Crowd();
    for (let count = 0; count < 5; count++) crowd.add({ place: -1 });
    let seen = 0;
    for (const member of crowd) {
      crowd.delete(member);
      seen++;
    }
    assert.deepEqual([seen, crowd.size], [5, 0]);
  });
});
