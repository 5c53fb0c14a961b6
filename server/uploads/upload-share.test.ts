import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { utimes } from "node:fs/promises";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { plantRoot } from "../files/testing.ts";
import { UploadShare } from "./upload-share.ts";

const temporary = (letter: string) => `.porchlight-${letter.repeat(22)}.part`;
const minute = 60_000;

/** Temporary files that nobody here wrote, so many minutes old, where visitors may send files. */
async function foundIn(test: TestContext, ages: Readonly<Record<string, number>>) {
  const root = await plantRoot(test, Object.fromEntries(Object.keys(ages).map((letter) => [temporary(letter), "x"])));
  const grow = async (letter: string, age: number) => {
    const date = new Date(Date.now() - age * minute);
    await utimes(path.join(root.path, temporary(letter)), date, date);
  };
  for (const [letter, age] of Object.entries(ages)) await grow(letter, age);
  const share = new UploadShare(root, { mostBytes: 9, diskBytesToLeave: 0, mostAtOnce: 9 }, true);
  test.after(() => share.close());
  return { share, grow, names: () => readdirSync(root.path) };
}

describe("temporary files that are found where visitors send files", () => {
  it("are another server's while they are young, and are removed when they are old", async (test) => {
    const { share, names } = await foundIn(test, { a: 4, b: 6 });
    assert.equal(await share.sweep(), 1);
    assert.deepEqual(names(), [temporary("a")]);
  });

  it("are left alone once sharing has ended", async (test) => {
    const { share, names } = await foundIn(test, { a: 6 });
    await share.close();
    assert.equal(await share.sweep(), 0);
    assert.deepEqual(names(), [temporary("a")]);
  });

  it("are looked for again when those that were young are old", async (test) => {
    test.mock.timers.enable({ apis: ["setTimeout"] });
    const { share, grow, names } = await foundIn(test, { a: 4 });
    await share.sweep();
    await grow("a", 6);
    test.mock.timers.tick(6 * minute);
    while (names().length > 0) await nextTurn();
  });
});
