import assert from "node:assert/strict";
import os from "node:os";
import { describe, it, type TestContext } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { NetworkWatch } from "./network-watch.ts";

/** A computer on one network, as far as the system tells of it. */
function computerOf(test: TestContext) {
  const address = { netmask: "255.255.255.0", family: "IPv4", mac: "02:00:00:00:00:01", internal: false, cidr: null };
  const adapters = { wlan0: [{ ...address, address: "192.168.1.5" }] } as NodeJS.Dict<os.NetworkInterfaceInfo[]>;
  const computer = { adapters, hostName: "desk", routed: "192.168.1.5" };
  test.mock.method(os, "networkInterfaces", () => ({ ...computer.adapters }));
  test.mock.method(os, "hostname", () => computer.hostName);
  return computer;
}

describe("the watch on the computer's addresses", () => {
  it("tells once of each change of what is shown of them, and of nothing else", async (test) => {
    const computer = computerOf(test);
    const changed = test.mock.fn();
    const watch = new NetworkWatch(
      changed,
      () => true,
      () => Promise.resolve(computer.routed),
    );
    for (const [change, count] of [
      [() => undefined, 0],
      [() => delete computer.adapters["wlan0"], 1],
      [() => undefined, 1],
      [() => (computer.adapters["eth0"] = []), 2],
      [() => (computer.routed = "10.0.0.5"), 3],
      [() => (computer.hostName = "lap"), 4],
      [() => undefined, 4],
    ] as const) {
      change();
      await watch.look();
      assert.equal(changed.mock.callCount(), count);
    }
  });

  it("does not ask for the default route before anybody may come in", async (test) => {
    const computer = computerOf(test);
    const routed = test.mock.fn(() => Promise.resolve(computer.routed));
    let isShared = false;
    const changed = test.mock.fn();
    const watch = new NetworkWatch(changed, () => isShared, routed);
    await watch.look();
    assert.equal(routed.mock.callCount(), 0);
    isShared = true;
    await watch.look();
    assert.deepEqual([routed.mock.callCount(), changed.mock.callCount()], [1, 1]);
  });

  it("looks by itself every few seconds", async (test) => {
    test.mock.timers.enable({ apis: ["setInterval"] });
    const computer = computerOf(test);
    const changed = test.mock.fn();
    new NetworkWatch(
      changed,
      () => true,
      () => Promise.resolve(computer.routed),
    ).start();
    delete computer.adapters["wlan0"];
    test.mock.timers.tick(2999);
    await nextTurn();
    assert.equal(changed.mock.callCount(), 0);
    test.mock.timers.tick(1);
    await nextTurn();
    assert.equal(changed.mock.callCount(), 1);
  });
});
