import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Launched } from "../driver.ts";
import type { Seen } from "./app/main.ts";
import type { Probe } from "./app/preload.ts";
import { launchConformance } from "./launch.ts";

declare const probe: Probe;
type PagePort = {
  onmessage: (event: { data: { count?: number; echo?: string } }) => void;
  postMessage(message: unknown): void;
};
declare const window: {
  addEventListener(name: string, listener: (event: { data: unknown; ports: PagePort[] }) => void): void;
};

describe("IPC", () => {
  let run: Launched;
  before(async () => {
    run = await launchConformance();
  });
  after(() => run[Symbol.asyncDispose]());

  const received = (): Promise<Seen["received"]> => run.app.evaluate(() => globalThis.seen.received);
  const failureOf = (channel: string): Promise<string> =>
    run.page.evaluate((name) => probe.invoke(name).then(String, (error: unknown) => (error as Error).message), channel);

  it("invoke is answered with what the handler returns", async () => {
    assert.equal(await run.page.evaluate(() => probe.invoke("echo", "value")), "value");
  });

  it("a handler's error crosses as text only", async () => {
    assert.equal(await failureOf("fail"), "Error invoking remote method 'fail': TypeError: no good");
  });

  it("a channel without a handler is an error", async () => {
    const message = "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'";
    assert.equal(await failureOf("nobody"), message);
  });

  it("a handler's value that cannot be cloned is an error", async () => {
    const message = "Error invoking remote method 'return a function': Error: An object could not be cloned.";
    assert.equal(await failureOf("return a function"), message);
  });

  it("handleOnce answers once", async () => {
    assert.equal(await run.page.evaluate(() => probe.invoke("once")), "first");
    assert.match(await failureOf("once"), /No handler registered for 'once'/);
  });

  it("values cross as structured cloning keeps them, cycles included", async () => {
    const kept = { cycle: true, date: 3, none: true, nan: true, big: true, map: [1], bytes: [1, 255], error: "x" };
    assert.deepEqual(await run.page.evaluate(() => probe.roundTrip()), kept);
  });

  it("send reaches the main process, and its reply the page", async () => {
    await run.page.evaluate(() => probe.send("increment", 41));
    await run.page.waitForFunction(() => probe.heard().includes(42));
  });

  it("messages arrive in the order in which they were sent", async () => {
    await run.app.evaluate(({ BrowserWindow }) => {
      for (let count = 1000; count < 1500; count += 1)
        BrowserWindow.getAllWindows()[0]?.webContents.send("tell", count);
    });
    await run.page.waitForFunction(() => probe.heard().includes(1499));
    const heard = await run.page.evaluate(() => probe.heard().filter((value) => Number(value) >= 1000));
    assert.deepEqual(
      heard,
      Array.from({ length: 500 }, (_, index) => 1000 + index),
    );
    await run.page.evaluate(async () => {
      for (let count = 0; count < 500; count += 1) probe.send("note", count);
      await probe.invoke("echo", 0);
    });
    assert.deepEqual(
      await received(),
      Array.from({ length: 500 }, (_, index) => index),
    );
  });

  it("the sender's frame tells its address, and only a frame inside another has a parent", async () => {
    await run.page.evaluate(() => probe.invoke("who"));
    await run.page.frame("inner")?.evaluate(() => probe.invoke("who"));
    assert.deepEqual(await run.app.evaluate(() => globalThis.seen.senders), [
      { url: "app://conformance/", origin: "app://conformance", parent: null },
      { url: "app://conformance/frame", origin: "app://conformance", parent: "app://conformance/" },
    ]);
  });

  it("a port sent by the main process works both ways once the preload has handed it on", async () => {
    const outcome = run.page.evaluate(
      () =>
        new Promise((resolve) => {
          window.addEventListener("message", ({ data, ports: [port] }) => {
            if (!port) return;
            let counted = 0;
            port.onmessage = ({ data: told }) => {
              if (told.echo !== undefined) resolve({ data, counted, echo: told.echo });
              else if (++counted === 1000) port.postMessage("bye");
            };
            port.postMessage("start");
          });
          probe.send("note", "listening");
        }),
    );
    while (!(await received()).includes("listening"));
    await run.app.evaluate(() => globalThis.sendPort());
    assert.deepEqual(await outcome, { data: "with a port", counted: 1000, echo: "bye" });
  });

  it("a port sent by the page works both ways", async () => {
    const answer = await run.page.evaluate(() => probe.portToMain());
    assert.deepEqual(answer, { greeting: "hello", data: [1, 2] });
  });

  it("a reloaded page is connected anew", async () => {
    await run.page.reload();
    assert.equal(await run.page.evaluate(() => probe.invoke("echo", 5)), 5);
  });

  it("what is sent while no preload listens is lost", async () => {
    await run.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents) throw new Error("no window");
      const started = new Promise((resolve) => contents.once("did-start-navigation", resolve));
      contents.reload();
      await started;
      contents.send("tell", "too early");
      await new Promise<void>((resolve) => contents.once("did-finish-load", () => resolve()));
      contents.send("tell", "in time");
    });
    await run.page.waitForFunction(() => probe.heard().includes("in time"));
    assert.deepEqual(await run.page.evaluate(() => probe.heard()), ["in time"]);
  });
});
