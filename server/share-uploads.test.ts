import assert from "node:assert/strict";
import { chmod, readdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import { openUploads } from "./share-uploads.ts";
import { Share } from "./share.ts";
import { folderOf } from "./testing/shared-folder.ts";

describe("the folder for what visitors send", () => {
  it("is there and a folder, or sharing does not start, and says what to do", async (test) => {
    const folder = await folderOf(test);
    await writeFile(path.join(folder, "file"), "");
    const rules = [
      { inbox: path.join(folder, "gone"), message: /There is no folder .*gone for what visitors send\./ },
      { inbox: path.join(folder, "file"), message: /file is a file, not a folder\./ },
    ];
    for (const { inbox, message } of rules) {
      const share = new Share({ folder, uploads: { inbox } });
      const remedy = "Choose another folder for what visitors send.";
      await assert.rejects(share.start(), { name: "ShareProblem", kind: "no inbox", message, remedy });
      assert.equal(share.state.kind, "stopped");
    }
  });

  it("is apart from the shared one, whatever it is called, or sharing does not start", async (test) => {
    const folder = await folderOf(test, { "shared/in/a": "", "beside/a": "" });
    await symlink("shared/in", path.join(folder, "link"));
    const shared = path.join(folder, "shared");
    const rules = [
      { inbox: path.join(shared, "in"), message: /The folder .*in is shared itself, so everybody could get/ },
      { inbox: shared, message: /is shared itself, so everybody could get/ },
      { inbox: path.join(folder, "link"), message: /is shared itself, so everybody could get/ },
      { inbox: folder, message: /The shared folder is in the folder .*, so everybody could get/ },
    ];
    for (const { inbox, message } of rules) {
      const share = new Share({ folder: shared, uploads: { inbox } });
      const remedy = "Choose a folder that is apart from the shared one for what visitors send.";
      await assert.rejects(share.start(), { name: "ShareProblem", kind: "no inbox", message, remedy });
    }
    const share = new Share({ folder: shared, uploads: { inbox: path.join(folder, "beside") } });
    await share.start();
    await share.stop(0);
  });

  it("can be written to", async (test) => {
    if (process.getuid?.() === 0) {
      test.skip("root writes everywhere");
      return;
    }
    const folder = await folderOf(test);
    await chmod(folder, 0o500);
    const share = new Share({ folder, uploads: {} });
    await assert.rejects(share.start(), { name: "ShareProblem", message: /cannot be written to/ });
  });

  it("is written to on Windows to find that out, and nothing of it stays", async (test) => {
    const folder = await folderOf(test);
    const root = { path: folder, dotfiles: false, platform: "win32" } as const;
    await (await openUploads(root, {}, 64)).close();
    assert.deepEqual(await readdir(folder), []);
    // where root may do everything, and nothing can be made
    const refused = openUploads({ ...root, path: "/sys/kernel" }, {}, 64);
    await assert.rejects(refused, { name: "ShareProblem", message: /cannot be written to/ });
  });

  it("lets one be shared that nobody can write to, a disc say, where it is another", async (test) => {
    const root = { path: "/sys/kernel", dotfiles: false, platform: "win32" } as const;
    await (await openUploads(root, { inbox: await folderOf(test) }, 64)).close();
  });

  it("sharing starts again after it stopped, and still takes files", async (test) => {
    const folder = await folderOf(test);
    const share = new Share({ folder, uploads: { diskBytesToLeave: 0 } });
    for (const name of ["a", "b"]) {
      const { port } = await share.start();
      const { status } = await fetch(`http://127.0.0.1:${port}/${name}`, { method: "PUT", body: "x" });
      await share.stop(0);
      assert.equal(status, 201);
    }
  });
});
