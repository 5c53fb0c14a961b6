import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { describe, it } from "node:test";
import { plantRoot } from "../files/testing.ts";
import { Request } from "../http/request.ts";
import { bodyOf, headOf } from "../http/testing.ts";
import { saveForm } from "./form-upload.ts";
import type { Announced, Saved } from "./incoming.ts";
import { Intake } from "./intake.ts";

/** Saves what comes, but for one name, where the disk says what nobody foresaw. */
class FailingIntake extends Intake {
  override take(announced: Announced, content: AsyncIterable<Buffer>, address: string): Promise<Saved> {
    if (announced.name === "two")
      return Promise.reject(Object.assign(new Error("the disk is broken"), { code: "EIO" }));
    return super.take(announced, content, address);
  }
}

/** A form with a file for each name, which is its content as well. */
function formWith(names: readonly string[]): Request {
  const parts = names.map(
    (name) => `--x\r\nContent-Disposition: form-data; name="f"; filename="${name}"\r\n\r\n${name}\r\n`,
  );
  const content = `${parts.join("")}--x--\r\n`;
  const type = "Content-Type: multipart/form-data; boundary=x";
  const head = headOf(`POST / HTTP/1.1\r\nHost: localhost\r\n${type}\r\n\r\n`);
  const { body } = bodyOf({ kind: "length", length: content.length }, content, []);
  return new Request(head, body, { address: "192.0.2.7", port: 50_000 });
}

describe("a form of which a file fails for a reason that nobody foresaw", () => {
  it("is given up there: what was saved stays, and the failure is told to who answers", async (test) => {
    const root = await plantRoot(test, {});
    const intake = new FailingIntake(root, { mostBytes: 100, diskBytesToLeave: 0, mostAtOnce: 9 });
    const { saved, refused, failure } = await saveForm(formWith(["one", "two", "three"]), intake, []);
    assert.deepEqual([saved.map(({ name }) => name), refused, failure?.message], [["one"], [], "the disk is broken"]);
    assert.deepEqual(await readdir(root.path), ["one"]);
  });
});
