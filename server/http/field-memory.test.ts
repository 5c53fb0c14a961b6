import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FieldMemory } from "./field-memory.ts";
import { Headers } from "./headers.ts";
import { bytesOf } from "./testing.ts";

const text = "Host: a\r\nAccept: b\r\n\r\n";

function keep(memory: FieldMemory, known: string) {
  const block = { headers: new Headers(), text: known };
  memory.keep(bytesOf(`GET / ${known}more`), 6, 6 + known.length, block);
  return block;
}

function find(memory: FieldMemory, wanted: string) {
  return memory.find(bytesOf(`xx${wanted}yy`), 2, 2 + wanted.length);
}

describe("the memory of fields", () => {
  it("finds the same bytes again", () => {
    const memory = new FieldMemory();
    const block = keep(memory, text);
    assert.equal(find(memory, text), block);
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
      const memory = new FieldMemory();
      keep(memory, text);
      assert.equal(find(memory, bytes), undefined);
    });
  }

  it("finds nothing before anything is kept", () => {
    assert.equal(find(new FieldMemory(), text), undefined);
  });

  it("keeps blocks of different lengths beside each other", () => {
    const memory = new FieldMemory();
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
      const memory = new FieldMemory();
      keep(memory, first);
      const last = keep(memory, second);
      assert.equal(find(memory, first), undefined);
      assert.equal(find(memory, second), last);
    }
  });

  it("keeps no block of more than 4 KiB", () => {
    const memory = new FieldMemory();
    const { text: long } = keep(memory, `A: ${"b".repeat(4096)}\r\n\r\n`);
    assert.equal(find(memory, long), undefined);
  });
});
