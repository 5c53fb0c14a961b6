import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { loginArguments, windowsAppId, windowsToastActivator } from "./windows-identity.ts";

function partOfPackage(name: string): string {
  return readFileSync(path.join(import.meta.dirname, "..", name), "utf8");
}

/** What goes with the app, and stays where it is updated. */
function removedForGood(): string {
  const uninstall = partOfPackage("installer.nsh").split("!macro customUnInstall")[1] ?? "";
  return /\$\{ifNot\} \$\{isUpdated\}(.*)\$\{endIf\}/s.exec(uninstall)?.[1] ?? "";
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
    assert.match(removedForGood(), /DeleteRegValue HKCU "[^"]+\\CurrentVersion\\Run" "\$\{APP_ID\}"/);
    // what Electron deletes as well where it is not to be started (SetLoginItemSettings)
    assert.match(removedForGood(), /DeleteRegValue HKCU "[^"]+\\Explorer\\StartupApproved\\Run" "\$\{APP_ID\}"/);
  });

  it("is started by notifications of each run as the same, and by none when it is gone", () => {
    assert.match(windowsToastActivator, /^\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/);
    const key = `DeleteRegKey HKCU "Software\\Classes\\CLSID\\${windowsToastActivator}"`;
    assert.ok(removedForGood().includes(key), removedForGood());
  });
});
