import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { textResponse } from "../http/response.ts";
import { Clock } from "./clock.ts";
import { get, latch, serve, until } from "./testing.ts";

describe("a clock", () => {
  it("tells the second and its date as it last looked", (test) => {
    test.mock.timers.enable({ apis: ["Date"], now: 784_111_777_000 });
    const clock = new Clock();
    clock.set(5000);
    assert.equal(clock.look(5999), 784_111_777_999);
    assert.equal(clock.date, "Sun, 06 Nov 1994 08:49:37 GMT");
    assert.equal(clock.second, 784_111_777);
    clock.look(6000);
    assert.equal(clock.date, "Sun, 06 Nov 1994 08:49:38 GMT");
  });

  it("follows the computer's clock when it is put right", (test) => {
    test.mock.timers.enable({ apis: ["Date"], now: 784_111_777_000 });
    const clock = new Clock();
    test.mock.timers.setTime(784_111_777_000 - 3_600_000);
    clock.set(0);
    clock.look(0);
    assert.equal(clock.date, "Sun, 06 Nov 1994 07:49:37 GMT");
  });

  it("is looked at between requests: a late answer does not carry an old date", async (test) => {
    test.mock.timers.enable({ apis: ["Date", "setInterval"], now: 784_111_777_500 });
    const gate = latch();
    const { visit, journal } = await serve(test, () => gate.opened.then(() => textResponse({ status: 200 }, "late")));
    const visitor = await visit();
    await visitor.send(get("/"));
    await until(() => journal.born.length === 1);
    test.mock.timers.tick(3_600_000);
    gate.open();
    assert.equal((await visitor.response()).field("date"), "Sun, 06 Nov 1994 09:49:37 GMT");
  });
});
