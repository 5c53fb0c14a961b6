import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formNames } from "./form-names.ts";

describe("the names in a form", () => {
  it("are those of the fields that are called so, decoded, with line ends as names have them", async () => {
    assert.deepEqual(await formNames("name=a+b&other=x&name=%C3%A9%26&name=two%0D%0Alines&name"), [
      ...["a b", "\u00e9&", "two\nlines", ""],
    ]);
    assert.deepEqual(await formNames(""), []);
  });

  it("are no longer than a file's name may be, which reading one takes long to see", async () => {
    const longest = "\u20ac".repeat(255);
    const long = "%zz".repeat(100_000);
    assert.deepEqual(await formNames(`name=${long}&name=${encodeURIComponent(longest)}&name=${long}`), [longest]);
  });

  it("are all there where there are thousands, and others get their turn meanwhile", async (test) => {
    const wanted = Array.from({ length: 40_000 }, (_, index) => `photo & ${"x".repeat(index % 40)} ${index}`);
    let now = 0;
    test.mock.method(performance, "now", () => (now += 0.1));
    let turns = 0;
    const count = () => {
      turns++;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    const form = wanted.map((name) => `name=${encodeURIComponent(name)}`);
    assert.deepEqual(await formNames(form.join("&")), wanted);
    clearImmediate(next);
    assert.ok(turns >= 1000, `${turns} turns`);
  });
});
