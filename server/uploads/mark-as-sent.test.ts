import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import { temporaryFolder } from "../files/testing.ts";
import { markAsSent } from "./mark-as-sent.ts";

describe("a file that a visitor has sent", () => {
  it("is marked on Windows as one from elsewhere", async (t) => {
    const file = path.join(await temporaryFolder(t), "offer.exe");
    await markAsSent(file, "win32");
    // a stream there; here a file of that name
    assert.equal(await readFile(`${file}:Zone.Identifier`, "utf8"), "[ZoneTransfer]\r\nZoneId=3\r\n");
  });

  it("is saved also where the disk takes no mark", async (t) => {
    await markAsSent(path.join(await temporaryFolder(t), "nowhere/offer.exe"), "win32");
  });

  it("gets nothing beside it on other systems", async (t) => {
    const folder = await temporaryFolder(t);
    for (const platform of ["linux", "darwin"] as const) await markAsSent(path.join(folder, "a.txt"), platform);
    assert.deepEqual(await readdir(folder), []);
  });
});
