import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { pathToFileURL } from "node:url";

const packages = path.join(import.meta.dirname, "../../node_modules");

/** Electron's package as it is before its program is fetched. */
function freshPackage(test: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), "electron-package-"));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const file of ["install.js", "package.json", "checksums.json"]) {
    cpSync(path.join(packages, "electron", file), path.join(folder, "node_modules/electron", file));
  }
  for (const name of ["@electron", "@electron-internal"]) {
    symlinkSync(path.join(packages, name), path.join(folder, "node_modules", name));
  }
  return path.join(folder, "node_modules/electron");
}

describe("the download of Electron", () => {
  it("goes through the proxy that the environment names", async (test) => {
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on("connect", ({ url }, socket) => {
      asked.push(url ?? "");
      socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    });
    proxy.listen(0, "127.0.0.1");
    await once(proxy, "listening");
    test.after(() => proxy.close());
    const address = proxy.address();
    assert.ok(typeof address === "object" && address !== null);
    const module = pathToFileURL(path.join(import.meta.dirname, "electron-binary.ts")).href;
    const electron = freshPackage(test);
    const env = {
      ...process.env,
      HTTPS_PROXY: `http://127.0.0.1:${address.port}`,
      ELECTRON_MIRROR: "https://electron.invalid/",
      electron_config_cache: path.join(electron, "cache"),
    };
    const work = `import(${JSON.stringify(module)}).then(({ download }) => download(${JSON.stringify(electron)}))`;
    await once(spawn(process.execPath, ["-e", work], { env, stdio: "ignore" }), "exit");
    assert.deepEqual([...new Set(asked)], ["electron.invalid:443"]);
  });
});
