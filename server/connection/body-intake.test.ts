import assert from "node:assert/strict";
import { Socket } from "node:net";
import { describe, it } from "node:test";
import { BodyIntake } from "./body-intake.ts";

describe("an intake", () => {
  it("takes nothing off the socket before somebody reads", () => {
    const socket = new Socket();
    const intake = new BodyIntake(socket);
    assert.equal(socket.isPaused(), true);
    assert.equal(intake.isWanted, false);
    void intake.read();
    assert.equal(socket.isPaused(), false);
    assert.equal(intake.isWanted, true);
  });

  it("gives a reader the next bytes, and stops the socket again", async () => {
    const socket = new Socket();
    const intake = new BodyIntake(socket);
    const read = intake.read();
    intake.push(Buffer.from("a"));
    assert.equal((await read)?.toString(), "a");
    assert.equal(socket.isPaused(), true);
  });

  it("keeps what comes unasked, in order, and knows how much it is", async () => {
    const intake = new BodyIntake(new Socket());
    intake.push(Buffer.from("a"));
    intake.push(Buffer.from("b"));
    intake.end();
    assert.equal(intake.waiting, 2);
    assert.equal((await intake.read())?.toString(), "a");
    assert.equal(intake.waiting, 1);
    assert.equal((await intake.read())?.toString(), "b");
    assert.equal(await intake.read(), undefined);
  });

  it("tells who waits that nothing more comes", async () => {
    const intake = new BodyIntake(new Socket());
    const read = intake.read();
    intake.end();
    assert.equal(await read, undefined);
  });

  it("gives away what nobody read", () => {
    const intake = new BodyIntake(new Socket());
    intake.push(Buffer.from("a"));
    intake.push(Buffer.from("b"));
    assert.equal(intake.takeRest().toString(), "ab");
    assert.equal(intake.takeRest().toString(), "");
  });
});
