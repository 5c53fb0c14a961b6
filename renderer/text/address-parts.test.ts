import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { addressParts } from "./address-parts.ts";

describe("an address in a row", () => {
  const rules = [
    { address: "192.168.100.123", parts: ["", "192.168.100.123"], rule: "is whole where it is one of IPv4" },
    { address: "fd12:3456:789a::1f", parts: ["fd12:3456", ":789a::1f"], rule: "may be cut before its end" },
    {
      address: "fe80::1ff:fe23:4567%wlp0s20f3",
      parts: ["fe80::1ff:", "fe23:4567"],
      rule: "ends before its link's name",
    },
    { address: "a text % of no use", parts: ["a text % ", "of no use"], rule: "keeps what is no link's name" },
  ];
  for (const { address, parts, rule } of rules) {
    it(`${rule}: ${address}`, () => {
      const { start, end } = addressParts(address);
      assert.deepEqual([start, end], parts);
    });
  }
});
