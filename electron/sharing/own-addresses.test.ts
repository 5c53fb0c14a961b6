import assert from "node:assert/strict";
import type { NetworkInterfaceInfo } from "node:os";
import { describe, it } from "node:test";
import { hostFor } from "./addresses.ts";
import { addCounters, atRest, noCounters } from "./counters.ts";
import { isForeign, ownAddresses } from "./own-addresses.ts";

const interfaces = {
  eth0: [
    { address: "192.168.1.5", family: "IPv4" },
    { address: "fe80::1%eth0", family: "IPv6" },
    { address: "2001:DB8::5", family: "IPv6" },
  ] as NetworkInterfaceInfo[],
};

describe("an address in the log", () => {
  const own = ownAddresses(interfaces);
  for (const [address, is] of [
    ["127.0.0.1", false],
    ["127.8.8.8", false],
    ["::1", false],
    ["::ffff:127.0.0.1", false],
    ["192.168.1.5", false],
    ["::ffff:192.168.1.5", false],
    ["fe80::1", false],
    ["2001:db8::5", false],
    ["", false],
    ["192.168.1.23", true],
    ["::ffff:192.168.1.23", true],
    ["2001:db8::6", true],
  ] as const) {
    it(`"${address}" is ${is ? "another device's" : "not another device's"}`, () =>
      assert.equal(isForeign(address, own), is));
  }
});

describe("the host to listen on", () => {
  it("is every interface for the network", () => assert.equal(hostFor("network", interfaces), "::"));
  it("is IPv4 alone where there is no IPv6", () => {
    const old = { eth0: interfaces.eth0.slice(0, 1) };
    assert.equal(hostFor("network", old), "0.0.0.0");
  });
  it("is the loopback for this computer alone", () => assert.equal(hostFor("computer", interfaces), "127.0.0.1"));
});

describe("the counters of shares in a row", () => {
  const one = {
    ...noCounters,
    requests: 3,
    ended: 2,
    transfers: 1,
    connectionsOpen: 4,
    byStatusClass: [0, 0, 2, 0, 0, 0],
  };
  it("add up what was done", () => {
    const both = addCounters(atRest(one), one);
    assert.deepEqual([both.requests, both.ended, both.byStatusClass[2]], [6, 4, 4]);
  });
  it("keep of the present only what goes on", () => {
    const both = addCounters(atRest(one), one);
    assert.deepEqual([both.transfers, both.connectionsOpen], [1, 4]);
  });
  it("leave nothing going on when all have stopped", () => assert.equal(atRest(one).transfers, 0));
});
