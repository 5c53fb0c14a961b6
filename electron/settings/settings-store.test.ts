import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { firstRun } from "./remembered.ts";
import { SettingsFile } from "./settings-file.ts";
import { SettingsStore } from "./settings-store.ts";

describe("settings that cannot be saved", () => {
  let folder = "";
  let told: string[] = [];
  let store: SettingsStore;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "store-"));
    told = [];
    store = new SettingsStore(new SettingsFile(folder), { remembered: firstRun, problem: undefined });
    store.followProblem((problem) => told.push(problem?.what ?? "all is well"));
    await mkdir(obstacle());
  });
  afterEach(() => rm(folder, { recursive: true }));
  /** Where the file is written before it takes the other's place. */
  const obstacle = () => path.join(folder, "settings.json.new");
  const change = async (port: number): Promise<void> => {
    store.change({ port });
    await store.saved;
  };

  it("hold for this run", async () => {
    await change(9000);
    assert.equal(store.settings.port, 9000);
  });

  it("are told once, however many changes follow", async () => {
    await change(9000);
    await change(9001);
    assert.equal(told.length, 1);
    assert.match(told[0] ?? "", /^The settings could not be saved: /);
  });

  it("are saved with the next change that can be, and that is told", async () => {
    await change(9000);
    await rm(obstacle(), { recursive: true });
    await change(9001);
    assert.equal(told.at(-1), "all is well");
    assert.equal((await new SettingsFile(folder).load()).remembered.settings.port, 9001);
    assert.equal(store.takeProblem(), undefined, "there is nothing to tell to a page that loads later");
    await change(9002);
    assert.equal(told.length, 2);
    await mkdir(obstacle());
    await change(9003);
    assert.equal(told.length, 3, "another disk that refuses is told as well");
  });

  it("are told to a page that loads later, once", async () => {
    await change(9000);
    assert.match(store.takeProblem()?.what ?? "", /could not be saved/);
    assert.equal(store.takeProblem(), undefined);
  });
});

describe("settings that change", () => {
  const problem = { what: "The settings file could not be read.", remedy: "Nothing was lost." };
  const storeIn = (folder: string) => new SettingsStore(new SettingsFile(folder), { remembered: firstRun, problem });

  it("are told to those who follow, with those before, and are what is answered", async (test) => {
    const folder = await mkdtemp(path.join(tmpdir(), "store-"));
    test.after(() => rm(folder, { recursive: true }));
    const store = storeIn(folder);
    const told: unknown[] = [];
    store.follow(({ port }, before) => told.push([port, before.port]));
    assert.equal(store.change({ port: 9000 }).port, 9000);
    store.change({ port: 9001 });
    store.remember({ wasSharing: true });
    await store.saved;
    assert.deepEqual(told, [
      [9000, firstRun.settings.port],
      [9001, 9000],
    ]);
    assert.deepEqual(store.takeProblem(), problem, "what happened when they were read stays to be told");
  });
});
