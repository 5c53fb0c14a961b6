import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { plantRoot } from "../files/testing.ts";
import { BodyReader } from "../http/body-reader.ts";
import { Request } from "../http/request.ts";
import { bytesOf, generous, headOf } from "../http/testing.ts";
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

/** A form with a file for each name, which is its content as well; each comes in a turn of its own. */
function formWith(names: readonly string[]) {
  const parts = names.map(
    (name) => `--x\r\nContent-Disposition: form-data; name="f"; filename="${name}"\r\n\r\n${name}\r\n`,
  );
  const pieces = [...parts, "--x--\r\n"];
  const type = "Content-Type: multipart/form-data; boundary=x";
  const head = headOf(`POST / HTTP/1.1\r\nHost: localhost\r\n${type}\r\n\r\n`);
  const read = async () => {
    await nextTurn();
    return bytesOf(pieces.shift() ?? "");
  };
  const framing = { kind: "length", length: pieces.join("").length } as const;
  const body = new BodyReader(framing, Buffer.alloc(0), { begin: () => undefined, read }, generous);
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

  it("is read no further: who sends much more is told at once", async (test) => {
    const root = await plantRoot(test, {});
    const intake = new FailingIntake(root, { mostBytes: 100, diskBytesToLeave: 0, mostAtOnce: 9 });
    const form = formWith(["one", "two", ...Array.from({ length: 900 }, (_, at) => `more ${at}`)]);
    const { failure } = await saveForm(form, intake, []);
    assert.equal(failure?.message, "the disk is broken");
    assert.ok(!form.body.isWhole);
  });
});
