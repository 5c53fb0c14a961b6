import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { recordWith } from "../testing/records.ts";
import { deviceColours, Devices } from "./devices.ts";

describe("a device's colour", () => {
  const see = (devices: Devices, ...hosts: readonly number[]): void => {
    for (const host of hosts) devices.see(recordWith({ address: `10.0.0.${host}` }));
  };
  const colourOf = (devices: Devices, host: number) => devices.colourOf(`10.0.0.${host}`);

  it("differs from all others, as long as there are colours", () => {
    const devices = new Devices();
    const hosts = Array.from({ length: deviceColours }, (_, host) => host);
    see(devices, ...hosts);
    assert.deepEqual(new Set(hosts.map((host) => colourOf(devices, host))), new Set(hosts));
  });

  it("stays, whoever asks next", () => {
    const devices = new Devices();
    see(devices, 1, 2);
    const before = [colourOf(devices, 1), colourOf(devices, 2)];
    see(devices, 2, 1, 3, 1);
    assert.deepEqual([colourOf(devices, 1), colourOf(devices, 2)], before);
  });

  it("is none for one that is not known", () => assert.equal(colourOf(new Devices(), 1), undefined));
});
