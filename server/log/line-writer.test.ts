import assert from "node:assert/strict";
import { once } from "node:events";
import { PassThrough, Writable } from "node:stream";
import { describe, it, type TestContext } from "node:test";
import { LineWriter, streamSink, type LineSink } from "./line-writer.ts";

/** A sink whose writes end when the test says so, and a writer to it. */
function slowSink() {
  const texts: string[] = [];
  const ends: { readonly done: () => void; readonly fail: (error: Error) => void }[] = [];
  let isClosed = false;
  const sink: LineSink = {
    write: (bytes) => {
      assert.ok(!isClosed);
      texts.push(bytes.toString());
      return new Promise((resolve, reject) => ends.push({ done: resolve, fail: reject }));
    },
    close: () => {
      isClosed = true;
      return Promise.resolve();
    },
  };
  return { sink, texts, ends, isClosed: () => isClosed };
}

/** A sink that takes everything at once, or nothing. */
function quickSink(error?: Error) {
  const texts: string[] = [];
  const write = (bytes: Buffer) =>
    error === undefined ? Promise.resolve(void texts.push(bytes.toString())) : Promise.reject(error);
  return { sink: { write, close: () => Promise.resolve() }, texts };
}

const noTrouble = () => assert.fail("lines were lost");

/** A writer that is writing "a" while "b" waits. */
function duringWrite(t: TestContext) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { sink, texts, ends } = slowSink();
  const writer = new LineWriter(sink, noTrouble);
  writer.write("a");
  t.mock.timers.tick(50);
  writer.write("b");
  return { writer, texts, ends };
}

describe("a writer of lines", () => {
  it("writes what it was given, in order, each with its line end", async () => {
    const { sink, texts } = quickSink();
    const writer = new LineWriter(sink, noTrouble);
    for (const line of ["a", "b", ""]) writer.write(line);
    await writer.close();
    assert.equal(texts.join(""), "a\nb\n\n");
  });

  it("writes in batches, behind the back of whoever logs", (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const { sink, texts } = quickSink();
    const writer = new LineWriter(sink, noTrouble);
    writer.write("a");
    writer.write("b");
    assert.deepEqual(texts, []);
    t.mock.timers.tick(50);
    assert.deepEqual(texts, ["a\nb\n"]);
  });

  it("writes one batch at a time", async (t) => {
    const { writer, texts, ends } = duringWrite(t);
    t.mock.timers.tick(500);
    assert.deepEqual(texts, ["a\n"]);
    const closing = writer.close();
    ends[0]?.done();
    await new Promise(setImmediate);
    assert.deepEqual(texts, ["a\n", "b\n"]);
    ends[1]?.done();
    await closing;
  });

  it("writes what came during a write soon after it, though nothing more comes", async (t) => {
    const { writer, texts, ends } = duringWrite(t);
    t.mock.timers.tick(50);
    ends[0]?.done();
    await new Promise(setImmediate);
    t.mock.timers.tick(50);
    assert.deepEqual(texts, ["a\n", "b\n"]);
    ends[1]?.done();
    await writer.close();
  });

  it("is closed when its sink is", async () => {
    let close: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (close = resolve));
    let isClosed = false;
    const writer = new LineWriter({ write: () => Promise.resolve(), close: () => closed }, noTrouble);
    const closing = writer.close().then(() => (isClosed = true));
    await new Promise(setImmediate);
    assert.equal(isClosed, false);
    close();
    await closing;
  });

  it("counts the lines of a batch that could not be written, and says why", async () => {
    const full = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    const told: unknown[] = [];
    const writer = new LineWriter(quickSink(full).sink, (lost, error) => told.push([lost, error]));
    writer.write("a");
    writer.write("b");
    await writer.close();
    assert.deepEqual(told, [[2, full]]);
  });

  it("goes on when writing works again", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const { sink, texts, ends } = slowSink();
    let lost = 0;
    const writer = new LineWriter(sink, (count) => (lost += count));
    writer.write("a");
    t.mock.timers.tick(50);
    ends[0]?.fail(new Error("full"));
    await new Promise(setImmediate);
    writer.write("b");
    t.mock.timers.tick(50);
    ends[1]?.done();
    await writer.close();
    assert.deepEqual([texts, lost], [["a\n", "b\n"], 1]);
  });

  it("drops and counts lines that come faster than they can be written: memory stays bounded", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const { sink, texts, ends } = slowSink();
    let told = 0;
    const writer = new LineWriter(sink, (count) => (told += count));
    const line = "x".repeat(1024 * 1024 - 1);
    for (let count = 0; count < 10; count++) writer.write(line);
    // the first is being written, five wait
    assert.equal(told, 4);
    const closing = writer.close();
    ends[0]?.done();
    await new Promise(setImmediate);
    ends[1]?.done();
    await closing;
    assert.equal(texts.join("").length, 6 * 1024 * 1024);
  });

  it("writes many lines before their time is over", () => {
    const { sink, texts, ends } = slowSink();
    const writer = new LineWriter(sink, noTrouble);
    const line = "x".repeat(40 * 1024);
    for (const [lines, writes] of [
      [1, 0],
      [2, 1],
      [3, 1],
    ] as const) {
      writer.write(line);
      assert.equal(texts.length, writes, `${lines} lines`);
    }
    ends[0]?.done();
  });

  it("writes what still comes while it closes", async () => {
    const { sink, texts, ends, isClosed } = slowSink();
    const writer = new LineWriter(sink, noTrouble);
    writer.write("a");
    const closing = writer.close();
    await new Promise(setImmediate);
    writer.write("b");
    ends[0]?.done();
    await new Promise(setImmediate);
    assert.deepEqual([texts, isClosed()], [["a\n", "b\n"], false]);
    ends[1]?.done();
    await closing;
    assert.equal(isClosed(), true);
  });

  it("closes behind what is being written already", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const { sink, ends, isClosed } = slowSink();
    const writer = new LineWriter(sink, noTrouble);
    writer.write("a");
    writer.flush();
    const closing = writer.close();
    await new Promise(setImmediate);
    assert.equal(isClosed(), false);
    ends[0]?.done();
    await closing;
    assert.equal(isClosed(), true);
  });

  it("counts as lost what waits, and what is being written, where nobody waits for it any more", () => {
    const { sink } = slowSink();
    const told: unknown[] = [];
    const writer = new LineWriter(sink, (lost, error) => told.push([lost, error]));
    const late = new Error("too late");
    writer.abandon(late);
    assert.deepEqual(told, []);
    for (const line of ["a", "b"]) writer.write(line);
    writer.flush();
    for (let line = 0; line < 20; line++) writer.write("c");
    writer.abandon(late);
    assert.deepEqual(told, [[22, late]]);
  });

  it("counts as lost what comes once it is closed", async () => {
    const { sink, texts } = quickSink();
    let lost = 0;
    const writer = new LineWriter(sink, (count) => (lost += count));
    await writer.close();
    writer.write("a");
    writer.flush();
    assert.deepEqual([texts, lost], [[], 1]);
  });
});

describe("a stream that lines go to", () => {
  it("is written to", async () => {
    const stream = new PassThrough();
    await streamSink(stream).write(Buffer.from("a\n"));
    assert.equal(String(stream.read()), "a\n");
  });

  it("is waited for while it is full", async () => {
    let take: () => void = () => undefined;
    const stream = new Writable({ highWaterMark: 1, write: (_bytes, _encoding, done) => (take = done) });
    let isWritten = false;
    const written = streamSink(stream)
      .write(Buffer.from("a\n"))
      .then(() => (isWritten = true));
    await new Promise(setImmediate);
    assert.equal(isWritten, false);
    take();
    await written;
  });

  it("rejects what it could not take, and an error of it ends nothing else", async () => {
    const broken = Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
    const stream = new Writable({ write: (_bytes, _encoding, done) => done(broken) });
    const sink = streamSink(stream);
    await assert.rejects(sink.write(Buffer.from("a\n")), broken);
    if (!stream.closed) await once(stream, "close");
    await assert.rejects(sink.write(Buffer.from("b\n")));
    await sink.close();
  });
});
