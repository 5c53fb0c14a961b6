import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import type { MessageBoxOptions } from "electron";
import { Quitting, type QuittingParts } from "./quitting.ts";

const [quit, stay] = [0, 1];

describe("quitting", () => {
  let did: string[] = [];
  beforeEach(() => (did = []));

  function quitting(parts: Partial<QuittingParts> = {}): Quitting {
    return new Quitting({
      transfers: () => 0,
      ask: ({ message }) => {
        did.push(message);
        return Promise.resolve(quit);
      },
      end: () => {
        did.push("end");
        return Promise.resolve();
      },
      quit: () => did.push("quit"),
      ...parts,
    });
  }

  /** Tries to quit; whether that was put off. */
  async function attempt({ beforeQuit }: Quitting): Promise<boolean> {
    let isPutOff = false;
    beforeQuit({ preventDefault: () => (isPutOff = true) });
    await turn();
    return isPutOff;
  }

  it("is put off until everything is in order, and then made again", async () => {
    const leaving = quitting();
    assert.equal(await attempt(leaving), true);
    assert.deepEqual([did, leaving.isReady], [["end", "quit"], true]);
    assert.equal(await attempt(leaving), false);
  });

  it("asks in the middle of a transfer", async () => {
    await attempt(quitting({ transfers: () => 2 }));
    assert.deepEqual(did, ["2 transfers are under way.", "end", "quit"]);
  });

  it("asks in words that hold for downloads and for uploads", async () => {
    const questions: (string | undefined)[] = [];
    const asking = quitting({ transfers: () => 1, ask: ({ detail }) => Promise.resolve(questions.push(detail)) });
    await attempt(asking);
    assert.deepEqual(questions, ["Quitting ends what other devices are downloading or sending now."]);
  });

  it("asks so that Escape and Return keep sharing", async () => {
    const questions: MessageBoxOptions[] = [];
    const asking = quitting({
      transfers: () => 1,
      ask: (question) => {
        questions.push(question);
        return Promise.resolve(stay);
      },
    });
    await attempt(asking);
    const [{ message, buttons, defaultId, cancelId } = { message: "" }] = questions;
    assert.deepEqual([message, buttons], ["A transfer is under way.", ["Quit", "Keep Sharing"]]);
    assert.deepEqual([defaultId, cancelId], [stay, stay]);
  });

  it("asks again, the next time, whom it left sharing", async () => {
    let asked = 0;
    const staying = quitting({ transfers: () => 1, ask: () => Promise.resolve((asked++, stay)) });
    for (let time = 1; time <= 2; time++) {
      assert.equal(await attempt(staying), true);
      assert.deepEqual([asked, did, staying.isReady], [time, [], false]);
    }
  });

  it("asks once, however often it is tried meanwhile", async () => {
    const asking = quitting({ transfers: () => 1, ask: () => new Promise(() => did.push("asked")) });
    await attempt(asking);
    assert.equal(await attempt(asking), true);
    assert.deepEqual(did, ["asked"]);
  });

  it("is not hindered by a question that cannot be shown", async () => {
    const failing = quitting({ transfers: () => 1, ask: () => Promise.reject(new Error("Object has been destroyed")) });
    assert.equal(await attempt(failing), true);
    assert.deepEqual([did, failing.isReady], [["end", "quit"], true]);
  });

  it("is not hindered by what could not be put in order", async () => {
    const failing = quitting({ end: () => Promise.reject(new Error("no way")) });
    await attempt(failing);
    assert.deepEqual([did, failing.isReady], [["quit"], true]);
  });

  it("is not held up for ever by a disk that does not answer", async (test) => {
    test.mock.timers.enable({ apis: ["setTimeout"] });
    const leaving = quitting({ end: () => new Promise(() => undefined) });
    await attempt(leaving);
    assert.deepEqual([did, leaving.isReady], [[], false]);
    test.mock.timers.runAll();
    await turn();
    assert.deepEqual([did, leaving.isReady], [["quit"], true]);
  });

  it("neither asks nor is put off when the system shuts down; what can be is put in order", async () => {
    const leaving = quitting({ transfers: () => 1 });
    leaving.shutDown();
    assert.equal(await attempt(leaving), false);
    assert.deepEqual([did, leaving.isReady], [["end"], true]);
  });

  it("ends an open question when the system shuts down", async () => {
    const asking = quitting({ transfers: () => 1, ask: () => new Promise(() => undefined) });
    await attempt(asking);
    asking.shutDown();
    assert.equal(await attempt(asking), false);
  });

  // a Mac answers a question by its cancelId when the window under it is closed
  it("is not taken back, when the system shuts down, by the question that ends with its window", async () => {
    const answer = Promise.withResolvers<number>();
    const asking = quitting({ transfers: () => 1, ask: () => answer.promise });
    await attempt(asking);
    asking.shutDown();
    await attempt(asking);
    answer.resolve(stay);
    await turn();
    assert.deepEqual([did, asking.isReady], [["end"], true]);
  });
});
