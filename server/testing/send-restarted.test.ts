import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { link, mkdir, readdir, rename, symlink, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { Share } from "../share.ts";
import { filesIn } from "./send.ts";
import { folderOf } from "./shared-folder.ts";
import { runShare } from "./terminal.ts";

type Answer = { readonly status: number; readonly offset: string | null; readonly location: string };

/** A share that takes files, started and stopped as the test wants. */
async function restartable(test: TestContext) {
  const folder = await folderOf(test);
  let share: Share | undefined;
  let port = 0;
  const stop = async () => share?.stop(0);
  const start = async () => {
    share = new Share({ folder, uploads: { diskBytesToLeave: 0 } });
    ({ port } = await share.start());
  };
  test.after(stop);
  await start();
  const ask = (method: string, target: string, headers: Readonly<Record<string, string>> = {}, body?: string) =>
    askAt(port, method, target, headers, body);
  const restart = async (meanwhile: (folder: string) => Promise<unknown> = () => Promise.resolve()) => {
    await stop();
    await meanwhile(folder);
    await start();
  };
  return { folder, ask, restart };
}

async function askAt(
  port: number,
  method: string,
  target: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): Promise<Answer> {
  const address = `http://127.0.0.1:${port}${target}`;
  const response = await fetch(address, { method, headers, ...(body === undefined ? {} : { body }) });
  await response.arrayBuffer();
  const { status } = response;
  return { status, offset: response.headers.get("upload-offset"), location: response.headers.get("location") ?? "" };
}

async function partIn(folder: string): Promise<string> {
  const name = (await readdir(folder)).find((one) => one.endsWith(".part"));
  return path.join(folder, name ?? "no partial file");
}

const repr = (content: string, algorithm: string) => ({
  "Repr-Digest": `${algorithm}=:${createHash(algorithm.replace("-", "")).update(content).digest("base64")}:`,
});

describe("an upload whose server was stopped and started again", () => {
  it("goes on where it stopped, more than once, and leaves nothing else behind", async (test) => {
    const { folder, ask, restart } = await restartable(test);
    const { location } = await ask("POST", "/sub/a?upload", { "Upload-Length": "6" });
    await ask("PATCH", location, { "Upload-Offset": "0" }, "abc");
    await restart();
    assert.equal((await ask("HEAD", location)).offset, "3");
    await ask("PATCH", location, { "Upload-Offset": "3" }, "d");
    await restart();
    assert.equal((await ask("PATCH", location, { "Upload-Offset": "4" }, "ef")).status, 201);
    assert.deepEqual(await filesIn(folder), { "sub/a": "abcdef" });
  });

  it("takes the folders with it that were made for it, when it is given up, and no others", async (test) => {
    const { folder, ask, restart } = await restartable(test);
    await mkdir(path.join(folder, "there"));
    const { location } = await ask("POST", "/there/a/b/c?upload", { "Upload-Length": "6" });
    await ask("PATCH", location, { "Upload-Offset": "0" }, "abc");
    await restart();
    await ask("HEAD", location);
    await restart();
    assert.equal((await ask("POST", `${location}&cancel`)).status, 204);
    assert.deepEqual(await readdir(folder, { recursive: true }), ["there"]);
  });

  for (const [said, algorithm, status] of [
    ["abcdef", "sha-256", 201],
    ["abcdef", "sha-512", 201],
    ["abcdeX", "sha-256", 400],
    ["abcdeX", "sha-512", 400],
  ] as const) {
    it(`still has to have the digest that was announced, by ${algorithm}: ${status}`, async (test) => {
      const { folder, ask, restart } = await restartable(test);
      const { location } = await ask("POST", "/a?upload", { "Upload-Length": "6", ...repr(said, algorithm) });
      await ask("PATCH", location, { "Upload-Offset": "0" }, "abc");
      await restart();
      assert.equal((await ask("PATCH", location, { "Upload-Offset": "3" }, "def")).status, status);
      assert.deepEqual(await filesIn(folder), status === 201 ? { a: "abcdef" } : {});
    });
  }

  it("can be cancelled; one of which nothing had come is forgotten", async (test) => {
    const { folder, ask, restart } = await restartable(test);
    const { location } = await ask("POST", "/a?upload", { "Upload-Length": "6" });
    const { location: empty } = await ask("POST", "/b?upload", { "Upload-Length": "6" });
    await ask("PATCH", location, { "Upload-Offset": "0" }, "abc");
    await restart();
    assert.equal((await ask("HEAD", empty)).status, 404);
    assert.equal((await ask("POST", `${location}&cancel`)).status, 204);
    assert.deepEqual(await filesIn(folder), {});
  });

  const changes: Readonly<Record<string, (folder: string) => Promise<unknown>>> = {
    "its record is broken": async (folder) => {
      await writeFile((await partIn(folder)).replace(/part$/, "upload"), '{"name":"a","len');
    },
    "it has become longer than it may": async (folder) => truncate(await partIn(folder), 7),
    "it is a symlink now": async (folder) => {
      const part = await partIn(folder);
      await rename(part, path.join(folder, "elsewhere"));
      await symlink(path.join(folder, "elsewhere"), part);
    },
    "it has a second name, the one that it was saved under": async (folder) => {
      await link(await partIn(folder), path.join(folder, "a"));
    },
  };
  for (const [what, change] of Object.entries(changes)) {
    it(`begins anew where ${what}`, async (test) => {
      const { ask, restart } = await restartable(test);
      const { location } = await ask("POST", "/a?upload", { "Upload-Length": "6" });
      await ask("PATCH", location, { "Upload-Offset": "0" }, "abc");
      await restart(change);
      assert.equal((await ask("HEAD", location)).status, 404);
    });
  }

  it("is known by its own address only", async (test) => {
    const { ask, restart } = await restartable(test);
    const { location } = await ask("POST", "/a?upload", { "Upload-Length": "6" });
    await ask("PATCH", location, { "Upload-Offset": "0" }, "abc");
    await restart();
    for (const other of ["/b", "/sub/a"]) {
      assert.equal((await ask("HEAD", location.replace("/a", other))).status, 404, other);
    }
    assert.equal((await ask("HEAD", "/a?upload=..%2F..%2F..%2F..%2F..%2F..%2Fabcd")).status, 404);
    assert.equal((await ask("HEAD", location)).status, 204);
  });

  it("goes on after a kill -9 as well, on the computer that was not switched off", async (test) => {
    const folder = await folderOf(test);
    const run = async () => {
      const args = ["--host", "127.0.0.1", "--port", "0", "--log", "none", "--uploads", "--leave-free", "0"];
      const server = runShare(test, [folder, ...args]);
      const [, port = ""] = await server.says(/http:\/\/127\.0\.0\.1:([0-9]+)\//);
      return { server, port: Number(port) };
    };
    const first = await run();
    const { location } = await askAt(first.port, "POST", "/a?upload", { "Upload-Length": "6" });
    await askAt(first.port, "PATCH", location, { "Upload-Offset": "0" }, "abcd");
    first.server.child.kill("SIGKILL");
    await first.server.exited;
    const { port } = await run();
    assert.equal((await askAt(port, "HEAD", location)).offset, "4");
    assert.equal((await askAt(port, "PATCH", location, { "Upload-Offset": "4" }, "ef")).status, 201);
    assert.deepEqual(await filesIn(folder), { a: "abcdef" });
  });
});
