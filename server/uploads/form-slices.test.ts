import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formSlices } from "./form-slices.ts";

const part = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\na\r\n';

const forms = [
  { text: "", slices: 1, rule: "nothing stays one" },
  { text: "a\r\n".repeat(10_000), slices: 1, rule: "content stays one, however many lines it has" },
  { text: part.repeat(32), slices: 1, rule: "few parts stay one" },
  { text: part.repeat(33), slices: 2, rule: "more parts are cut in two" },
  { text: part.repeat(700), slices: 22, rule: "many parts are cut often" },
  { text: "--x\r\n".repeat(10_000), slices: 313, rule: "so are parts of nothing" },
];

describe("the bytes of a form", () => {
  for (const { text, slices, rule } of forms) {
    it(`are given to the parser in slices: ${rule}`, () => {
      const cut = [...formSlices(Buffer.from(text))];
      assert.equal(cut.length, slices);
      assert.equal(Buffer.concat(cut).toString(), text);
      for (const slice of cut) assert.ok(slice.toString().split("\r\n--").length <= 33);
    });
  }
});
