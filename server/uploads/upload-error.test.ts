import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HttpError } from "../http/http-error.ts";
import { refusal, UploadError } from "./upload-error.ts";

function diskError(code: string): Error {
  return Object.assign(new Error(`${code}: open '/home/owner/a'`), { code });
}

describe("what a disk says, to who sends a file,", () => {
  const rules = [
    { codes: ["ENOSPC", "EDQUOT"], status: 507, reason: "the disk is full" },
    { codes: ["EFBIG"], status: 413, reason: "the file is larger than the disk allows" },
    { codes: ["EACCES", "EPERM", "EROFS"], status: 403, reason: "the disk does not allow writing there" },
    { codes: ["ENAMETOOLONG", "EINVAL", "EILSEQ"], status: 400, reason: "the disk does not allow such a name" },
    { codes: ["ENOTDIR"], status: 409, reason: "a file is in the folder's place" },
    { codes: ["ENOENT"], status: 409, reason: "the folder is not there any more" },
    { codes: ["ELOOP"], status: 403, reason: "nothing is saved through a symlink" },
    { codes: ["EBUSY"], status: 503, reason: "another program keeps the disk from it" },
    { codes: ["EMFILE", "ENFILE"], status: 503, reason: "too many files are open" },
    {
      codes: ["EHOSTDOWN", "ETIMEDOUT", "ENOTCONN", "UNKNOWN"],
      status: 503,
      reason: "the drive that it goes to does not answer",
    },
  ];
  for (const { codes, status, reason } of rules) {
    it(`is that ${reason}, and no path: ${codes.join(", ")}`, () => {
      for (const code of codes) {
        const response = refusal(diskError(code));
        assert.ok(response.body.kind === "bytes");
        const again = status === 503 ? "5" : "";
        assert.deepEqual([response.status, response.headers.get("retry-after", "")], [status, again], code);
        assert.equal(response.body.bytes.toString(), `Not saved: ${reason}.\n`);
      }
    });
  }

  it("is nothing where nobody foresaw it, or it was not meant for visitors", () => {
    for (const error of [diskError("EIO"), new TypeError("no function"), new HttpError(400, "for the log alone")]) {
      assert.throws(() => refusal(error), error);
    }
    assert.equal(refusal(new UploadError(409, "meant for them")).status, 409);
  });
});
