import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import { requestFor } from "../http/testing.ts";
import { formAnswer } from "./form-answer.ts";
import type { FormOutcome } from "./form-upload.ts";
import { UploadError } from "./upload-error.ts";

const one = { name: "one.txt", sentAs: "one.txt", bytes: 3, folders: [], path: path.resolve("one.txt") };
const program = requestFor("/", [], "POST");
const browser = requestFor("/", ["Accept: text/html"], "POST");

function answerTo(outcome: Partial<FormOutcome>, request = program) {
  const response = formAnswer(request, { saved: [], refused: [], failure: undefined, ...outcome }, true);
  assert.ok(response.body.kind === "bytes");
  return { response, text: response.body.bytes.toString() };
}

describe("the answer to a form of which not all could be saved", () => {
  for (const { who, request } of [
    { who: "a program", request: program },
    { who: "a browser", request: browser },
  ]) {
    it(`tells ${who} nothing of an error that nobody foresaw, and the log all of it`, () => {
      const failure = new Error("read error on /home/owner/secret");
      const { response, text } = answerTo({ saved: [one], failure }, request);
      assert.equal(response.status, 500);
      assert.match(text, /internal server error/i);
      assert.doesNotMatch(text, /read error|owner/);
      assert.match(response.reason, /read error on \/home\/owner\/secret\. Not saved: the rest\. Saved:/);
      assert.deepEqual(response.saved, [one.path]);
    });
  }

  it("tells the log alone that an inbox has another file of that name", () => {
    const numbered = { ...one, name: "one (2).txt" };
    const failure = new UploadError(400, "the form breaks off");
    for (const request of [program, browser]) {
      const { body, reason } = formAnswer(request, { saved: [numbered], refused: [], failure }, false);
      assert.ok(body.kind === "bytes");
      assert.match(body.bytes.toString(), /"one\.txt"/);
      assert.match(reason, /Saved: "one \(2\)\.txt"\./);
    }
  });

  it("speaks of the rest where it broke off: nobody knows the names behind", () => {
    const failure = new UploadError(400, "the form breaks off");
    const { text, response } = answerTo({ saved: [one], failure }, browser);
    assert.equal(text, 'Not saved: the rest (the form breaks off).\nSaved: "one.txt".\n');
    assert.equal(response.reason, 'Not saved: the rest (the form breaks off). Saved: "one.txt".');
  });

  for (const { status, again } of [
    { status: 503, again: "5" },
    { status: 507, again: "" },
  ]) {
    it(`${again === "" ? "does not ask for" : "asks for"} another attempt soon: ${status}`, () => {
      const { response } = answerTo({ refused: [{ name: "two.txt", error: new UploadError(status, "why") }] });
      assert.deepEqual([response.status, response.headers.get("retry-after", "")], [status, again]);
    });
  }
});

describe("the answer to a form of which all was saved", () => {
  for (const { saved, reason } of [
    { saved: [], reason: "no file was chosen" },
    { saved: [one], reason: 'saved as "one.txt"' },
  ]) {
    it(`leads a browser back, and says in the log: ${reason}`, () => {
      const response = formAnswer(browser, { saved, refused: [], failure: undefined }, true);
      const location = response.headers.get("location", "");
      assert.deepEqual([response.status, location, response.reason], [303, `/?sent=${saved.length}`, reason]);
    });
  }
});
