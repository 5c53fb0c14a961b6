import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Response } from "../http/response.ts";
import { requestFor } from "../http/testing.ts";
import { BlockedDevices, refuseBlocked } from "./blocked-devices.ts";

describe("a blocked device", () => {
  it("gets nothing, whatever it asks for, until it is let in again", () => {
    const blocked = new BlockedDevices();
    const handler = refuseBlocked(blocked)(() => new Response({ status: 200 }));
    const request = requestFor("/");
    const ask = () => handler(request);
    assert.ok(ask() instanceof Response);
    blocked.block(request.peer.address);
    assert.throws(ask, { status: 403, message: "the owner has blocked this device" });
    blocked.unblock(request.peer.address);
    assert.ok(ask() instanceof Response);
  });

  it("is no other device", () => {
    const blocked = new BlockedDevices();
    blocked.block("192.168.1.2");
    for (const other of ["192.168.1.23", "192.168.1", "", "::ffff:192.168.1.2"]) assert.ok(!blocked.has(other));
  });

  it("is named once, in the order in which they were blocked", () => {
    const blocked = new BlockedDevices();
    for (const address of ["b", "a", "b", "c"]) assert.ok(blocked.block(address));
    blocked.unblock("a");
    blocked.unblock("never blocked");
    assert.deepEqual(blocked.addresses, ["b", "c"]);
  });

  it("may be one of a thousand", () => {
    const blocked = new BlockedDevices();
    for (let number = 0; number < 1000; number++) assert.ok(blocked.block(String(number)));
    assert.equal(blocked.block("one more"), false);
    assert.equal(blocked.has("one more"), false);
    assert.ok(blocked.block("0"), "who is blocked already stays so");
    blocked.unblock("0");
    assert.ok(blocked.block("one more"));
  });
});
