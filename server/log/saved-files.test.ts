import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SavedFiles } from "./saved-files.ts";

describe("the files that visitors sent", () => {
  it("are known by the request that brought them", () => {
    const saved = new SavedFiles();
    saved.keep(7, ["/inbox/a", "/inbox/b"]);
    assert.deepEqual(saved.get(7), ["/inbox/a", "/inbox/b"]);
    assert.deepEqual(saved.get(8), []);
  });

  it("are forgotten, the oldest first", () => {
    const saved = new SavedFiles(2);
    for (const id of [1, 2, 3]) saved.keep(id, [`/inbox/${id}`]);
    assert.deepEqual(
      [1, 2, 3].map((id) => saved.get(id).length),
      [0, 1, 1],
    );
  });

  it("are a bounded number of one request", () => {
    const saved = new SavedFiles();
    saved.keep(1, Array(1000).fill("/inbox/a"));
    assert.equal(saved.get(1).length, 20);
  });

  it("take no place where there are none", () => {
    const saved = new SavedFiles(1);
    saved.keep(1, ["/inbox/a"]);
    saved.keep(2, []);
    assert.equal(saved.get(1).length, 1);
  });
});
