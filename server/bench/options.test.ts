import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseBench, sectionNames } from "./options.ts";

describe("the arguments of the bench", () => {
  const rules = [
    { args: [], quick: false, sections: sectionNames, rounds: 7, rule: "everything, seven rounds" },
    { args: ["--quick"], quick: true, sections: sectionNames, rounds: 2, rule: "quick is two rounds" },
    { args: ["--quick", "--rounds", "3"], quick: true, sections: sectionNames, rounds: 3, rule: "unless told" },
    { args: ["--only", "log,ab"], quick: false, sections: ["ab", "log"], rounds: 7, rule: "in the usual order" },
  ] as const;
  for (const { args, rule, ...options } of rules) {
    it(`${rule}: ${args.join(" ")}`, () => assert.deepEqual(parseBench(args), { kind: "bench", options }));
  }
  for (const args of [["--only", "tea"], ["--rounds", "0"], ["--rounds", "many"], ["--fast"], ["small"]]) {
    it(`refuses ${args.join(" ")}`, () => assert.equal(parseBench(args).kind, "mistake"));
  }
});
