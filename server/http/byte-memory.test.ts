import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ByteMemory } from "./byte-memory.ts";
import { bytesOf } from "./testing.ts";

const text = "Host: a\r\nAccept: b\r\n\r\n";

type Known = { readonly text: string };

function keep(memory: ByteMemory<Known>, known: string): Known {
  const value = { text: known };
  memory.keep(bytesOf(`GET / ${known}more`), 6, 6 + known.length, value);
  return value;
}

function find(memory: ByteMemory<Known>, wanted: string) {
  return memory.find(bytesOf(`xx${wanted}yy`), 2, 2 + wanted.length);
}

describe("the memory of bytes", () => {
  it("finds the same bytes again", () => {
    const memory = new ByteMemory<Known>();
    const known = keep(memory, text);
    assert.equal(find(memory, text), known);
  });

  const others = [
    { bytes: text.slice(0, -1), rule: "wants all of them" },
    { bytes: `${text}G`, rule: "wants no more than them" },
    { bytes: text.replace("Accept", "accept"), rule: "wants them to the letter" },
    { bytes: text.replace("b", "c"), rule: "sees another value" },
    { bytes: "", rule: "finds nothing in nothing" },
  ];
  for (const { bytes, rule } of others) {
    it(rule, () => {
      const memory = new ByteMemory<Known>();
      keep(memory, text);
      assert.equal(find(memory, bytes), undefined);
    });
  }

  it("finds nothing before anything is kept", () => {
    assert.equal(find(new ByteMemory<Known>(), text), undefined);
  });

  it("keeps runs of different lengths beside each other", () => {
    const memory = new ByteMemory<Known>();
    const [one, other] = [keep(memory, text), keep(memory, `X: y\r\n${text}`)];
    assert.equal(find(memory, one.text), one);
    assert.equal(find(memory, other.text), other);
  });

  it("keeps the last of those that share a place, whether it is longer or shorter", () => {
    const field = (length: number) => `A: ${"b".repeat(length)}\r\n\r\n`;
    for (const [first, second] of [
      [field(10), field(74)],
      [field(74), field(10)],
      [field(10), field(10).replaceAll("b", "c")],
    ] as const) {
      const memory = new ByteMemory<Known>();
      keep(memory, first);
      const last = keep(memory, second);
      assert.equal(find(memory, first), undefined);
      assert.equal(find(memory, second), last);
    }
  });

  it("keeps no run of more than 4 KiB", () => {
    const memory = new ByteMemory<Known>();
    const { text: long } = keep(memory, `A: ${"b".repeat(4096)}\r\n\r\n`);
    assert.equal(find(memory, long), undefined);
  });
});
