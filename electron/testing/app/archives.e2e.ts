import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { usualRules } from "../../settings/visitor-rules.ts";
import { packAsar } from "../conformance/pack-asar.ts";
import { launchSharing, makeFolder } from "./scene.ts";

// Electron's own fs shows an archive as a folder, and refuses what is only called like one
const archive = packAsar({ "inner.txt": Buffer.from("inside") });
const text = Buffer.from("no archive at all");

describe("files called .asar in the shared folder", () => {
  it("are files as any others: listed, looked at and sent as they are", async () => {
    const folder = makeFolder({ "app.asar": archive, "notes.asar": text, "more/notes.asar": text });
    await using run = await launchSharing({ folder });
    const listing = (await (await fetch(run.url, { headers: { Accept: "application/json" } })).json()) as {
      readonly entries: readonly { readonly name: string; readonly kind: string; readonly size?: number }[];
    };
    assert.deepEqual(
      listing.entries.map(({ name, kind, size }) => [name, kind, size]),
      [
        ["more", "folder", undefined],
        ["app.asar", "file", archive.length],
        ["notes.asar", "file", text.length],
      ],
    );
    assert.deepEqual(await bytesAt(`${run.url}app.asar`), [200, archive]);
    assert.deepEqual(await bytesAt(`${run.url}notes.asar`), [200, text]);
    assert.deepEqual(await bytesAt(`${run.url}more/notes.asar`), [200, text]);
    assert.equal((await fetch(`${run.url}app.asar/inner.txt`)).status, 404);
    const [status, zip] = await bytesAt(`${run.url}?zip`);
    assert.equal(status, 200);
    assert.equal(zip.includes(archive) && zip.includes(text), true);
  });

  it("can be sent by visitors", async () => {
    const folder = makeFolder();
    const rules = { ...usualRules, uploads: true, diskBytesToLeave: 0 };
    await using run = await launchSharing({ folder, folders: [{ folder, rules }] });
    const sent = await fetch(`${run.url}sent.asar`, { method: "PUT", body: new Uint8Array(text) });
    assert.equal(sent.status, 201);
    assert.deepEqual(readFileSync(path.join(folder, "sent.asar")), text);
    assert.deepEqual(await bytesAt(`${run.url}sent.asar`), [200, text]);
  });
});

async function bytesAt(url: string): Promise<readonly [number, Buffer]> {
  const response = await fetch(url);
  return [response.status, Buffer.from(await response.arrayBuffer())];
}
