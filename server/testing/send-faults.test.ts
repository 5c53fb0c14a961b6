import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { rename, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import { until } from "../connection/testing.ts";
import { isTemporaryName } from "../files/names.ts";
import { smallDisk } from "./disk.ts";
import { assertReturned, holdings, type Holdings } from "./leftovers.ts";
import { arrived, filesIn, takeFiles, type Taking } from "./send.ts";
import { folderOf } from "./shared-folder.ts";
import { missing, run } from "./terminal.ts";

const form = [
  "--x",
  'Content-Disposition: form-data; name="f"; filename="a.txt"',
  "",
  "hello",
  "--x",
  'Content-Disposition: form-data; name="f"; filename="b.txt"',
  "",
  "world",
  "--x--",
  "",
].join("\r\n");

function requestOf(method: string, target: string, fields: readonly string[], body: string): string {
  const head = [`${method} ${target} HTTP/1.1`, "Host: localhost", `Content-Length: ${body.length}`, ...fields];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}

/** Resets a connection after each number of bytes of a request, and waits until nobody works on it any more. */
async function resetEverywhere(taking: Taking, request: string): Promise<void> {
  for (let length = 1; length < request.length; length += 3) {
    const visitor = await taking.visit();
    await visitor.send(request.slice(0, length));
    if (length % 2 === 0) visitor.reset();
    else visitor.close();
  }
  await until(() => taking.share.counters.connectionsOpen === 0);
}

/** Waits until no more is held than before, and no file is on its way in: it is removed when it has been closed. */
async function assertCleared(taking: Taking, before: Holdings): Promise<void> {
  await assertReturned(before);
  await until(() => !readdirSync(taking.folder).some(isTemporaryName));
}

describe("a visitor who leaves while sending", () => {
  it("by PUT, at any byte: nothing is left, no descriptor stays open", async (test) => {
    const taking = await takeFiles(test);
    const before = holdings();
    await resetEverywhere(taking, requestOf("PUT", "/a.txt", [], "hello world"));
    await assertCleared(taking, before);
    assert.deepEqual(await taking.files(), {});
  });

  it("a form, at any byte: only files that were whole are there", async (test) => {
    const taking = await takeFiles(test);
    const before = holdings();
    await resetEverywhere(taking, requestOf("POST", "/", ["Content-Type: multipart/form-data; boundary=x"], form));
    await assertCleared(taking, before);
    for (const [name, content] of Object.entries(await taking.files())) {
      assert.match(name, /^[ab]( \([0-9]+\))?\.txt$/);
      assert.equal(content, name.startsWith("a") ? "hello" : "world");
    }
  });

  it("a resumable upload, after any number of bytes: it goes on there, and is whole in the end", async (test) => {
    const taking = await takeFiles(test);
    const content = "0123456789".repeat(10);
    const begun = await taking.ask("POST", "/a?upload", [`Upload-Length: ${content.length}`]);
    const address = begun.field("location") ?? "";
    let offset = 0;
    for (let count = 1; offset + count < content.length; count++) {
      const visitor = await taking.visit();
      const rest = content.slice(offset);
      const request = requestOf("PATCH", address, [`Upload-Offset: ${offset}`], rest);
      await visitor.send(request.slice(0, request.length - rest.length + count));
      await arrived(taking, address, offset + count);
      visitor.reset();
      offset += count;
    }
    const last = await taking.ask("PATCH", address, [`Upload-Offset: ${offset}`], content.slice(offset));
    assert.equal(last.status, 201);
    assert.deepEqual(await taking.files(), { a: content });
  });
});

describe("a disk that is full", () => {
  it("507, whatever way the file came; what was there stays, and a resumable upload goes on later", async (test) => {
    const inbox = smallDisk(test, "256k")?.folder;
    if (inbox === undefined) {
      test.skip("no small disk can be mounted here");
      return;
    }
    await writeFile(path.join(inbox, "old.txt"), "old");
    const taking = await takeFiles(test, {}, { inbox });
    const large = "x".repeat(400_000);
    assert.equal((await taking.ask("PUT", "/a", [], large)).status, 507, "announced: refused before it is sent");
    const chunked = `${large.length.toString(16)}\r\n${large}\r\n0\r\n\r\n`;
    assert.equal((await taking.ask("PUT", "/a", ["Transfer-Encoding: chunked"], chunked)).status, 507);
    const address = (await taking.ask("POST", "/b?upload", ["Upload-Length: 150000"])).field("location") ?? "";
    await writeFile(path.join(inbox, "other"), "y".repeat(200_000));
    const full = await taking.ask("PATCH", address, ["Upload-Offset: 0"], "b".repeat(150_000));
    assert.equal(full.status, 507);
    await writeFile(path.join(inbox, "other"), "");
    const offset = Number((await taking.ask("HEAD", address)).field("upload-offset"));
    const rest = "b".repeat(150_000 - offset);
    assert.equal((await taking.ask("PATCH", address, [`Upload-Offset: ${offset}`], rest)).status, 201);
    const files = await filesIn(inbox);
    assert.deepEqual(Object.keys(files).sort(), ["b", "old.txt", "other"]);
    assert.deepEqual([files["old.txt"], files["b"]], ["old", "b".repeat(150_000)]);
  });
});

describe("the room that an upload was promised", () => {
  it("is kept from others only while it comes: who announces much and sends nothing takes none", async (test) => {
    const inbox = smallDisk(test, "400k")?.folder;
    if (inbox === undefined) {
      test.skip("no small disk can be mounted here");
      return;
    }
    const taking = await takeFiles(test, {}, { inbox });
    const begin = async (name: string) => {
      const begun = await taking.ask("POST", `/${name}?upload`, ["Upload-Length: 250000"]);
      assert.equal(begun.status, 201);
      return begun.field("location") ?? "";
    };
    const [silent, coming] = [await begin("silent"), await begin("coming")];
    const visitor = await taking.visit();
    const request = requestOf("PATCH", coming, ["Upload-Offset: 0"], "c".repeat(250_000));
    await visitor.send(request.slice(0, -249_999));
    await arrived(taking, coming, 1);
    const tooMuch = await taking.ask("PATCH", silent, ["Upload-Offset: 0"], "s".repeat(250_000));
    assert.equal(tooMuch.status, 507);
    await visitor.send(request.slice(-249_999));
    assert.equal((await visitor.response()).status, 201);
    assert.equal((await taking.ask("PUT", "/small", [], "x".repeat(50_000))).status, 201);
    assert.equal((await taking.ask("HEAD", silent)).field("upload-offset"), "0");
    await rm(path.join(inbox, "coming"));
    assert.equal((await taking.ask("PATCH", silent, ["Upload-Offset: 0"], "s".repeat(250_000))).status, 201);
    assert.deepEqual(Object.keys(await filesIn(inbox)).sort(), ["silent", "small"]);
  });

  it("is counted anew where a request takes over from one whose connection is dead", async (test) => {
    const inbox = smallDisk(test, "400k")?.folder;
    if (inbox === undefined) {
      test.skip("no small disk can be mounted here");
      return;
    }
    const taking = await takeFiles(test, {}, { inbox });
    const address = (await taking.ask("POST", "/a?upload", ["Upload-Length: 250000"])).field("location") ?? "";
    const visitor = await taking.visit();
    await visitor.send(requestOf("PATCH", address, ["Upload-Offset: 0"], "a".repeat(250_000)).slice(0, -249_000));
    await arrived(taking, address, 1000);
    const rest = "a".repeat(249_000);
    assert.equal((await taking.ask("PATCH", address, ["Upload-Offset: 1000"], rest)).status, 201);
    assert.deepEqual(await filesIn(inbox), { a: "a".repeat(250_000) });
  });
});

describe("a folder that changes while a file is sent to it", () => {
  it("becomes a symlink: nothing is written where it leads", async (test) => {
    const outside = await folderOf(test);
    const taking = await takeFiles(test, { "sub/a": "" });
    const visitor = await taking.visit();
    const request = requestOf("PUT", "/sub/b", [], "hello");
    await visitor.send(request.slice(0, -1));
    await until(() => taking.share.counters.transfers === 1);
    while (!Object.keys(await taking.files()).some((name) => name.endsWith(".part")));
    await rename(path.join(taking.folder, "sub"), path.join(taking.folder, "moved"));
    await symlink(outside, path.join(taking.folder, "sub"));
    await visitor.send(request.slice(-1));
    assert.equal((await visitor.response()).status, process.platform === "linux" ? 403 : 409);
    assert.deepEqual(await filesIn(outside), {});
  });

  it("becomes a file: what waits there for its rest is let go, and sharing stops", async (test) => {
    const taking = await takeFiles(test, { "sub/a": "" });
    const address = (await taking.ask("POST", "/sub/b?upload", ["Upload-Length: 9"])).field("location") ?? "";
    await taking.ask("PATCH", address, ["Upload-Offset: 0"], "hello");
    await rename(path.join(taking.folder, "sub"), path.join(taking.folder, "moved"));
    await writeFile(path.join(taking.folder, "sub"), "");
    await taking.share.stop(0);
    const files = Object.keys(await taking.files());
    assert.deepEqual(files.filter((name) => !isTemporaryName(path.basename(name))).sort(), ["moved/a", "sub"]);
  });
});

describe("tools", () => {
  it("curl -T and curl -F send files as they are", async (test) => {
    const reason = await missing("curl");
    if (reason !== false) {
      test.skip(reason);
      return;
    }
    const content = "a line\r\n\0\xff".repeat(50_000);
    const from = await folderOf(test, { "größe 1.bin": Buffer.from(content, "latin1") });
    const taking = await takeFiles(test, { "sub/x": "" });
    const file = path.join(from, "größe 1.bin");
    const url = `http://127.0.0.1:${taking.port}`;
    const sent = await run("curl", ["-sS", "-T", file, `${url}/sub/`]);
    const again = await run("curl", ["-sS", "-T", file, `${url}/sub/`]);
    const formed = await run("curl", ["-sS", "-F", `file=@"${file}"`, `${url}/`]);
    for (const { status, output, errors } of [sent, again, formed])
      assert.match(output, /"saved"/, `${status} ${errors}`);
    const files = await taking.files();
    assert.deepEqual(
      Object.keys(files).sort(),
      ["größe 1.bin", "sub/größe 1 (2).bin", "sub/größe 1.bin", "sub/x"].sort(),
    );
    for (const [name, bytes] of Object.entries(files)) if (name !== "sub/x") assert.equal(bytes, content);
  });
});
