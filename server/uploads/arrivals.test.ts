import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Arrivals } from "./arrivals.ts";

const anna = "192.168.1.2";
const ben = "192.168.1.3";
const here = "127.0.0.1";

/** Files that arrive until they are told to end. */
class Files {
  readonly #ends: (() => void)[] = [];
  readonly arrivals: Arrivals;

  constructor(most: number) {
    this.arrivals = new Arrivals(most);
  }

  begin(address: string): Promise<void> {
    return this.arrivals.counted(address, () => new Promise<void>((resolve) => this.#ends.push(resolve)));
  }

  endFirst(): void {
    this.#ends.shift()?.();
  }
}

describe("files that arrive at once", () => {
  it("are as many in all as may", async () => {
    const files = new Files(4);
    for (const address of [anna, anna, ben, ben]) void files.begin(address);
    await assert.rejects(files.begin(here), { status: 503, message: "too many files arrive at once" });
  });

  it("are half as many from one address, and leave room for others", async () => {
    const files = new Files(4);
    const first = files.begin(anna);
    void files.begin(anna);
    await assert.rejects(files.begin(anna), {
      status: 503,
      message: "too many files arrive at once from one address",
    });
    void files.begin(ben);
    files.endFirst();
    await first;
    assert.equal(await files.arrivals.counted(anna, () => Promise.resolve("saved")), "saved");
  });

  it("are not counted by address from this computer", async () => {
    const files = new Files(4);
    for (const address of [here, here, here, here]) void files.begin(address);
    await assert.rejects(files.begin(anna), { status: 503, message: "too many files arrive at once" });
  });

  it("make room also when they fail", async () => {
    const { arrivals } = new Files(2);
    await assert.rejects(
      arrivals.counted(anna, () => Promise.reject(new Error("left"))),
      { message: "left" },
    );
    assert.equal(await arrivals.counted(anna, () => Promise.resolve("saved")), "saved");
  });
});
