import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { RequestLog } from "../../server/log/request-log.ts";
import type { ShareStatus } from "../contract.ts";
import { firstRun } from "../settings/remembered.ts";
import { SettingsFile } from "../settings/settings-file.ts";
import { SettingsStore } from "../settings/settings-store.ts";
import { chooseFolder } from "./folder-choice.ts";
import { HandedFolders } from "./handed-folders.ts";
import { ShareControl } from "./share-control.ts";

describe("a folder that is handed over", () => {
  let root = "";
  let settings: SettingsStore;
  let control: ShareControl;
  let handed: HandedFolders;
  const offered: string[] = [];
  before(async () => {
    root = await mkdtemp(path.join(tmpdir(), "handed-"));
    await mkdir(path.join(root, "handed"));
    settings = new SettingsStore(new SettingsFile(root), { remembered: firstRun, problem: undefined });
    control = new ShareControl(new RequestLog(), () => undefined);
    handed = new HandedFolders(settings, control, (folder) => offered.push(folder));
  });
  after(async () => {
    await settings.saved;
    await rm(root, { recursive: true });
  });

  it("is the chosen one", async () => {
    await handed.take(path.join(root, "handed"));
    assert.equal(settings.settings.folder, path.join(root, "handed"));
    assert.deepEqual(offered, []);
  });

  it("is given to the page to speak of, where it cannot be: no state of the share's says so", async () => {
    await handed.take(path.join(root, "nowhere"));
    assert.deepEqual(offered, [path.join(root, "nowhere")]);
    assert.equal(settings.settings.folder, path.join(root, "handed"));
    assert.equal(control.status.kind, "off");
  });

  for (const name of ["handed", "nowhere"]) {
    it(`is passed over where another is chosen before its drive has answered: ${name}`, async () => {
      chooseFolder(settings, path.join(root, "before"));
      const isLookedAt = handed.take(path.join(root, name));
      chooseFolder(settings, path.join(root, "picked"));
      await isLookedAt;
      assert.equal(settings.settings.folder, path.join(root, "picked"));
      assert.equal(control.status.kind, "off");
    });
  }

  it("takes the place of one that is picked in the window, and whose drive has not answered", async () => {
    const isPicked = handed.pick(root);
    await handed.take(path.join(root, "handed"));
    assert.equal(await isPicked, undefined);
    assert.equal(settings.settings.folder, path.join(root, "handed"));
  });

  it("takes it also where both drives answer late", async () => {
    const isPicked = handed.pick(root);
    const isTaken = handed.take(path.join(root, "handed"));
    assert.equal(await isPicked, undefined);
    await isTaken;
    assert.equal(settings.settings.folder, path.join(root, "handed"));
  });

  it("is passed over where another is picked in the window before its drive has answered", async () => {
    chooseFolder(settings, path.join(root, "before"));
    const isLookedAt = handed.take(path.join(root, "handed"));
    const picked = await handed.pick(root);
    await isLookedAt;
    assert.deepEqual(picked, { ok: true, value: { folder: root, isChosen: true } });
    assert.equal(settings.settings.folder, root);
  });

  it("takes its place as well as soon as that has answered, whatever else the window is about to do", async () => {
    const told: unknown[] = [];
    settings.follow(({ folder }) => told.push(folder));
    const isPicked = handed.pick(root);
    const isTaken = isPicked.then(() => handed.take(path.join(root, "handed")));
    await Promise.all([isPicked, isTaken]);
    assert.deepEqual(told, [root, path.join(root, "handed")]);
  });

  it("is no more than answered where one is picked that cannot be shared", async () => {
    chooseFolder(settings, path.join(root, "before"));
    const picked = await handed.pick(path.join(root, "nowhere"));
    assert.equal(picked?.ok, false);
    assert.equal(settings.settings.folder, path.join(root, "before"));
  });

  for (const kind of ["starting", "on", "stopping"] as const) {
    it(`is given to the page to speak of, where another is shared: ${kind}`, async () => {
      chooseFolder(settings, path.join(root, "before"));
      const asked: string[] = [];
      await new HandedFolders(settings, { status: { kind } as ShareStatus }, (folder) => asked.push(folder)).take(root);
      assert.deepEqual([asked, settings.settings.folder], [[root], path.join(root, "before")]);
    });
  }

  it("is the chosen one also where another could not be shared", async () => {
    chooseFolder(settings, path.join(root, "before"));
    const status = { kind: "problem" } as ShareStatus;
    await new HandedFolders(settings, { status }, () => assert.fail("the page is asked")).take(root);
    assert.equal(settings.settings.folder, root);
  });

  for (const kind of ["starting", "on"] as const) {
    it(`leaves what is shared alone, where one is picked meanwhile: ${kind}`, async () => {
      chooseFolder(settings, path.join(root, "before"));
      const status = { kind } as ShareStatus;
      const sharing = new HandedFolders(settings, { status }, () => undefined);
      assert.deepEqual(await sharing.pick(root), { ok: true, value: { folder: root, isChosen: false } });
      assert.equal(settings.settings.folder, path.join(root, "before"));
    });
  }
});
