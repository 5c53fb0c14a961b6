import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { checkInbox } from "./inbox-choice.ts";

describe("a folder for what visitors send", () => {
  let root = "";
  let shared = "";
  const at = (name: string) => path.join(root, name);
  before(async () => {
    root = await mkdtemp(path.join(tmpdir(), "inbox-"));
    shared = at("shared");
    for (const name of ["shared/inbox", "inbox", ".hidden/inbox", "locked"]) await mkdir(at(name), { recursive: true });
    await writeFile(at("file"), "");
    await symlink("shared", at("same"));
    await symlink("shared/inbox", at("link"));
    await chmod(at("locked"), 0o500);
  });
  after(() => rm(root, { recursive: true }));

  it("may be any folder that can be written to", async () =>
    assert.deepEqual(await checkInbox(at("inbox"), shared), { ok: true, value: at("inbox") }));

  it("is no other when it is the shared one, by whatever name", async () => {
    for (const inbox of [shared, at("same")])
      assert.deepEqual(await checkInbox(inbox, shared), { ok: true, value: "" });
  });

  const refusals = [
    { name: "gone", says: /There is no folder .*gone for what visitors send\./, does: /Choose another folder/ },
    { name: "file", says: /is a file, not a folder/, does: /Choose another folder/ },
    { name: "shared/inbox", says: /is shared itself, so everybody could get/, does: /apart from the shared one/ },
    { name: "link", says: /is shared itself, so everybody could get/, does: /apart from the shared one/ },
    { name: ".", says: /The shared folder is in the folder .*, so everybody/, does: /apart from the shared one/ },
    { name: ".hidden/inbox", says: /is hidden.*starts with a dot/, does: /your file manager shows/ },
  ];
  for (const { name, says, does } of refusals) {
    it(`is refused in words, with what to do: ${name}`, async () => {
      const answer = await checkInbox(at(name), shared);
      assert.ok(!answer.ok);
      assert.match(answer.problem.what, says);
      assert.match(answer.problem.remedy, does);
    });
  }

  it("is refused where it cannot be written to", { skip: process.getuid?.() === 0 }, async () => {
    const answer = await checkInbox(at("locked"), shared);
    assert.ok(!answer.ok);
    assert.match(answer.problem.what, /cannot be written to, so visitors cannot send files/);
  });
});
