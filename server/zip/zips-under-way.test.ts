import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ZipsUnderWay, type Means } from "./zips-under-way.ts";

/** As many as a server sends at once. */
const transfers = 1024;

/** Begins zips, of which visitors take a first piece and no more; what each may hold in memory. */
async function begin(zips: ZipsUnderWay, count: number) {
  const means: Means[] = [];
  const streams = Array.from({ length: count }, () =>
    zips.send(async function* (its) {
      means.push(its);
      for (;;) yield Promise.resolve(Buffer.alloc(1));
    }),
  );
  for (const stream of streams) await stream.next();
  return { means, end: () => Promise.all(streams.map((stream) => stream.return(undefined))) };
}

function bytesOf({ pieces }: Means["memory"]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}

describe("zips on their way out", () => {
  it("hold little memory in all, however many visitors take them slowly, and each of them enough", async () => {
    const { means, end } = await begin(new ZipsUnderWay(), transfers);
    const bytes = means.reduce((sum, { memory }) => sum + bytesOf(memory), 0);
    assert.ok(bytes <= 128 * 1024 * 1024, `${bytes}`);
    assert.ok(means.filter(({ readsAhead }) => readsAhead).length <= 32);
    const pieces = means.flatMap(({ memory }) => memory.pieces);
    assert.ok(
      pieces.every(({ length }) => length >= 16 * 1024),
      "each gets pieces that are worth a write",
    );
    await end();
  });

  it("are fast where they are few, also after a crowd", async () => {
    const zips = new ZipsUnderWay();
    await (await begin(zips, 500)).end();
    const { means } = await begin(zips, 2);
    assert.deepEqual(
      means.map(({ memory, readsAhead }) => ({ bytes: bytesOf(memory), readsAhead })),
      [
        { bytes: 4 * 1024 * 1024, readsAhead: true },
        { bytes: 4 * 1024 * 1024, readsAhead: true },
      ],
    );
  });

  it("have their memory to themselves, and leave it to the next", async () => {
    const zips = new ZipsUnderWay();
    const first = await begin(zips, 6);
    assert.equal(new Set(first.means.map(({ memory }) => memory)).size, 6);
    await first.end();
    const second = await begin(zips, 4);
    const fast = new Set(first.means.slice(0, 4).map(({ memory }) => memory));
    assert.deepEqual(new Set(second.means.map(({ memory }) => memory)), fast);
  });

  it("cost nothing where nobody takes them", async () => {
    const zips = new ZipsUnderWay();
    for (let count = 0; count < 500; count++) zips.send(() => assert.fail("nobody asked for a byte"));
    assert.equal((await begin(zips, 1)).means[0]?.readsAhead, true);
  });
});
