import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import os, { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { RequestLog } from "../../server/log/request-log.ts";
import { facts } from "../../server/log/testing.ts";
import { Share } from "../../server/share.ts";
import type { ShareChoice, ShareStatus } from "../contract.ts";
import { usualRules } from "../settings/visitor-rules.ts";
import { ShareControl } from "./share-control.ts";

/** A control, and the statuses it went through. */
class Stage implements AsyncDisposable {
  readonly statuses: ShareStatus[] = [];
  readonly log = new RequestLog(1000);
  readonly control = new ShareControl(this.log, (status) => this.#note(status));
  #onStatus: () => void = () => undefined;

  get kinds(): readonly string[] {
    return this.statuses.map(({ kind }) => kind).filter((kind, index, all) => kind !== all[index - 1]);
  }

  async until(kind: ShareStatus["kind"]): Promise<void> {
    while (this.control.status.kind !== kind) await new Promise<void>((resolve) => (this.#onStatus = resolve));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.control.stop();
  }

  #note(status: ShareStatus): void {
    this.statuses.push(status);
    this.#onStatus();
  }
}

async function get(status: ShareStatus, name: string): Promise<number> {
  assert.equal(status.kind, "on");
  const { status: code } = await fetch(`http://127.0.0.1:${status.port}/${name}`);
  return code;
}

const broken = new Error("broken");

describe("the app's share", () => {
  let folder = "";
  let choice: ShareChoice;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "share-"));
    await writeFile(path.join(folder, "a.txt"), "a");
    choice = { folder, reach: "computer", port: 0, dotfiles: false, rules: usualRules };
  });
  after(() => rm(folder, { recursive: true }));

  it("starts, answers, and stops", async () => {
    await using stage = new Stage();
    const status = await stage.control.start(choice);
    assert.equal(await get(status, "a.txt"), 200);
    assert.equal((await stage.control.stop()).kind, "off");
    assert.deepEqual(stage.kinds, ["starting", "on", "stopping", "off"]);
  });

  it("has addresses with QR codes", async () => {
    await using stage = new Stage();
    const status = await stage.control.start(choice);
    assert.ok(status.kind === "on");
    assert.equal(status.addresses[0]?.url, `http://127.0.0.1:${status.port}/`);
    assert.equal(status.addresses[0].qr.length, status.addresses[0].qr[0]?.length);
  });

  it("stops the one before when another is started", async () => {
    await using stage = new Stage();
    const first = await stage.control.start(choice);
    const second = await stage.control.start({ ...choice, dotfiles: true });
    await assert.rejects(get(first, "a.txt"));
    assert.equal(await get(second, "a.txt"), 200);
    assert.deepEqual(
      stage.statuses.filter(({ kind }) => kind === "stopping"),
      [{ kind: "stopping", transfers: 0, next: folder }],
      "it says what follows",
    );
  });

  it("does what it is asked in order, however fast it is asked", async () => {
    await using stage = new Stage();
    const answers = [
      stage.control.start(choice),
      stage.control.stop(),
      stage.control.start(choice),
      stage.control.stop(),
    ];
    assert.deepEqual(
      (await Promise.all(answers)).map(({ kind }) => kind),
      ["on", "off", "on", "off"],
    );
  });

  it("does not turn on what was to follow when it is turned off at once", { timeout: 20_000 }, async () => {
    await using stage = new Stage();
    await writeFile(path.join(folder, "film.mp4"), Buffer.alloc(32 * 1024 * 1024));
    const status = await stage.control.start(choice);
    assert.ok(status.kind === "on");
    const download = await fetch(`http://127.0.0.1:${status.port}/film.mp4`); // and none of it is read
    const next = stage.control.start({ ...choice, dotfiles: true });
    await stage.until("stopping");
    const off = await stage.control.stop();
    await assert.rejects(download.arrayBuffer());
    assert.deepEqual([(await next).kind, off.kind], ["off", "off"]);
    assert.deepEqual(stage.kinds, ["starting", "on", "stopping", "off"]);
    assert.equal((await stage.control.start(choice)).kind, "on", "later it is turned on as ever");
  });

  it("takes the next free port where its own is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    assert.ok(typeof address === "object" && address);
    await using stage = new Stage();
    const status = await stage.control.start({ ...choice, port: address.port });
    assert.ok(status.kind === "on" && status.port > address.port && status.choice.port === address.port);
    other.close();
  });

  it("has a problem when the folder is not there", async () => {
    await using stage = new Stage();
    const status = await stage.control.start({ ...choice, folder: path.join(folder, "nowhere") });
    assert.ok(status.kind === "problem");
    assert.match(status.problem.what, /no folder/);
    assert.notEqual(status.problem.remedy, "");
  });

  it("takes files from visitors where its owner wants that, and nothing otherwise", async () => {
    await using stage = new Stage();
    const put = async (rules: ShareChoice["rules"]) => {
      const status = await stage.control.start({ ...choice, rules });
      assert.ok(status.kind === "on");
      const answer = await fetch(`http://127.0.0.1:${status.port}/sent.txt`, { method: "PUT", body: "x" });
      return answer.status;
    };
    assert.equal(await put(usualRules), 405);
    assert.equal(await put({ ...usualRules, uploads: true, diskBytesToLeave: 0 }), 201);
  });

  it("ends a request that is under way, and says who did", async () => {
    await using stage = new Stage();
    await writeFile(path.join(folder, "film.mp4"), Buffer.alloc(32 * 1024 * 1024));
    const status = await stage.control.start(choice);
    assert.ok(status.kind === "on");
    const download = await fetch(`http://127.0.0.1:${status.port}/film.mp4`); // and none of it is read
    const [record] = stage.log.active;
    stage.control.endRequest(4711);
    assert.equal(record?.outcome, "active");
    stage.control.endRequest(record.id);
    await assert.rejects(download.arrayBuffer());
    assert.deepEqual([record.outcome, record.reason], ["failed", "the owner has ended it"]);
    assert.equal(await get(status, "a.txt"), 200);
  });

  it("keeps out who was blocked whatever is shared, but never this computer", async () => {
    await using stage = new Stage();
    assert.deepEqual(stage.control.block("198.18.0.1"), { ok: true, value: ["198.18.0.1"] });
    await stage.control.start(choice);
    await stage.control.stop();
    assert.deepEqual(stage.control.block("fd12::1"), { ok: true, value: ["198.18.0.1", "fd12::1"] });
    stage.control.unblock("198.18.0.1");
    assert.deepEqual(stage.control.blocked, ["fd12::1"]);
    for (const own of ["127.0.0.1", "::1"]) {
      const refused = stage.control.block(own);
      assert.ok(!refused.ok);
      assert.equal(refused.problem.what, "That is this computer itself.");
    }
    for (let number = 1; number < 1000; number++) stage.control.block(`198.18.${number >> 8}.${number & 255}`);
    const full = stage.control.block("198.19.0.1");
    assert.ok(!full.ok);
    assert.match(full.problem.what, /too many/);
    assert.equal(stage.control.blocked.length, 1000);
  });

  it("has a problem when even the host to listen on cannot be found", async (test) => {
    await using stage = new Stage();
    test.mock.method(os, "networkInterfaces", () => {
      throw broken;
    });
    const status = await stage.control.start({ ...choice, reach: "network" });
    assert.ok(status.kind === "problem");
    assert.match(status.problem.what, /broken/);
  });

  it("does not stay open when something fails after it was opened", async (test) => {
    let port = 0;
    const control = new ShareControl(new RequestLog(), (status) => {
      if (status.kind !== "on") return;
      ({ port } = status);
      throw broken;
    });
    test.after(() => control.end());
    assert.equal((await control.start(choice)).kind, "problem");
    await assert.rejects(fetch(`http://127.0.0.1:${port}/a.txt`));
  });

  it("has a problem when the inbox is not there", async () => {
    await using stage = new Stage();
    const rules = { ...usualRules, uploads: true, inbox: path.join(folder, "nowhere") };
    const status = await stage.control.start({ ...choice, rules });
    assert.ok(status.kind === "problem");
    assert.match(status.problem.what, /no folder .*nowhere for what visitors send/);
    assert.equal(status.problem.about, "inbox");
  });

  it("has a problem when the inbox is shared itself", async () => {
    await using stage = new Stage();
    const status = await stage.control.start({ ...choice, rules: { ...usualRules, uploads: true, inbox: folder } });
    assert.ok(status.kind === "problem");
    assert.match(status.problem.what, /is shared itself, so everybody could get what visitors send\.$/);
    assert.equal(status.problem.about, "inbox");
  });

  it("tells of other addresses when the network has changed, and of nothing where they are the same", async (test) => {
    await using stage = new Stage();
    await stage.control.refreshAddresses();
    assert.deepEqual(stage.statuses, [], "what is off has none");
    const rest = { family: "IPv4", netmask: "255.255.255.0", mac: "", internal: false, cidr: null } as const;
    const interfaces = { eth0: [{ ...rest, address: "192.0.2.7" }] };
    test.mock.method(os, "networkInterfaces", () => interfaces);
    await stage.control.start({ ...choice, reach: "network" });
    const told = stage.statuses.length;
    await stage.control.refreshAddresses();
    assert.equal(stage.statuses.length, told);
    interfaces.eth0 = [{ ...rest, address: "192.0.2.8" }];
    await stage.control.refreshAddresses();
    assert.equal(stage.statuses.length, told + 1);
    const { status } = stage.control;
    assert.ok(status.kind === "on");
    assert.ok(status.addresses.some(({ url }) => url === `http://192.0.2.8:${status.port}/`));
  });

  it("has no problem any more when something else is to be shared", async () => {
    await using stage = new Stage();
    await stage.control.start({ ...choice, folder: path.join(folder, "nowhere") });
    stage.control.forgive();
    assert.equal(stage.control.status.kind, "off");
  });

  it("knows its first visitor, and no second one", async () => {
    await using stage = new Stage();
    await stage.control.start(choice);
    for (const address of ["192.0.2.200", "192.0.2.201"]) {
      stage.log.end(stage.log.begin(facts({ address }), 0, 0));
    }
    assert.ok(stage.control.status.kind === "on");
    assert.equal(stage.control.status.firstVisitor, "192.0.2.200");
  });

  it("notices that its folder has gone, and stops", async () => {
    const fleeting = path.join(folder, "fleeting");
    await mkdir(fleeting);
    await using stage = new Stage();
    await stage.control.start({ ...choice, folder: fleeting });
    await rm(fleeting, { recursive: true });
    await stage.until("problem");
    assert.deepEqual(stage.kinds, ["starting", "on", "stopping", "problem"]);
  });

  it("looks after the folder that it serves, wherever the link to it leads by now", { timeout: 20_000 }, async () => {
    const [served, other, link] = ["served", "other", "link"].map((name) => path.join(folder, name));
    assert.ok(served !== undefined && other !== undefined && link !== undefined);
    await Promise.all([served, other].map((each) => mkdir(each)));
    await symlink(served, link, "junction");
    await using stage = new Stage();
    await stage.control.start({ ...choice, folder: link });
    await rm(link);
    await symlink(other, link, "junction");
    await rm(served, { recursive: true });
    await stage.until("problem");
    const { status } = stage.control;
    assert.ok(status.kind === "problem");
    assert.equal(status.problem.what, `There is no folder ${served}.`);
  });

  it("ends at once although it is stopping, and waits for transfers", { timeout: 20_000 }, async () => {
    await using stage = new Stage();
    await writeFile(path.join(folder, "film.mp4"), Buffer.alloc(32 * 1024 * 1024));
    const status = await stage.control.start(choice);
    assert.ok(status.kind === "on");
    const download = await fetch(`http://127.0.0.1:${status.port}/film.mp4`); // and none of it is read
    const stopped = stage.control.stop();
    await stage.until("stopping");
    await stage.control.end();
    await assert.rejects(download.arrayBuffer());
    assert.equal((await stopped).kind, "off");
  });

  it("is off also when the disk does not let go of all", async (test) => {
    await using stage = new Stage();
    await stage.control.start(choice);
    const { mock } = test.mock.method(Share.prototype, "stop", () => Promise.reject(broken), { times: 1 });
    assert.equal((await stage.control.stop()).kind, "off");
    const share: unknown = mock.calls[0]?.this;
    assert.ok(share instanceof Share);
    await share.stop(0);
  });

  it("counts over all its shares", async () => {
    await using stage = new Stage();
    for (const expected of [1, 2]) {
      assert.equal(await get(await stage.control.start(choice), "a.txt"), 200);
      await stage.control.stop();
      assert.equal(stage.control.counters.ended, expected);
    }
    assert.equal(stage.control.counters.connectionsOpen, 0);
  });

  it("knows that a request of this computer's is no visitor's", async () => {
    await using stage = new Stage();
    await get(await stage.control.start(choice), "a.txt");
    assert.ok(stage.control.status.kind === "on" && stage.control.status.firstVisitor === undefined);
  });
});
