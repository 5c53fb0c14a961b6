import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { renderUnicodeCompact } from "uqr";
import type { LanAddress } from "../addresses.ts";
import { announcement, type Announced } from "./announcement.ts";

const lan: LanAddress = { host: "192.168.0.7", kind: "IPv4", adapter: "eth0", adapterKind: "network" };
const vpn: LanAddress = { host: "10.8.0.2", kind: "IPv4", adapter: "tun0", adapterKind: "vpn" };
const own: LanAddress = { host: "127.0.0.1", kind: "IPv4", adapter: "lo", adapterKind: "loopback" };
const usual: Announced = {
  ...{ folder: "/photos", port: 8080, taken: undefined },
  ...{ isOpen: true, addresses: [lan, vpn], isTerminal: false },
};

describe("what is said when sharing has begun", () => {
  it("names the folder, every address with what it is, and how to stop", () => {
    const lines = [
      "Sharing /photos",
      "",
      "  http://192.168.0.7:8080/",
      "  http://10.8.0.2:8080/  (VPN)",
      "",
      "Press Ctrl+C to stop.",
      "",
    ];
    assert.deepEqual(announcement(usual).split("\n"), lines);
  });

  it("shows the best address as a QR code on a terminal, and nowhere else", () => {
    const code = renderUnicodeCompact("http://192.168.0.7:8080/", { border: 2 });
    assert.match(code, /[█▀▄]/);
    assert.ok(announcement({ ...usual, isTerminal: true }).includes(`\n${code}\n`));
    assert.doesNotMatch(announcement(usual), /[█▀▄]/);
  });

  it("has no code for what no other device can reach, and says why", () => {
    const text = announcement({ ...usual, isOpen: false, addresses: [own], isTerminal: true });
    assert.doesNotMatch(text, /[█▀▄]/);
    assert.match(text, /\(this computer\)\n\nOnly this computer can reach it\. Name a folder and no --host /);
  });

  it("does not say that a flag keeps others out where there is no network", () => {
    const text = announcement({ ...usual, addresses: [own] });
    assert.match(text, /\(this computer\)\n\nThis computer is on no network just now\. /);
    assert.doesNotMatch(text, /--host/);
  });

  it("says that another port was taken", () => {
    assert.match(announcement({ ...usual, port: 8081, taken: 8080 }), /^Port 8080 is taken, so this is port 8081\.$/m);
  });

  it("shows what cannot be seen in the folder's name", () => {
    assert.match(announcement({ ...usual, folder: "/a\x1b[31m\nb" }), /^Sharing \/a\\x1b\[31m\\x0ab\n/);
  });
});
