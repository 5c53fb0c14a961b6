import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { exportWords } from "./export-words.ts";

describe("what is said of an export", () => {
  const file = "/home/anna/log.csv";

  it("is how many requests went where", () =>
    assert.equal(exportWords({ file, records: 1 }, 1), "Exported 1 request to /home/anna/log.csv"));

  it("is also that some are missing, which were shown", () =>
    assert.equal(
      exportWords({ file, records: 1000 }, 1002),
      "Exported 1,000 of 1,002 requests to /home/anna/log.csv: the others are no longer kept.",
    ));
});
