import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AtOnce } from "./at-once.ts";

const anna = "192.168.1.2";
const ben = "192.168.1.3";
const here = "127.0.0.1";

/** Work that goes on until it is told to end. */
class Works {
  readonly #ends: (() => void)[] = [];
  readonly atOnce: AtOnce;

  constructor(most: number) {
    this.atOnce = new AtOnce(most, (whence) => new Error(`too much at once${whence}`));
  }

  begin(address: string): Promise<void> {
    return this.atOnce.counted(address, () => new Promise<void>((resolve) => this.#ends.push(resolve)));
  }

  endFirst(): void {
    this.#ends.shift()?.();
  }
}

describe("what goes on at once", () => {
  it("is as much in all as may", async () => {
    const works = new Works(4);
    for (const address of [anna, anna, ben, ben]) void works.begin(address);
    await assert.rejects(works.begin(here), { message: "too much at once" });
  });

  it("is half as much from one address, and leaves room for others", async () => {
    const works = new Works(4);
    const first = works.begin(anna);
    void works.begin(anna);
    await assert.rejects(works.begin(anna), { message: "too much at once from one address" });
    void works.begin(ben);
    works.endFirst();
    await first;
    assert.equal(await works.atOnce.counted(anna, () => Promise.resolve("done")), "done");
  });

  it("is not counted by address from this computer", async () => {
    const works = new Works(4);
    for (const address of [here, here, here, here]) void works.begin(address);
    await assert.rejects(works.begin(anna), { message: "too much at once" });
  });

  it("makes room also where it fails", async () => {
    const { atOnce } = new Works(2);
    await assert.rejects(
      atOnce.counted(anna, () => Promise.reject(new Error("left"))),
      { message: "left" },
    );
    assert.equal(await atOnce.counted(anna, () => Promise.resolve("done")), "done");
  });
});
