import assert from "node:assert/strict";
import os from "node:os";
import { describe, it } from "node:test";
import { routedAddress } from "./default-route.ts";

describe("the address on the default route", () => {
  it("is one of this computer's own, if there is such a route", async () => {
    const address = await routedAddress();
    const own = Object.values(os.networkInterfaces()).flatMap((infos = []) => infos.map((info) => info.address));
    assert.ok(address === undefined || own.includes(address), address);
  });

  it("follows the route to where it is asked for", async () =>
    assert.equal(await routedAddress("127.0.0.1"), "127.0.0.1"));

  it("is nothing where no way leads", async () => assert.equal(await routedAddress("no address"), undefined));
});
