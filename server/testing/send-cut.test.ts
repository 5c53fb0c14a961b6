import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { filesIn, takeFiles, type Taking } from "./send.ts";

const content = "abcdefghijklmnopqrstuvwxyz";

/** A part that is sent: from where, undefined: from where the server says; and how much of it is lost on the way. */
type Part = {
  readonly from: number | undefined;
  readonly length: number;
  readonly lost: number;
  readonly stays: boolean;
};

const anyPart: fc.Arbitrary<Part> = fc.record({
  from: fc.option(fc.nat(content.length), { nil: undefined, freq: 4 }),
  length: fc.nat(12),
  lost: fc.constantFrom(0, 0, 1, 5),
  stays: fc.boolean(),
});

/** Sends one part; what was answered, where the visitor stayed for it. */
async function sendPart({ visit }: Taking, address: string, from: number, bytes: string, { lost, stays }: Part) {
  const visitor = await visit();
  const head = ["Host: localhost", `Content-Length: ${bytes.length}`, `Upload-Offset: ${from}`].join("\r\n");
  const whatCame = bytes.slice(0, Math.max(0, bytes.length - lost));
  await visitor.send(`PATCH ${address} HTTP/1.1\r\n${head}\r\n\r\n${whatCame}`);
  if (!stays || whatCame !== bytes) {
    visitor.reset();
    return undefined;
  }
  const { status, field } = await visitor.response();
  visitor.close();
  return { status, offset: Number(field("upload-offset")) };
}

async function offsetOf(taking: Taking, address: string): Promise<number> {
  return Number((await taking.ask("HEAD", address)).field("upload-offset"));
}

describe("an upload in any parts, of which some are lost on the way", () => {
  it("becomes the same file, and each part is taken whole or refused where it does not fit", async (test) => {
    const taking = await takeFiles(test);
    let files = 0;
    const property = fc.asyncProperty(
      fc.nat(content.length),
      fc.array(anyPart, { maxLength: 6 }),
      async (size, parts) => {
        const name = `file-${++files}`;
        const file = content.slice(0, size);
        const address =
          (await taking.ask("POST", `/${name}?upload`, [`Upload-Length: ${size}`])).field("location") ?? "";
        for (const part of parts) {
          const told = await offsetOf(taking, address);
          const from = part.from ?? told;
          const bytes = file.slice(from, from + part.length);
          const answer = await sendPart(taking, address, from, bytes, part);
          if (answer === undefined) continue;
          const end = { 201: size, 204: from + bytes.length, 409: answer.offset }[answer.status];
          assert.equal(answer.offset, end);
          assert.ok(answer.offset >= told, "what has come stays");
        }
        for (let status = 0; status !== 201;) {
          const from = await offsetOf(taking, address);
          ({ status } = await taking.ask("PATCH", address, [`Upload-Offset: ${from}`], file.slice(from)));
          assert.ok(status === 201 || status === 409);
        }
        assert.equal((await filesIn(taking.folder))[name], file);
      },
    );
    await fc.assert(property, { numRuns: 30 });
    assert.equal(Object.keys(await taking.files()).length, files);
  });
});
