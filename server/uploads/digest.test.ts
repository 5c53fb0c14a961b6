import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { Headers } from "../http/headers.ts";
import { algorithmOf, wantedDigest } from "./digest.ts";

const digest = createHash("sha256").update("hello").digest();
const value = `sha-256=:${digest.toString("base64")}:`;
const longDigest = createHash("sha512").update("hello").digest();
const long = `sha-512=:${longDigest.toString("base64")}:`;
const other = `sha-256=:${createHash("sha256").digest("base64")}:`;

function wanted(...fields: readonly (readonly [string, string])[]): Buffer | undefined {
  return wantedDigest(new Headers(fields), true);
}

describe("the digest that is sent with a content", () => {
  it("is Repr-Digest or Content-Digest, among others", () => {
    assert.deepEqual(wanted(["Repr-Digest", value]), digest);
    assert.deepEqual(wanted(["Content-Digest", `md5=:AAAA:, ${value}`]), digest);
    assert.deepEqual(wanted(["Repr-Digest", value], ["Content-Digest", value]), digest);
  });

  it("is no Content-Digest where the content is more than the file", () => {
    assert.equal(wantedDigest(new Headers([["Content-Digest", value]]), false), undefined);
    assert.deepEqual(wantedDigest(new Headers([["Repr-Digest", value]]), false), digest);
  });

  it("is called by its key in any case, with blanks before the sign", () => {
    for (const key of ["SHA-256", "sha-256 ", "sha-256\t "]) {
      assert.deepEqual(wanted(["Repr-Digest", value.replace("sha-256", key)]), digest);
    }
    assert.equal(wanted(["Repr-Digest", `x ${value}`]), undefined);
  });

  it("is nothing where there is none that is known here", () => {
    assert.equal(wanted(), undefined);
    assert.equal(wanted(["Repr-Digest", "sha=:AAAA:, md5=:AAAA:, unixsum=30637"]), undefined);
  });

  it("is the strongest of several", () => {
    assert.deepEqual(wanted(["Repr-Digest", long]), longDigest);
    assert.deepEqual(wanted(["Repr-Digest", `${value}, ${long}`]), longDigest);
    assert.deepEqual(wanted(["Content-Digest", long], ["Repr-Digest", value]), longDigest);
    assert.deepEqual([algorithmOf(longDigest), algorithmOf(digest)], ["sha512", "sha256"]);
  });

  for (const bad of ["sha-512=::", "sha-512=:AAAA:", long.replace("512", "256")]) {
    it(`refuses ${bad.slice(0, 20)}`, () => assert.throws(() => wanted(["Repr-Digest", bad]), /no SHA-(512|256)/));
  }

  for (const bad of ["sha-256=::", "sha-256=abc", "sha-256=:AAAA:", `${value}x`]) {
    it(`refuses ${bad.slice(0, 20)}`, () => assert.throws(() => wanted(["Repr-Digest", bad]), /no SHA-256/));
  }

  it("refuses one that is written in another way than a digest is", () => {
    const loose = value.replace(/.=:$/, (end) => `${String.fromCharCode(end.charCodeAt(0) + 1)}=:`);
    assert.deepEqual(Buffer.from(loose.slice("sha-256=:".length), "base64"), digest);
    for (const bad of [loose, value.replace("=:", "=x:"), value.replace(/=:$/, ":")]) {
      assert.throws(() => wanted(["Repr-Digest", bad]), { status: 400 });
    }
  });

  it("refuses two that differ", () => {
    assert.throws(() => wanted(["Repr-Digest", value], ["Content-Digest", other]), { status: 400, message: /differ/ });
  });
});
