import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ZipsUnderWay, type Pace } from "./zips-under-way.ts";

/** As many as a server sends at once. */
const transfers = 1024;

/** Begins zips, of which visitors take a first piece and no more; what each may hold in memory. */
async function begin(zips: ZipsUnderWay, count: number) {
  const paces: Pace[] = [];
  const streams = Array.from({ length: count }, () =>
    zips.send(async function* (pace) {
      paces.push(pace);
      for (;;) yield Promise.resolve(Buffer.alloc(1));
    }),
  );
  for (const stream of streams) await stream.next();
  return { paces, end: () => Promise.all(streams.map((stream) => stream.return(undefined))) };
}

describe("zips on their way out", () => {
  it("hold little memory in all, however many visitors take them slowly", async () => {
    const { paces } = await begin(new ZipsUnderWay(), transfers);
    const bytes = paces.reduce((sum, { pieceBytes }) => sum + 2 * pieceBytes, 0);
    assert.ok(bytes <= 128 * 1024 * 1024, `${bytes}`);
    assert.ok(paces.filter(({ readsAhead }) => readsAhead).length <= 32);
  });

  it("are fast where they are few, also after a crowd", async () => {
    const zips = new ZipsUnderWay();
    const fast: Pace = { pieceBytes: 2 * 1024 * 1024, readsAhead: true };
    await (await begin(zips, 500)).end();
    assert.deepEqual((await begin(zips, 2)).paces, [fast, fast]);
  });

  it("cost nothing where nobody takes them", async () => {
    const zips = new ZipsUnderWay();
    for (let count = 0; count < 500; count++) zips.send(() => assert.fail("nobody asked for a byte"));
    assert.equal((await begin(zips, 1)).paces[0]?.readsAhead, true);
  });
});
