import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { deviceColour, deviceColours } from "./device-colour.ts";

describe("a device's colour", () => {
  it("is always the same", () => assert.equal(deviceColour("192.168.1.23"), deviceColour("192.168.1.23")));
  it("is one of those there are", () => {
    for (const address of ["", "::1", "x".repeat(70_000)]) assert.ok(deviceColour(address) < deviceColours);
  });
  it("differs among neighbours", () => {
    const colours = Array.from({ length: 64 }, (_, host) => deviceColour(`192.168.1.${host}`));
    assert.equal(new Set(colours).size, deviceColours);
  });
});
