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

describe("devices", () => {
  const visit = (host: number, userAgent = "") => recordWith({ address: `10.0.${host >> 8}.${host & 255}`, userAgent });

  it("have the user agent that came last; a request without one tells nothing", () => {
    const devices = new Devices();
    for (const userAgent of ["curl/8", "VLC/3", ""]) devices.see(visit(1, userAgent));
    assert.deepEqual(
      devices.newest().map(({ userAgent, requests }) => [userAgent, requests]),
      [["VLC/3", 3]],
    );
  });

  it("are remembered up to a thousand, and all counted; the one that asked longest ago is forgotten", () => {
    const devices = new Devices();
    for (let host = 0; host < 1000; host++) devices.see(visit(host));
    devices.see(visit(0));
    assert.deepEqual([devices.count, devices.newest().length], [1000, 1000]);
    devices.see(visit(1000));
    assert.deepEqual([devices.count, devices.newest().length], [1001, 1000]);
    assert.deepEqual(
      [0, 1, 1000].map((host) => devices.colourOf(visit(host).address) !== undefined),
      [true, false, true],
    );
  });
});
