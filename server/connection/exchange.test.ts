import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { textResponse } from "../http/response.ts";
import { post, serve } from "./testing.ts";

describe("the record of a body", () => {
  for (const { what, isQuestion, incoming } of [
    { what: "says how much comes, and how many files were saved of it", isQuestion: false, incoming: [5, 0] },
    { what: "that only asks for something tells of no file", isQuestion: true, incoming: [undefined, undefined] },
  ]) {
    it(what, async (test) => {
      const { visit, journal } = await serve(test, async (request) => {
        await request.body.readAll(100);
        if (isQuestion) request.noteQuestion();
        return textResponse({ status: 200 }, "read");
      });
      const visitor = await visit();
      await visitor.send(post("/", "a.txt"));
      const { bytesIncoming, filesSaved, bytesReceived } = await journal.end();
      assert.deepEqual([bytesIncoming, filesSaved], incoming);
      assert.equal(bytesReceived, 5);
    });
  }
});
