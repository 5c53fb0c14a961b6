import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it, type TestContext } from "node:test";
import { temporaryFolder } from "../files/testing.ts";
import { Claim } from "./disk-room.ts";
import { EarlySyncs } from "./early-sync.ts";
import { Incoming } from "./incoming.ts";
import { PartialFile, partialPath } from "./partial-file.ts";
import { UploadError } from "./upload-error.ts";

/** Room for so many bytes. */
class Room {
  readonly #most: number;
  promised = 0;

  constructor(most: number) {
    this.#most = most;
  }

  readonly grant = (bytes: number): Promise<(count: number) => void> => {
    if (this.promised + bytes > this.#most) return Promise.reject(new UploadError(507, "no room"));
    this.promised += bytes;
    return Promise.resolve((count) => void (this.promised -= count));
  };
}

async function comingInto(test: TestContext, room: Room, length: number | undefined) {
  const claim = new Claim(room.grant);
  await claim.extend(length ?? 0);
  const location = partialPath(await temporaryFolder(test), "A".repeat(22));
  const file = await PartialFile.create(location, undefined, new EarlySyncs());
  const incoming = new Incoming({ folders: [], name: "a", length, digest: undefined }, file, claim, 100);
  test.after(() => incoming.discard().catch(() => undefined));
  return incoming;
}

async function* content(text: string, end?: Error): AsyncGenerator<Buffer> {
  yield Promise.resolve(Buffer.from(text));
  if (end !== undefined) throw end;
}

describe("a file on its way in", () => {
  it("takes no byte that the disk has no room for, also where nobody said how many come", async (test) => {
    const incoming = await comingInto(test, new Room(10), undefined);
    await assert.rejects(incoming.receive(content("x".repeat(11))), { status: 507 });
    assert.equal(incoming.length, 0);
  });

  for (const { what, end } of [
    { what: "ended early", end: undefined },
    { what: "broke off", end: new Error("the visitor left") },
  ]) {
    it(`gives back the room that a request did not fill which ${what}`, async (test) => {
      const room = new Room(10);
      const incoming = await comingInto(test, room, 10);
      const receiving = incoming.receiveMore(content("abc", end), () => undefined);
      await (end === undefined ? receiving : assert.rejects(receiving, end));
      assert.deepEqual([incoming.length, room.promised], [3, 0]);
    });

    it(`has all bytes in its file after a request which ${what}: the next may come in a day, or behind a crash`, async (test) => {
      const incoming = await comingInto(test, new Room(10), 10);
      const receiving = incoming.receiveMore(content("abc", end), () => undefined);
      await (end === undefined ? receiving : assert.rejects(receiving, end));
      assert.equal(await readFile(incoming.path, "utf8"), "abc");
    });
  }

  it("asks for the room of what is missing only, in each request", async (test) => {
    const room = new Room(10);
    const incoming = await comingInto(test, room, 10);
    for (const text of ["abc", "defg", "hij"]) await incoming.receiveMore(content(text), () => undefined);
    assert.deepEqual([incoming.length, room.promised], [10, 0]);
  });

  for (const way of ["release", "park", "discard"] as const) {
    it(`gives back its room where it is let go of: ${way}`, async (test) => {
      const room = new Room(10);
      const incoming = await comingInto(test, room, 10);
      assert.equal(room.promised, 10);
      await incoming[way]();
      assert.equal(room.promised, 0);
    });
  }
});
