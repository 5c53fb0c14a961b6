import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AnswerScanner } from "./answer-scanner.ts";

const answer = Buffer.from("HTTP/1.1 206 Partial Content\r\nContent-Length: 4\r\n\r\n\r\n\r\n");

describe("where answers end", () => {
  it("is told for two in one piece, bodies that look like the end of a head included", () => {
    const both = Buffer.concat([answer, answer]);
    assert.equal(new AnswerScanner(4).take(both, both.length), 2);
  });
  it("is told wherever the bytes are cut", () => {
    for (let cut = 0; cut <= answer.length; cut++) {
      const scanner = new AnswerScanner(4);
      const [first, rest] = [answer.subarray(0, cut), answer.subarray(cut)];
      const ended = [scanner.take(first, first.length), scanner.take(rest, rest.length)];
      assert.deepEqual(ended, cut === answer.length ? [1, 0] : [0, 1], `cut at ${cut}`);
    }
  });
  it("looks at no more of the buffer than was read", () => {
    assert.equal(new AnswerScanner(4).take(answer, answer.length - 1), 0);
  });
  it("an answer that is no success is refused, and so is one whose body has another length", () => {
    const refusal = Buffer.from("HTTP/1.1 404 Not Found\r\n\r\nnone");
    assert.equal(new AnswerScanner(4).take(refusal, refusal.length), "refused");
    const both = Buffer.concat([answer, answer]);
    assert.equal(new AnswerScanner(2).take(both, both.length), "refused");
  });
});
