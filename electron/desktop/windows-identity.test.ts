import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { loginArguments, windowsAppId } from "./windows-identity.ts";

function partOfPackage(name: string): string {
  return readFileSync(path.join(import.meta.dirname, "..", name), "utf8");
}

describe("the app on Windows", () => {
  it("is known by what the installer gives its shortcut", () => {
    assert.ok(partOfPackage("builder.yml").split("\n").includes(`appId: ${windowsAppId}`));
  });

  it("is started hidden at login, and is itself, where it is developed, an argument of Electron", () => {
    assert.deepEqual(loginArguments(undefined), ["--hidden"]);
    // Electron quotes each argument itself
    assert.deepEqual(loginArguments("C:\\my apps\\porchlight"), ["C:\\my apps\\porchlight", "--hidden"]);
  });

  it("is no longer started at login when it is gone, but goes on to be after an update", () => {
    const uninstall = partOfPackage("installer.nsh").split("!macro customUnInstall")[1] ?? "";
    assert.match(uninstall, /\$\{ifNot\} \$\{isUpdated\}\s+DeleteRegValue HKCU "[^"]+\\Run" "\$\{APP_ID\}"/);
  });
});
