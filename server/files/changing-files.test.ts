import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import { discard } from "../http/response.ts";
import { reasonOf } from "./disk-error.ts";
import { smallFileBytes } from "./hot-files.ts";
import { allClosed, breakReading, lookEachTime, shared } from "./testing.ts";

describe("files that change", () => {
  it("show at once when they are new, changed or gone", async (t) => {
    lookEachTime(t);
    const { get, refusal, root } = await shared(t, {});
    const full = path.join(root.path, "a.txt");
    assert.equal((await refusal("/a.txt"))[0], 404);
    for (const content of ["one", "two", "x".repeat(smallFileBytes + 1), "three"]) {
      await writeFile(full, content);
      assert.deepEqual(await get("/a.txt"), [200, content]);
      assert.deepEqual(await get("/a.txt"), [200, content]);
    }
    await rm(full);
    assert.equal((await refusal("/a.txt"))[0], 404);
  });

  it("are refused at each request while they open and cannot be read, and sent as soon as they can", async (t) => {
    const content = "x".repeat(smallFileBytes + 1);
    const { ask, get, refusal, share, root } = await shared(t, { "a.bin": content });
    breakReading(t, "UNKNOWN");
    const head = await ask("/a.bin", [], "HEAD");
    assert.equal(head.status, 200);
    discard(head);
    for (let time = 0; time < 2; time++) assert.deepEqual(await refusal("/a.bin"), [503, reasonOf("UNKNOWN")]);
    t.mock.restoreAll();
    for (let time = 0; time < 2; time++) assert.deepEqual(await get("/a.bin"), [200, content]);
    share.close();
    await allClosed(root.path);
  });

  it("are let go of when the share closes", async (t) => {
    const { get, share, root } = await shared(t, { "a.bin": "x".repeat(smallFileBytes + 1) });
    await Promise.all(Array.from({ length: 20 }, () => get("/a.bin")));
    share.close();
    await allClosed(root.path);
  });
});
