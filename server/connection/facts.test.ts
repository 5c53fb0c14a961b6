import assert from "node:assert/strict";
import { Socket } from "node:net";
import { describe, it } from "node:test";
import { peerOf } from "./facts.ts";

describe("who is at the other end", () => {
  for (const { remoteAddress, address } of [
    { remoteAddress: "192.168.1.2", address: "192.168.1.2" },
    { remoteAddress: "::ffff:192.168.1.2", address: "192.168.1.2" },
    { remoteAddress: "fe80::1", address: "fe80::1" },
    { remoteAddress: undefined, address: "" },
  ]) {
    it(`is ${JSON.stringify(address)} where the socket says ${remoteAddress ?? "nothing"}`, () => {
      const socket = Object.defineProperty(new Socket(), "remoteAddress", { value: remoteAddress });
      assert.equal(peerOf(socket).address, address);
    });
  }
});
