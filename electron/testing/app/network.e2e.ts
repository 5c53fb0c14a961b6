import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { routedAddress } from "../../../server/default-route.ts";
import { freePort } from "../../../server/testing/free-port.ts";
import { launch } from "../driver.ts";
import { accepted, get, lightState, lightSwitch, makeFolder, rememberedFolder, requestRow, shownUrl } from "./scene.ts";
import { connectSecondHost, noSecondHost } from "./second-host.ts";

describe("another device on the network", { skip: noSecondHost }, () => {
  it("is waited for, found a way to, named when it has got through, and blocked", async () => {
    const folder = makeFolder();
    const port = await freePort();
    await using run = await launch({ userData: rememberedFolder({ folder, port, accepted: [accepted(folder)] }) });
    const { page } = run;
    await lightSwitch(page).click();
    await lightState(page, "On").waitFor();
    const reached = page.getByRole("status").filter({ hasText: "another device" });
    await reached.getByText("Waiting for the first request from another device…").waitFor();

    using other = connectSecondHost();
    const addresses = page.getByRole("list", { name: "Addresses" });
    await addresses.getByText(`${other.ours}:${port}`, { exact: true }).waitFor();
    const routed = await routedAddress();
    if (routed !== undefined) assert.equal(await shownUrl(page), `http://${routed}:${port}/`);

    const url = `http://${other.ours}:${port}/hello.txt`;
    assert.equal((await get(`${url}?from-this-computer`)).status, 200);
    await requestRow(page, "from-this-computer").waitFor();
    assert.ok(await reached.isVisible(), "this computer itself is no other device");

    assert.equal(await other.get(url), 200);
    await page.getByRole("status").getByText(`Reached from ${other.address}`).waitFor();
    assert.equal(await reached.count(), 0);
    await requestRow(page, other.address).getByText("200").waitFor();

    await requestRow(page, other.address).click();
    const details = page.getByRole("region", { name: "Request details" });
    await details.getByRole("button", { name: "Stop" }).click();
    await page.getByRole("menuitem", { name: `Block ${other.address}` }).click();
    await page.getByRole("list", { name: "Blocked devices" }).getByText(other.address).waitFor();
    assert.equal(await other.get(`${url}?blocked`), 403);
    assert.equal((await get(url)).status, 200);
    await requestRow(page, "?blocked").click();
    await details.getByText("the owner has blocked this device").waitFor();
    await page.reload();
    await page.getByRole("button", { name: `Unblock ${other.address}` }).click();
    assert.equal(await other.get(url), 200);

    other[Symbol.dispose]();
    await addresses.getByText(`${other.ours}:${port}`, { exact: true }).waitFor({ state: "detached" });
  });
});
