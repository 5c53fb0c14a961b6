import assert from "node:assert/strict";
import os, { type NetworkInterfaceInfo } from "node:os";
import { describe, it } from "node:test";
import { isEveryInterface, listAddresses, rankAddresses, urlOf } from "./addresses.ts";

/** An address as the system tells of it. */
function info(address: string, internal = false): NetworkInterfaceInfo {
  const rest = { address, netmask: "", mac: "00:00:00:00:00:00", internal, cidr: null };
  return address.includes(":") ? { ...rest, family: "IPv6", scopeid: 0 } : { ...rest, family: "IPv4" };
}

function hosts(interfaces: Readonly<Record<string, readonly string[]>>, name = "", routed?: string): string[] {
  const infos = Object.entries(interfaces).map(([adapter, addresses]) => {
    return [adapter, addresses.map((address) => info(address, adapter === "lo"))] as const;
  });
  return rankAddresses(Object.fromEntries(infos), name, routed).map(({ host }) => host);
}

describe("the addresses of a server on every interface", () => {
  const rules = [
    {
      interfaces: { lo: ["127.0.0.1", "::1"], eth0: ["192.168.0.7"] },
      best: ["192.168.0.7"],
      rule: "are not those inside the computer",
    },
    {
      interfaces: { lo: ["127.0.0.1"] },
      best: ["127.0.0.1"],
      rule: "are the loopback address where there is no network",
    },
    { interfaces: {}, best: ["127.0.0.1"], rule: "are the loopback address where there is nothing at all" },
    {
      interfaces: { wlan0: ["10.0.0.2"], eth0: ["10.0.0.1"] },
      best: ["10.0.0.1", "10.0.0.2"],
      rule: "have the wired network first",
    },
    {
      interfaces: { eth0: ["2001:db8::1", "10.0.0.1"] },
      best: ["10.0.0.1", "[2001:db8::1]"],
      rule: "have IPv4 first, and IPv6 in brackets",
    },
    { interfaces: { eth0: ["fe80::1", "10.0.0.1"] }, best: ["10.0.0.1"], rule: "are none that need a zone" },
    {
      interfaces: { docker0: ["172.17.0.1"], tun0: ["10.8.0.2"], wlp3s0: ["10.0.0.1"] },
      best: ["10.0.0.1", "10.8.0.2", "172.17.0.1"],
      rule: "have VPNs behind networks, and containers last",
    },
    {
      interfaces: { eth0: ["169.254.3.4"], wlan0: ["10.0.0.1"] },
      best: ["10.0.0.1", "169.254.3.4"],
      rule: "have one that a computer gave itself behind others",
    },
    {
      interfaces: { "vEthernet (WSL)": ["172.20.0.1"], Ethernet: ["10.0.0.1"] },
      best: ["10.0.0.1", "172.20.0.1"],
      rule: "are ranked on Windows too",
    },
    {
      interfaces: { utun3: ["10.9.0.2"], bridge100: ["192.168.64.1"], en0: ["10.0.0.1"] },
      best: ["10.0.0.1", "10.9.0.2", "192.168.64.1"],
      rule: "are ranked on macOS too",
    },
  ];
  for (const { interfaces, best, rule } of rules) {
    it(rule, () => assert.deepEqual(hosts(interfaces as Readonly<Record<string, readonly string[]>>), best));
  }

  it("have the computer's name behind IPv4, as other devices find it", () => {
    assert.deepEqual(hosts({ eth0: ["10.0.0.1", "2001:db8::1"] }, "Box"), ["10.0.0.1", "box.local", "[2001:db8::1]"]);
    assert.deepEqual(hosts({ eth0: ["10.0.0.1"] }, "box.home.example"), ["10.0.0.1", "box.home.example"]);
  });

  it("have the default route's network first, before a wired one, but no VPN's", () => {
    const interfaces = { eth0: ["10.0.0.1"], tun0: ["10.8.0.2"], wlan0: ["2001:db8::1", "192.168.0.7"] };
    assert.deepEqual(hosts(interfaces, "", "192.168.0.7"), ["192.168.0.7", "10.0.0.1", "[2001:db8::1]", "10.8.0.2"]);
    assert.deepEqual(hosts(interfaces, "", "10.8.0.2"), ["10.0.0.1", "192.168.0.7", "[2001:db8::1]", "10.8.0.2"]);
  });

  it("have the default route's network first also where a virtual switch has taken over its card", () => {
    const interfaces = { "vEthernet (External)": ["192.168.0.7"], "vEthernet (WSL)": ["172.20.0.1"] };
    assert.deepEqual(hosts(interfaces, "Box", "192.168.0.7"), ["192.168.0.7", "box.local", "172.20.0.1"]);
    const [first] = rankAddresses({ "vEthernet (External)": [info("192.168.0.7")] }, "", "192.168.0.7");
    assert.equal(first?.adapterKind, "network");
  });

  it("have no name that is none", () => {
    for (const name of ["localhost", "", "a b", "box_1", "caf\u00e9", "-.", ".."]) {
      const found = hosts({ eth0: ["10.0.0.1"] }, name);
      assert.ok(found.length === 1 || /^[a-z0-9.-]+$/.test(found[1] ?? ""), name);
    }
  });
});

describe("the addresses of a server on one", () => {
  for (const [host, expected] of [
    ["127.0.0.1", ["127.0.0.1", "loopback", "IPv4"]],
    ["localhost", ["localhost", "loopback", "name"]],
    ["127.0.0.2", ["127.0.0.2", "loopback", "IPv4"]],
    ["::1", ["[::1]", "loopback", "IPv6"]],
    ["192.168.0.7", ["192.168.0.7", "network", "IPv4"]],
    ["2001:db8::1", ["[2001:db8::1]", "network", "IPv6"]],
    ["box.local", ["box.local", "network", "name"]],
  ] as const) {
    it(`are that one: ${host}`, () => {
      assert.deepEqual(
        listAddresses(host).map((address) => [address.host, address.adapterKind, address.kind]),
        [expected],
      );
    });
  }

  it("are all of this computer's where it listens on every interface", () => {
    assert.deepEqual(listAddresses("::"), rankAddresses(os.networkInterfaces(), os.hostname()));
    assert.deepEqual(["::", "0.0.0.0", "::1", "10.0.0.1"].map(isEveryInterface), [true, true, false, false]);
  });

  it("are never IPv6 where the server listens on IPv4 alone", () => {
    assert.ok(listAddresses("0.0.0.0").every(({ kind }) => kind !== "IPv6"));
  });
});

describe("a share's URL", () => {
  const [address] = listAddresses("::1");
  it("names its port, unless that is 80", () => {
    assert.ok(address !== undefined);
    assert.deepEqual([urlOf(address, 8080), urlOf(address, 80)], ["http://[::1]:8080/", "http://[::1]/"]);
  });
});

describe("an adapter", () => {
  const kindOf = (adapter: string) => rankAddresses({ [adapter]: [info("192.168.1.5")] }, "")[0]?.adapterKind;
  const firstBeside = (adapter: string) =>
    rankAddresses({ wlan0: [info("192.168.1.5")], [adapter]: [info("192.168.1.6")] }, "")[0]?.adapter;
  const names = {
    virtual: [
      ...["docker0", "br-1a2b", "veth12", "virbr0", "vmnet8", "vboxnet0", "lxcbr0", "lxdbr0", "cni0", "podman1"],
      ...[
        "flannel.1",
        "cali12",
        "vEthernet (x)",
        "bridge100",
        "My Virtual Switch",
        "VMware Adapter",
        "Hyper-V",
        "a WSL",
      ],
    ],
    vpn: [
      ...["tun0", "tap0", "wg0", "utun4", "ppp0", "ipsec0", "tailscale0", "ztabc", "nordlynx", "proton0", "gpd0"],
      ...["Work VPN", "my WireGuard", "a ZeroTier network", "feth2305", "Hamachi", "Mullvad", "CloudflareWARP"],
      ...["Wintun 1", "Cisco AnyConnect", "fortissl"],
    ],
    network: ["eth0", "wlan0", "Wi-Fi", "Ethernet 2", "en0", "br0", "bridge", "a docker", "mytun0"],
  } as const;
  for (const [kind, adapters] of Object.entries(names)) {
    for (const adapter of adapters) it(`is known as ${kind}: ${adapter}`, () => assert.equal(kindOf(adapter), kind));
  }

  it("is known as virtual by its card where its name says nothing", () => {
    const card = { ...info("192.168.56.1"), mac: "0a:00:27:00:00:0f" };
    const found = rankAddresses({ "Ethernet 2": [card], "Wi-Fi": [info("192.168.1.5")] }, "");
    assert.deepEqual(
      found.map(({ adapter, adapterKind }) => [adapter, adapterKind]),
      [
        ["Wi-Fi", "network"],
        ["Ethernet 2", "virtual"],
      ],
    );
  });

  it("with a cable stands before one without, whatever the system calls it", () => {
    for (const adapter of ["eth0", "enp3s0", "eno1", "ens5", "en0", "em1", "Ethernet 2"]) {
      assert.equal(firstBeside(adapter), adapter);
    }
    for (const adapter of ["Wi-Fi", "wlp2s0", "my eth", "team0"]) assert.equal(firstBeside(adapter), "wlan0");
  });
});
