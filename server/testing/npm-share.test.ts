import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import path from "node:path";
import { describe, it } from "node:test";
import packageJson from "../../package.json" with { type: "json" };
import { folderOf } from "./shared-folder.ts";
import { Terminal } from "./terminal.ts";

const root = path.join(import.meta.dirname, "../..");

describe("npm run share", () => {
  it("shares what is named from where it was called, and not from the program's own folder", async (test) => {
    const folder = await folderOf(test, { "pictures/a.txt": "a" });
    const [, script = ""] = /&& node (\S+)$/.exec(packageJson.scripts.share) ?? [];
    const args = [script, "pictures", "--host", "127.0.0.1", "--port", "0", "--log", "none"];
    // as npm does it: in the package's folder, and it says where that was
    const terminal = new Terminal(
      spawn(process.execPath, args, { cwd: root, env: { ...process.env, INIT_CWD: folder }, stdio: "pipe" }),
    );
    test.after(() => terminal.child.kill("SIGKILL"));
    const [, shared] = await terminal.says(/^Sharing (.*)\n/);
    assert.equal(shared, path.join(folder, "pictures"));
  });
});
