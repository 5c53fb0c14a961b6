import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import { until } from "../connection/testing.ts";
import { codeOf } from "../error-code.ts";
import { arrived, takeFiles, type Taking } from "./send.ts";

const wrong = `Repr-Digest: sha-256=:${createHash("sha256").update("another").digest("base64")}:`;

/** All that is in the share, folders too; temporary files are left out. */
function namesIn(taking: Taking): readonly string[] {
  try {
    return readdirSync(taking.folder, { recursive: true, encoding: "utf8" })
      .filter((name) => !path.basename(name).startsWith("."))
      .sort();
  } catch (error) {
    if (codeOf(error) === "ENOENT") return namesIn(taking); // one of them went while it was read
    throw error;
  }
}

/** Sends all of a PUT but its last byte, and waits until it has begun. */
async function beginPut(taking: Taking, target: string) {
  const visitor = await taking.visit();
  const before = taking.share.counters.transfers;
  await visitor.send(`PUT ${target} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\na`);
  await until(() => taking.share.counters.transfers > before);
  return visitor;
}

describe("folders that are made for an upload", () => {
  const failures: Readonly<Record<string, (taking: Taking) => Promise<unknown>>> = {
    "has another digest than was said": (taking) => taking.ask("PUT", "/new/deep/a", [wrong], "x"),
    "is too long": (taking) =>
      taking.ask("PUT", "/new/deep/a", ["Transfer-Encoding: chunked"], "4\r\nabcd\r\n0\r\n\r\n"),
    "is to lie in a folder of a bad name": (taking) => taking.ask("PUT", "/new/deep/con/a", [], "x"),
    "is a form's, and too long": (taking) => {
      const form = '--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nabcd\r\n--x--\r\n';
      return taking.ask("POST", "/new/deep/", ["Content-Type: multipart/form-data; boundary=x"], form);
    },
    "is cancelled": async (taking) => {
      const begun = await taking.ask("POST", "/new/deep/a?upload", ["Upload-Length: 3"]);
      assert.deepEqual(namesIn(taking), ["empty", "new", path.join("new", "deep")]);
      await taking.ask("POST", `${begun.field("location") ?? ""}&cancel`);
    },
    "comes in parts and has another digest": async (taking) => {
      const begun = await taking.ask("POST", "/new/deep/a?upload", ["Upload-Length: 3", wrong]);
      const address = begun.field("location") ?? "";
      assert.equal((await taking.ask("PATCH", address, ["Upload-Offset: 0"], "abc")).status, 400);
    },
    "breaks off": async (taking) => {
      const visitor = await beginPut(taking, "/new/deep/a");
      visitor.reset();
      await until(() => taking.share.counters.transfers === 0);
    },
  };
  for (const [what, fail] of Object.entries(failures)) {
    it(`are gone when it ${what}; folders that were there stay`, async (test) => {
      const taking = await takeFiles(test, {}, { mostBytes: 3 });
      await mkdir(path.join(taking.folder, "empty"));
      await fail(taking);
      await until(() => namesIn(taking).length === 1);
      assert.deepEqual(namesIn(taking), ["empty"]);
    });
  }

  it("are gone when there is no room", async (test) => {
    const taking = await takeFiles(test, {}, { diskBytesToLeave: Number.MAX_SAFE_INTEGER });
    assert.equal((await taking.ask("PUT", "/new/deep/a", [], "x")).status, 507);
    assert.deepEqual(namesIn(taking), []);
  });

  it("stay while another upload into them is under way, and are gone when that fails too", async (test) => {
    const taking = await takeFiles(test);
    const [first, second] = [await beginPut(taking, "/new/first"), await beginPut(taking, "/new/second")];
    await taking.ask("PUT", "/new/third", [wrong], "x");
    assert.deepEqual(namesIn(taking), ["new"]);
    first.reset();
    await until(() => taking.share.counters.transfers === 1);
    assert.deepEqual(namesIn(taking), ["new"]);
    second.reset();
    await until(() => namesIn(taking).length === 0);
  });

  it("stay when something is saved in them, whatever fails later", async (test) => {
    const taking = await takeFiles(test);
    const slow = await beginPut(taking, "/new/deep/a");
    await taking.ask("PUT", "/new/b", [wrong], "x");
    await slow.send("a");
    assert.equal((await slow.response()).status, 201);
    await taking.ask("PUT", "/new/deep/c", [wrong], "x");
    assert.deepEqual(namesIn(taking), ["new", path.join("new", "deep"), path.join("new", "deep", "a")]);
  });

  it("stay for an upload that goes on later", async (test) => {
    const taking = await takeFiles(test);
    const address = (await taking.ask("POST", "/new/a?upload", ["Upload-Length: 2"])).field("location") ?? "";
    await taking.ask("PATCH", address, ["Upload-Offset: 0"], "a");
    await arrived(taking, address, 1);
    await taking.ask("PUT", "/new/b", [wrong], "x");
    assert.equal((await taking.ask("PATCH", address, ["Upload-Offset: 1"], "b")).status, 201);
    assert.deepEqual(await taking.files(), { [path.join("new", "a")]: "ab" });
  });
});
