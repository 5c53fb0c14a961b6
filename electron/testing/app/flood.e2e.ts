import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { flood, hasFlood, lastRow, shownTotal, untilTotal } from "./flood.ts";
import { get, launchSharing, requestRow } from "./scene.ts";

const visits = 50_000;

describe("a flood of requests", { skip: !(await hasFlood()) }, () => {
  it(`of ${visits} is counted exactly by the window, the server and the one who sent it`, async () => {
    await using run = await launchSharing();
    const { page, url } = run;
    const { complete } = await flood(`${url}hello.txt`, visits);
    assert.equal((await get(`${url}hello.txt?the-last-one`)).status, 200);
    await untilTotal(run, visits + 1);
    await requestRow(page, "the-last-one").waitFor();
    assert.match(await lastRow(page), /the-last-one/);
    assert.equal(complete, visits);
    assert.equal(await shownTotal(page), visits + 1);
    await page.getByText("50,001 requests", { exact: true }).waitFor();

    // asked last: the main process answers this once for each load of the page
    const { counters } = await page.evaluate(() => globalThis.bridge.request("app:snapshot"));
    assert.deepEqual(
      [counters.requests, counters.ended, counters.byStatusClass[2]],
      [visits + 1, visits + 1, visits + 1],
    );
  });
});
