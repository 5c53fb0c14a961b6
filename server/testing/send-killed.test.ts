import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { isTemporaryName } from "../files/names.ts";
import { filesIn } from "./send.ts";
import { folderOf } from "./shared-folder.ts";
import { runShare } from "./terminal.ts";

const content = "0123456789abcdef".repeat(2048);

/** Sends what is to be called so, and perhaps more; the names that are said to be saved. */
type Way = (url: string, name: string) => Promise<readonly string[]>;

/** Asks, and waits for all of the answer. */
async function ask(url: string | URL, options: RequestInit): Promise<{ status: number; location: string }> {
  const response = await fetch(url, options);
  await response.arrayBuffer();
  return { status: response.status, location: response.headers.get("location") ?? "" };
}

const byPut: Way = async (url, name) => {
  const { status } = await ask(url + name, { method: "PUT", body: content });
  return status === 201 ? [name] : [];
};

const inParts: Way = async (url, name) => {
  const headers = { "Upload-Length": String(content.length) };
  const { location } = await ask(`${url}${name}?upload`, { method: "POST", headers });
  const address = new URL(location, url);
  let status = 0;
  for (const [from, to] of [
    [0, 10_000],
    [10_000, 20_000],
    [20_000, content.length],
  ] as const) {
    const body = content.slice(from, to);
    ({ status } = await ask(address, { method: "PATCH", headers: { "Upload-Offset": String(from) }, body }));
  }
  return status === 201 ? [name] : [];
};

const byForm: Way = async (url, name) => {
  const names = [name, name.replace(".", "b.")];
  const form = new FormData();
  for (const each of names) form.append("file", new Blob([content]), each);
  const { status } = await ask(url, { method: "POST", body: form });
  return status === 201 ? names : [];
};

const ways = [byPut, inParts, byForm];

/** A sequence that is the same each time: where a failure was, it is again. */
function seeded(seed: number): () => number {
  let number = 0;
  return () => createHash("sha256").update(`${seed} ${number++}`).digest().readUInt32BE() / 2 ** 32;
}

/** Sends in one way after the other until the server is gone; the names of what it said it had saved. */
function sendOn(way: Way, url: string, prefix: string): { begun: Promise<void>; ended: Promise<readonly string[]> } {
  const { promise: begun, resolve } = Promise.withResolvers<undefined>();
  const sendAll = async () => {
    const saved: string[] = [];
    try {
      for (let number = 0; ; number++) {
        saved.push(...(await way(url, `${prefix}-${number}.txt`)));
        resolve(undefined);
      }
    } catch {
      return saved;
    }
  };
  return { begun, ended: sendAll() };
}

describe("power that is pulled", () => {
  it("leaves only whole files and known temporaries, 100 times", { timeout: 170_000 }, async (test) => {
    const folder = await folderOf(test);
    const random = seeded(4);
    const saved: string[] = [];
    const start = () => {
      const args = ["--host", "127.0.0.1", "--port", "0", "--log", "none", "--uploads", "--leave-free", "0"];
      return runShare(test, [folder, ...args]);
    };
    // A process that is killed keeps nothing of what it compiled: the first one ends as it should.
    const first = start();
    await first.says(/http:/);
    first.child.kill("SIGTERM");
    await first.exited;
    let next = start();
    for (let round = 0; round < 100; round++) {
      const server = next;
      const [url = ""] = await server.says(/http:\/\/127\.0\.0\.1:[0-9]+\//);
      next = start(); // starting takes longest: the next one does it meanwhile
      const senders = ways.map((way, at) => sendOn(way, url, `${round}-${at}`));
      await Promise.race(senders.map((sender) => sender.begun));
      await new Promise((resolve) => setTimeout(resolve, random() * 20));
      server.child.kill("SIGKILL");
      const told = await Promise.all(senders.map((sender) => sender.ended));
      saved.push(...told.flat());
    }
    next.child.kill("SIGKILL");
    await next.exited;
    const files = Object.entries(await filesIn(folder));
    const whole = new Map(files.filter(([name]) => /^[0-9]+-[0-2]-[0-9]+b?\.txt$/.test(name)));
    const temporaries = files.filter(([name]) => isTemporaryName(name));
    assert.equal(whole.size + temporaries.length, files.length);
    for (const [name, bytes] of whole) assert.equal(bytes, content, name);
    for (const name of saved) assert.ok(whole.has(name), `${name} was said to be saved`);
    for (const at of ways.keys()) {
      const count = [...whole.keys()].filter((name) => name.split("-")[1] === String(at)).length;
      assert.ok(count > 0, `nothing was saved ${ways[at]?.name ?? ""}`);
      test.diagnostic(`${count} whole files ${ways[at]?.name ?? ""}`);
    }
    test.diagnostic(`${saved.length} of them told, and ${temporaries.length} temporaries`);
  });
});
