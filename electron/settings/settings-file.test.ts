import assert from "node:assert/strict";
import promises, { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, beforeEach, describe, it, type TestContext } from "node:test";
import { firstRun, type Remembered } from "./remembered.ts";
import { SettingsFile } from "./settings-file.ts";
import { usualRules } from "./visitor-rules.ts";

const saved: Remembered = {
  ...firstRun,
  settings: {
    ...firstRun.settings,
    folders: [{ folder: path.resolve("/srv"), rules: { ...usualRules, uploads: true, note: "# Hello" } }],
  },
  isTrayExplained: true,
  window: { x: 1, y: 2, width: 800, height: 600, isMaximized: true },
};

/** Has the disk refuse something once, as Windows does while another program has the file open. */
function holdOnce(t: TestContext, act: "copyFile" | "readFile" | "rename", code = "EBUSY"): void {
  const refuse = () => Promise.reject(Object.assign(new Error("held"), { code }));
  t.mock.method(promises, act).mock.mockImplementationOnce(refuse);
  syncBuiltinESMExports();
  t.after(() => {
    t.mock.restoreAll();
    syncBuiltinESMExports();
  });
}

describe("the settings file", () => {
  let root = "";
  let folder = "";
  before(async () => (root = await mkdtemp(path.join(tmpdir(), "settings-"))));
  beforeEach(async () => (folder = await mkdtemp(path.join(root, "run-"))));
  after(() => rm(root, { recursive: true }));
  const at = (name: string) => path.join(folder, name);

  it("is not there at the first run: the defaults are used and nothing is reported", async () => {
    assert.deepEqual(await new SettingsFile(folder).load(), { remembered: firstRun, problem: undefined });
  });

  it("brings back what was saved", async () => {
    await new SettingsFile(folder).save(saved);
    assert.deepEqual(await new SettingsFile(folder).load(), { remembered: saved, problem: undefined });
  });

  it("may begin with the mark that editors of Windows put before UTF-8", async () => {
    await new SettingsFile(folder).save(saved);
    const text = await readFile(at("settings.json"), "utf8");
    await writeFile(at("settings.json"), `\ufeff${text}`);
    assert.deepEqual(await new SettingsFile(folder).load(), { remembered: saved, problem: undefined });
  });

  it("of the version before keeps what it says; folders were accepted without what is hidden", async () => {
    const settings = { port: 9000, folders: saved.settings.folders, accepted: [path.resolve("/srv")] };
    await writeFile(at("settings.json"), JSON.stringify({ version: 2, settings }));
    const { remembered, problem } = await new SettingsFile(folder).load();
    const accepted = [{ folder: path.resolve("/srv"), dotfiles: false, uploads: false }];
    const expected = { ...firstRun.settings, ...settings, accepted };
    assert.deepEqual([remembered, problem], [{ ...firstRun, settings: expected }, undefined]);
  });

  it("of the first version keeps what it says; no folder has rules of its own yet", async () => {
    const settings = { port: 9000, folder: "/srv", folders: [{ folder: "/srv", rules: usualRules }] };
    await writeFile(at("settings.json"), JSON.stringify({ version: 1, settings, wasSharing: true }));
    const { remembered, problem } = await new SettingsFile(folder).load();
    const expected = { ...firstRun.settings, port: 9000, folder: "/srv" };
    assert.deepEqual([remembered, problem], [{ ...firstRun, settings: expected, wasSharing: true }, undefined]);
  });

  it("is written again after a write that failed", async () => {
    const file = new SettingsFile(folder);
    await mkdir(at("settings.json.new")); // where the next file is written
    await assert.rejects(file.save(firstRun));
    await rm(at("settings.json.new"), { recursive: true });
    await file.save(saved);
    assert.deepEqual((await new SettingsFile(folder).load()).remembered, saved);
  });

  it("makes its folder where there is none", async () => {
    folder = at("deeper");
    await new SettingsFile(folder).save(saved);
    assert.deepEqual((await new SettingsFile(folder).load()).remembered, saved);
  });

  it("has the last of many changes in a row", async () => {
    const file = new SettingsFile(folder);
    void file.save(firstRun);
    void file.save({ ...firstRun, wasSharing: true });
    await file.save(saved);
    assert.deepEqual((await new SettingsFile(folder).load()).remembered, saved);
  });

  it("is saved, and set aside, on Windows also while a scanner holds it or its backup for a moment", async (t) => {
    const file = new SettingsFile(folder, { platform: "win32", pause: () => Promise.resolve() });
    await file.save(firstRun);
    for (const act of ["copyFile", "rename"] as const) holdOnce(t, act);
    await file.save(saved);
    assert.deepEqual((await new SettingsFile(folder).load()).remembered, saved);
    await writeFile(at("settings.json"), "?");
    holdOnce(t, "rename");
    assert.deepEqual((await file.load()).remembered, firstRun);
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name === "settings.json"),
      [],
    );
  });

  it("is read on Windows as soon as a scanner lets go of it, as at login, and is not set aside", async (t) => {
    await new SettingsFile(folder).save(firstRun);
    await new SettingsFile(folder).save(saved);
    holdOnce(t, "readFile");
    const file = new SettingsFile(folder, { platform: "win32", pause: () => Promise.resolve() });
    assert.deepEqual(await file.load(), { remembered: saved, problem: undefined });
  });

  it("leaves no half-written file behind", async () => {
    const file = new SettingsFile(folder);
    await file.save(firstRun);
    await file.save(saved);
    assert.deepEqual((await readdir(folder)).sort(), ["settings.json", "settings.json.bak"]);
  });

  it("stays as it is where its backup cannot be written", async () => {
    const file = new SettingsFile(folder);
    await file.save(saved);
    await mkdir(at("settings.json.bak"));
    await assert.rejects(file.save(firstRun));
    assert.deepEqual((await new SettingsFile(folder).load()).remembered, saved);
  });

  it("is for its owner's eyes, as the note and the folders in it are", async (test) => {
    if (process.platform === "win32") {
      test.skip("Windows keeps a user's folder apart by itself");
      return;
    }
    const file = new SettingsFile(folder);
    await file.save(saved);
    await file.save(firstRun);
    for (const name of await readdir(folder)) assert.equal((await stat(at(name))).mode & 0o777, 0o600, name);
  });

  for (const [broken, rule] of [
    ["{ this is not JSON", "no JSON"],
    ["", "empty"],
    ["[]", "a list"],
    ['{"version":"3","settings":{}}', "of a version that is not known"],
    ['{"version":1}', "without settings"],
  ] as const) {
    it(`is kept aside and reported when it is ${rule}; the backup is used`, async () => {
      const file = new SettingsFile(folder);
      await file.save(saved);
      await file.save({ ...saved, wasSharing: true });
      await writeFile(at("settings.json"), broken);
      const { remembered, problem } = await new SettingsFile(folder).load();
      assert.deepEqual(remembered, saved);
      const aside = (await readdir(folder)).find((name) => name.startsWith("settings-unreadable-")) ?? "";
      assert.equal(await readFile(at(aside), "utf8"), broken);
      assert.match(problem?.remedy ?? "", new RegExp(aside));
    });
  }

  describe("of a later version of the app", () => {
    const later = JSON.stringify({ version: 99, settings: { port: "any" }, more: [] });
    const asideIn = async () => (await readdir(folder)).filter((name) => name.startsWith("settings-of-later-version-"));

    it("is called just that, and kept aside untouched, also when others are saved; the backup is used", async () => {
      const file = new SettingsFile(folder);
      await file.save(saved);
      await file.save({ ...saved, wasSharing: true });
      await writeFile(at("settings.json"), later);
      const { remembered, problem } = await new SettingsFile(folder).load();
      assert.deepEqual(remembered, saved);
      assert.match(problem?.what ?? "", /^The settings file was written by a later version.*those saved before/);
      for (const next of [firstRun, saved, firstRun]) await file.save(next);
      const [aside = "", ...others] = await asideIn();
      assert.deepEqual(others, []);
      assert.equal(await readFile(at(aside), "utf8"), later);
      assert.ok(problem?.remedy.includes(at(aside)), problem?.remedy);
      assert.deepEqual(await new SettingsFile(folder).load(), { remembered: firstRun, problem: undefined });
    });

    it("keeps its backup aside where the file itself is broken", async () => {
      await writeFile(at("settings.json"), "?");
      await writeFile(at("settings.json.bak"), later);
      assert.match((await new SettingsFile(folder).load()).problem?.what ?? "", /could not be read.*its defaults/);
      const [aside = ""] = await asideIn();
      assert.equal(await readFile(at(aside), "utf8"), later);
    });

    it("is kept aside as well where only its backup is left", async () => {
      await writeFile(at("settings.json.bak"), later);
      const { remembered, problem } = await new SettingsFile(folder).load();
      assert.deepEqual(remembered, firstRun);
      assert.match(problem?.what ?? "", /later version.*its defaults/);
      const [aside = ""] = await asideIn();
      assert.equal(await readFile(at(aside), "utf8"), later);
    });

    it("is known for it, whatever it calls its settings", async () => {
      await writeFile(at("settings.json"), '{"version":4}');
      assert.match((await new SettingsFile(folder).load()).problem?.what ?? "", /later version/);
    });
  });

  it("is kept aside and reported when a part of it is not valid; the rest of it is used", async () => {
    const folders = [path.resolve("/srv")];
    const broken = JSON.stringify({ version: 3, settings: { port: 9000, recents: folders, reach: "everyone" } });
    await writeFile(at("settings.json"), broken);
    const { remembered, problem } = await new SettingsFile(folder).load();
    const expected = { ...firstRun, settings: { ...firstRun.settings, port: 9000, recents: folders } };
    assert.deepEqual(remembered, expected);
    assert.match(problem?.what ?? "", /^A part of the settings file could not be read/);
    const aside = (await readdir(folder)).find((name) => name.startsWith("settings-unreadable-")) ?? "";
    assert.equal(await readFile(at(aside), "utf8"), broken);
    assert.deepEqual(await new SettingsFile(folder).load(), { remembered: expected, problem: undefined });
  });

  it("does not keep the app from starting where it can be read and not moved; it stays where it is", async (t) => {
    await writeFile(at("settings.json"), "?");
    holdOnce(t, "rename", "EROFS");
    const { remembered, problem } = await new SettingsFile(folder).load();
    assert.deepEqual(remembered, firstRun);
    assert.ok(problem?.remedy.endsWith(`kept as ${at("settings.json")}.`), problem?.remedy);
    assert.equal(await readFile(at("settings.json"), "utf8"), "?");
  });

  it("is kept aside later where it could not be at first, and written over by nothing before", async (t) => {
    await writeFile(at("settings.json"), "?");
    const refused = Object.assign(new Error("held"), { code: "EIO" });
    t.mock.method(promises, "rename", () => Promise.reject(refused));
    syncBuiltinESMExports();
    const letGo = () => {
      t.mock.restoreAll();
      syncBuiltinESMExports();
    };
    t.after(letGo);
    const file = new SettingsFile(folder);
    const { problem } = await file.load();
    assert.ok(problem?.remedy.endsWith(`kept as ${at("settings.json")}.`), problem?.remedy);
    await assert.rejects(file.save(saved), refused);
    assert.equal(await readFile(at("settings.json"), "utf8"), "?");
    letGo();
    for (const remembered of [saved, firstRun, saved]) await file.save(remembered);
    const [aside = "", ...others] = (await readdir(folder)).filter((name) => name.startsWith("settings-unreadable-"));
    assert.deepEqual([await readFile(at(aside), "utf8"), others], ["?", []]);
    assert.deepEqual((await new SettingsFile(folder).load()).remembered, saved);
  });

  for (const [window, rule] of [
    [[1, 2, 800, 600], "a list"],
    [{ ...saved.window, isMaximized: "yes" }, "text for yes"],
    [{ ...saved.window, x: "1" }, "text for a number"],
    [{ ...saved.window, y: null }, "nothing for a number"],
    [{ ...saved.window, width: undefined }, "no width"],
    [{ ...saved.window, height: 1e300 }, "a height beyond all numbers that count"],
  ] as const) {
    it(`has no place for the window where that is ${rule}; the rest of it is used`, async () => {
      await writeFile(at("settings.json"), JSON.stringify({ version: 3, ...saved, window }));
      assert.deepEqual((await new SettingsFile(folder).load()).remembered, { ...saved, window: undefined });
    });
  }

  it("does not keep the app from starting when it is a folder", async () => {
    await mkdir(at("settings.json"));
    const { remembered, problem } = await new SettingsFile(folder).load();
    assert.deepEqual(remembered, firstRun);
    assert.match(problem?.what ?? "", /could not be read/);
  });

  it("falls back to the defaults when the backup is broken too", async () => {
    await writeFile(at("settings.json"), "?");
    await writeFile(at("settings.json.bak"), "?");
    const { remembered, problem } = await new SettingsFile(folder).load();
    assert.deepEqual(remembered, firstRun);
    assert.match(problem?.what ?? "", /defaults/);
  });

  it("uses the backup when only that is left", async () => {
    const file = new SettingsFile(folder);
    await file.save(saved);
    await file.save(firstRun);
    await rm(at("settings.json"));
    assert.deepEqual(await new SettingsFile(folder).load(), { remembered: saved, problem: undefined });
  });
});
