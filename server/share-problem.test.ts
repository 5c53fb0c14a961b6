import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { folderProblem, notAFolder, portProblem, ShareProblem } from "./share-problem.ts";

function diskError(code: string): Error {
  return Object.assign(new Error(`${code}: something technical`), { code });
}

describe("why a folder cannot be shared", () => {
  for (const [error, kind, message] of [
    [diskError("ENOENT"), "folder missing", "There is no folder /a."],
    [diskError("ENOTDIR"), "not a folder", "/a is a file, not a folder."],
    [diskError("EACCES"), "unreadable", "The folder /a cannot be read."],
    [diskError("EPERM"), "unreadable", "The folder /a cannot be read."],
    [diskError("EXDEV"), "other", "The folder /a cannot be read: EXDEV: something technical."],
    ["a text", "other", "The folder /a cannot be read: a text."],
  ] as const) {
    it(`is told in a sentence: ${message}`, () => {
      const problem = folderProblem("/a", error);
      assert.deepEqual([problem.kind, problem.message], [kind, message]);
    });
  }
});

describe("a folder whose drive, network or cloud does not answer", () => {
  // UNKNOWN is what libuv calls on Windows that a server is not found, a reader has no card, a drive is locked
  for (const code of [
    "UNKNOWN",
    "ETIMEDOUT",
    "EHOSTDOWN",
    "EHOSTUNREACH",
    "ENETDOWN",
    "ENETUNREACH",
    "Unknown system error -11",
    "ECONNRESET",
    "ENOTCONN",
    "ESTALE",
    "ENXIO",
    "EIO",
  ]) {
    it(`is told apart from one that nobody may read: ${code}`, () => {
      const problem = folderProblem("/a", diskError(code));
      const message = `The drive, network or cloud that the folder /a is on does not answer (${code}).`;
      assert.deepEqual([problem.kind, problem.message], ["other", message]);
      assert.equal(problem.remedy, "Plug it in, unlock it or connect to it, or choose another folder.");
    });
  }
});

describe("a file that was named for a folder", () => {
  it("is in the one that is meant, or leads there where it is a shortcut of Windows", () => {
    assert.equal(notAFolder("C:\\a.txt").remedy, "Choose the folder that it is in.");
    assert.equal(notAFolder("C:\\Photos.LNK").remedy, "Choose the folder that the shortcut leads to.");
  });
});

describe("why a folder cannot be read", () => {
  const remedyFor = (code: string, platform: NodeJS.Platform) => folderProblem("/a", diskError(code), platform).remedy;

  it("is a matter of privacy on a Mac whose user has not allowed it", () => {
    assert.match(remedyFor("EPERM", "darwin"), /System Settings, under Privacy & Security, Files and Folders/);
  });

  it("is a matter of rights otherwise", () => {
    for (const [code, platform] of [
      ["EACCES", "darwin"],
      ["EPERM", "win32"],
      ["EPERM", "linux"],
    ] as const) {
      assert.match(remedyFor(code, platform), /^Give yourself the right/);
    }
  });
});

describe("why a port cannot be had", () => {
  for (const [code, kind, message] of [
    ["EADDRINUSE", "port taken", "Port 80 is taken by another program."],
    ["EACCES", "not allowed", "Port 80 needs rights that you do not have."],
    ["EADDRNOTAVAIL", "other", "192.0.2.7 is no address of this computer."],
    ["EINVAL", "other", "192.0.2.7 is no address of this computer."],
    ["ENOTFOUND", "other", "192.0.2.7 is no address of this computer."],
    ["EPROTO", "other", "Sharing could not start: EPROTO: something technical."],
  ] as const) {
    it(`is told in a sentence: ${message}`, () => {
      const problem = portProblem("192.0.2.7", 80, diskError(code), "linux");
      assert.deepEqual([problem.kind, problem.message], [kind, message]);
    });
  }

  it("is no lack of rights where everybody may have it: Windows keeps some for itself", () => {
    for (const [port, platform, kind] of [
      [1023, "darwin", "not allowed"],
      [1024, "linux", "port kept"],
      [8080, "win32", "port kept"],
      [80, "win32", "port kept"],
    ] as const) {
      assert.equal(portProblem("::", port, diskError("EACCES"), platform).kind, kind);
    }
  });
});

describe("a problem", () => {
  it("says what to do, and keeps what it came from for the curious", () => {
    const cause = diskError("ENOENT");
    const problem = folderProblem("/a", cause);
    assert.ok(problem instanceof ShareProblem);
    assert.deepEqual(
      [problem.remedy, problem.cause],
      ["Choose another one, or plug in the drive that it is on.", cause],
    );
    assert.match(notAFolder("/a").remedy, /^[A-Z].*\.$/);
  });
});
