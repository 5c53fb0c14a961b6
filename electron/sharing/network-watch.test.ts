import assert from "node:assert/strict";
import os from "node:os";
import { describe, it, type TestContext } from "node:test";
import { NetworkWatch } from "./network-watch.ts";

function addressesOf(test: TestContext) {
  const address = { netmask: "255.255.255.0", family: "IPv4", mac: "02:00:00:00:00:01", internal: false, cidr: null };
  const known = { wlan0: [{ ...address, address: "192.168.1.5" }] } as NodeJS.Dict<os.NetworkInterfaceInfo[]>;
  test.mock.method(os, "networkInterfaces", () => known);
  return known;
}

describe("the watch on the computer's addresses", () => {
  it("tells once of each change, and of nothing else", (test) => {
    const known = addressesOf(test);
    const changed = test.mock.fn();
    const watch = new NetworkWatch(changed);
    for (const [change, count] of [
      [() => undefined, 0],
      [() => delete known["wlan0"], 1],
      [() => undefined, 1],
      [() => (known["eth0"] = []), 2],
    ] as const) {
      change();
      watch.look();
      assert.equal(changed.mock.callCount(), count);
    }
  });

  it("looks by itself every few seconds", (test) => {
    test.mock.timers.enable({ apis: ["setInterval"] });
    const known = addressesOf(test);
    const changed = test.mock.fn();
    new NetworkWatch(changed).start();
    delete known["wlan0"];
    test.mock.timers.tick(2999);
    assert.equal(changed.mock.callCount(), 0);
    test.mock.timers.tick(1);
    assert.equal(changed.mock.callCount(), 1);
  });
});
