import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { openRoot } from "../files/root.ts";
import { openFiles } from "../testing/leftovers.ts";
import type { Incoming } from "./incoming.ts";
import { Intake } from "./intake.ts";
import { ResumableUpload } from "./resumable-upload.ts";
import { ResumableUploads } from "./resumable-uploads.ts";
import { breakOpening, mockFiles } from "./testing.ts";
import { recordPathOf } from "./upload-record.ts";

const hour = 60 * 60 * 1000;

async function* pieces(...texts: readonly string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Promise.resolve(Buffer.from(text));
}

const bounds = { mostBytes: 1e9, diskBytesToLeave: 0, mostAtOnce: 9 };

/** A folder stands where each record is to be. */
class IntakeWithoutRecords extends Intake {
  override async open(...given: Parameters<Intake["open"]>): Promise<Incoming> {
    const incoming = await super.open(...given);
    await mkdir(recordPathOf(incoming.path));
    return incoming;
  }
}

/** Looks for none while it lets go of one. */
class IntakeOfOneAtATime extends Intake {
  #parking = 0;

  override async park(incoming: Incoming): Promise<void> {
    this.#parking++;
    await super.park(incoming);
    this.#parking--;
  }

  override reopen(...given: Parameters<Intake["reopen"]>): Promise<Incoming | undefined> {
    assert.equal(this.#parking, 0, "its file is still open, and would be written twice");
    return super.reopen(...given);
  }
}

/** A new folder, and uploads into it: so many at once, so many bytes of the disk left free. */
async function uploadsInto(test: TestContext) {
  const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-"));
  test.after(() => rm(folder, { recursive: true }));
  const target = await openRoot(folder, false);
  const open = (mostOpen: number, diskBytesToLeave = 0) => {
    const uploads = new ResumableUploads(new Intake(target, { ...bounds, diskBytesToLeave }), mostOpen);
    test.after(() => uploads.close());
    return uploads;
  };
  return { folder, target, open };
}

function announced(name: string, length: number) {
  return { folders: [], name, length, digest: undefined };
}

async function find(uploads: ResumableUploads, id: string, name: string): Promise<ResumableUpload> {
  const found = await uploads.find(id, { folders: [], name });
  assert.ok(found instanceof ResumableUpload);
  return found;
}

async function send(upload: ResumableUpload, text: string): Promise<void> {
  await upload.use(async () => upload.incoming.receiveMore(pieces(text), await upload.takeTurn()));
}

describe("uploads that wait for their rest", () => {
  it("let one go of which nothing has come when there are too many, the longest idle one", async (test) => {
    const uploads = (await uploadsInto(test)).open(3);
    const honest = await uploads.begin(announced("honest", 6));
    await send(honest, "abc");
    const empty = await uploads.begin(announced("empty", 6));
    const later = await uploads.begin(announced("later", 6));
    await uploads.begin(announced("one more", 6));
    await assert.rejects(find(uploads, empty.id, "empty"), { name: "HttpError", status: 404 });
    assert.equal((await find(uploads, later.id, "later")).offset, 0);
    assert.equal((await find(uploads, honest.id, "honest")).offset, 3);
  });

  for (const { what, goOn } of [
    { what: "was asked for", goOn: (uploads: ResumableUploads, { id }: ResumableUpload) => find(uploads, id, "first") },
    { what: "was gone on with", goOn: (_: ResumableUploads, first: ResumableUpload) => first.use(() => nextTurn()) },
  ]) {
    it(`do not let one go that ${what} since`, async (test) => {
      const uploads = (await uploadsInto(test)).open(2);
      const first = await uploads.begin(announced("first", 6));
      const second = await uploads.begin(announced("second", 6));
      await goOn(uploads, first);
      await uploads.begin(announced("one more", 6));
      assert.equal((await find(uploads, first.id, "first")).offset, 0);
      await assert.rejects(find(uploads, second.id, "second"), { name: "HttpError", status: 404 });
    });
  }

  it("lose nothing of what has come, however many there are", async (test) => {
    const { folder, open } = await uploadsInto(test);
    const uploads = open(2);
    const names = Array.from({ length: 5 }, (_, at) => `file ${at}`);
    const ids: string[] = [];
    for (const name of names) {
      const upload = await uploads.begin(announced(name, 6));
      await send(upload, "abc");
      ids.push(upload.id);
    }
    for (const [at, name] of names.entries()) {
      const upload = await find(uploads, ids[at] ?? "", name);
      assert.equal(upload.offset, 3);
      await send(upload, "def");
      await upload.use(() => uploads.finish(upload));
    }
    assert.deepEqual((await readdir(folder)).sort(), names);
  });

  it("leave nothing where they cannot begin, since their record cannot be written", async (test) => {
    const { folder, target } = await uploadsInto(test);
    const uploads = new ResumableUploads(new IntakeWithoutRecords(target, bounds));
    await assert.rejects(uploads.begin(announced("a", 6)), /EISDIR|EPERM/);
    assert.deepEqual(openFilesIn(folder), []);
    assert.deepEqual(
      (await readdir(folder)).map((name) => path.extname(name)),
      [".upload"],
    );
  });

  it("leave nothing where they cannot begin, since the disk does not take their record", async (test) => {
    const { folder, open } = await uploadsInto(test);
    await mockFiles(test, "sync", () => Promise.reject(new Error("no room")));
    await assert.rejects(open(9).begin(announced("a", 6)), { message: "no room" });
    assert.deepEqual(await readdir(folder), []);
  });

  it("wait for a day, and are given up then", async (test) => {
    let now = performance.now();
    test.mock.method(performance, "now", () => now);
    test.mock.timers.enable({ apis: ["setInterval"] });
    const { folder, open } = await uploadsInto(test);
    const uploads = open(9);
    const upload = await uploads.begin(announced("a", 6));
    await send(upload, "abc");
    now += 23 * hour;
    test.mock.timers.tick(hour);
    assert.equal(await find(uploads, upload.id, "a"), upload);
    now += 25 * hour;
    test.mock.timers.tick(hour);
    while ((await readdir(folder)).length > 0) await nextTurn();
    await assert.rejects(find(uploads, upload.id, "a"), { name: "HttpError", status: 404 });
  });

  it("never lose their place to another while a request goes on with them", async (test) => {
    const uploads = (await uploadsInto(test)).open(1);
    const busy = await uploads.begin(announced("busy", 6));
    const refusal = { status: 503, message: "too many uploads are under way" };
    await busy.use(async () => {
      await nextTurn(); // to its end, and not only at its beginning
      await assert.rejects(uploads.begin(announced("other", 6)), refusal);
    });
    assert.equal((await find(uploads, busy.id, "busy")).offset, 0);
  });

  it("hold no more files open than they may, also where many begin at once", async (test) => {
    const { folder, open } = await uploadsInto(test);
    const uploads = open(2);
    const begun = Array.from({ length: 20 }, (_, at) => uploads.begin(announced(`file ${at}`, 6)));
    const ends = await Promise.allSettled(begun);
    for (const end of ends) if (end.status === "rejected") assert.match(String(end.reason), /too many uploads/);
    assert.equal(openFilesIn(folder).length, process.platform === "linux" ? 2 : 0);
    assert.equal((await uploads.begin(announced("later", 6))).offset, 0);
    assert.equal(openFilesIn(folder).length, process.platform === "linux" ? 2 : 0);
  });

  it("are known as saved from the moment on that they are, also to who asks then", async (test) => {
    const uploads = (await uploadsInto(test)).open(9);
    const upload = await uploads.begin(announced("a", 3));
    await send(upload, "abc");
    const first = uploads.finish(upload);
    const saved = await uploads.finish(upload);
    assert.deepEqual(await uploads.find(upload.id, { folders: [], name: "a" }), saved);
    assert.deepEqual(await first, saved);
    assert.deepEqual(await uploads.finish(upload), saved);
  });

  it("cannot be given up while they are saved", async (test) => {
    const { folder, open } = await uploadsInto(test);
    const uploads = open(9);
    const upload = await uploads.begin(announced("a", 3));
    await send(upload, "abc");
    const saving = uploads.finish(upload);
    await assert.rejects(uploads.cancel(upload), { status: 409, message: "the upload is being saved" });
    await saving;
    assert.deepEqual(await readdir(folder), ["a"]);
  });

  it("are the same ones for all who look for them at once, also while they are let go of", async (test) => {
    const { target } = await uploadsInto(test);
    const intake = new IntakeOfOneAtATime(target, bounds);
    const uploads = new ResumableUploads(intake, 2);
    test.after(() => uploads.close());
    const upload = await uploads.begin(announced("a", 6));
    await send(upload, "abc");
    await send(await uploads.begin(announced("later", 6)), "abc");
    const beginning = uploads.begin(announced("b", 6)); // which "a" has to make room for
    const [one, other] = await Promise.all([find(uploads, upload.id, "a"), find(uploads, upload.id, "a"), beginning]);
    assert.notEqual(one, upload);
    assert.equal(one, other);
    assert.ok(intake.owns(one.incoming.path));
    await send(one, "def");
    assert.equal((await uploads.finish(one)).bytes, 6);
  });

  it("are found on a full disk as well, of an earlier run too, and then there is no room for their rest", async (test) => {
    const { open } = await uploadsInto(test);
    const earlier = open(9);
    const { id } = await earlier.begin(announced("a", 6));
    await send(await find(earlier, id, "a"), "abc");
    await earlier.close();
    const upload = await find(open(9, Number.MAX_SAFE_INTEGER), id, "a");
    assert.equal(upload.offset, 3);
    await assert.rejects(send(upload, "def"), { status: 507 });
    assert.equal(upload.offset, 3);
  });

  for (const code of ["EMFILE", "EBUSY", "EHOSTDOWN"]) {
    it(`of an earlier run are not taken for gone where the disk does not open them for now: ${code}`, async (test) => {
      const { open } = await uploadsInto(test);
      const earlier = open(9);
      const { id } = await earlier.begin(announced("a", 6));
      await send(await find(earlier, id, "a"), "abc");
      await earlier.close();
      const again = open(9);
      const mend = breakOpening(test, code);
      test.after(mend);
      await assert.rejects(find(again, id, "a"), { code });
      mend();
      assert.equal((await find(again, id, "a")).offset, 3);
    });
  }

  it("go on also where the computer was switched off since they were put aside", async (test) => {
    const { open } = await uploadsInto(test);
    const earlier = open(9);
    const { id } = await earlier.begin(announced("a", 6));
    await send(await find(earlier, id, "a"), "abc");
    await earlier.close();
    const uptime = os.uptime();
    test.mock.method(os, "uptime", () => uptime + 3600);
    assert.equal((await find(open(9), id, "a")).offset, 3);
  });

  it("begin anew where the computer was switched off before they were put aside", async (test) => {
    const { folder, open } = await uploadsInto(test);
    const killed = open(9);
    const { id } = await killed.begin(announced("a", 6));
    await send(await find(killed, id, "a"), "a");
    const uptime = os.uptime();
    test.mock.method(os, "uptime", () => uptime + 3600);
    await assert.rejects(find(open(9), id, "a"), { status: 404 });
    assert.equal(openFilesIn(folder).length, process.platform === "linux" ? 1 : 0, "that of the earlier run");
  });

  it("are not lost where sharing stops, or they are given up, when their last byte has just come", async (test) => {
    const { folder, open } = await uploadsInto(test);
    const uploads = open(9);
    const [stopped, cancelled] = [await uploads.begin(announced("a", 3)), await uploads.begin(announced("b", 3))];
    await send(stopped, "abc");
    await send(cancelled, "abc");
    await uploads.cancel(cancelled);
    await assert.rejects(uploads.finish(cancelled), { name: "HttpError", status: 409 });
    await uploads.close();
    await assert.rejects(uploads.finish(stopped), { name: "HttpError", status: 409 });
    const again = open(9);
    await again.finish(await find(again, stopped.id, "a"));
    assert.deepEqual(await readdir(folder), ["a"]);
  });

  type End = (uploads: ResumableUploads, one: ResumableUpload) => Promise<unknown>;
  const ends: readonly (readonly [what: string, end: End, message: string, left: readonly string[]])[] = [
    ["are given up", (uploads, one) => uploads.cancel(one), "the visitor gave the upload up", []],
    ["are let go of", (uploads) => uploads.close(), "sharing has ended", [".part", ".upload"]],
    ["take a turn", (_, one) => one.takeTurn(), "the upload goes on in another request", [".part", ".upload"]],
  ];
  for (const [what, end, message, left] of ends)
    it(`take nothing more from a request that goes on while they ${what}`, async (test) => {
      const { folder, open } = await uploadsInto(test);
      const uploads = open(9);
      const upload = await uploads.begin(announced("a", 6));
      const [begun, given] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
      async function* content() {
        yield Buffer.from("abc");
        begun.resolve(undefined);
        await given.promise;
        yield Buffer.from("def");
      }
      const sending = upload.use(async () => upload.incoming.receiveMore(content(), await upload.takeTurn()));
      await begun.promise;
      await end(uploads, upload);
      given.resolve(undefined);
      await assert.rejects(sending, { status: 409, message });
      const extensions = (await readdir(folder)).map((name) => path.extname(name));
      assert.deepEqual(extensions.sort(), left);
    });

  it("hold nothing where sharing stopped while they began, or were looked for: the rest is for another run", async (test) => {
    const { folder, open } = await uploadsInto(test);
    const earlier = open(9);
    const { id } = await earlier.begin(announced("a", 6));
    await send(await find(earlier, id, "a"), "abc");
    await earlier.close();
    const uploads = open(9);
    const [beginning, looking] = [uploads.begin(announced("b", 6)), find(uploads, id, "a")];
    await Promise.all([
      uploads.close(),
      assert.rejects(beginning, { status: 503 }),
      assert.rejects(looking, { status: 503 }),
    ]);
    await assert.rejects(find(uploads, id, "a"), { status: 503 });
    assert.deepEqual(openFilesIn(folder), []);
    assert.equal((await find(open(9), id, "a")).offset, 3);
  });
});

/** What this process holds open in a folder; where the system does not tell, nothing. */
function openFilesIn(folder: string): readonly string[] {
  return process.platform === "linux" ? openFiles(folder) : [];
}
