import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import type { ShareChoice } from "../../../electron/contract.ts";
import { usualRules } from "../simulated-share.ts";
import { drawn } from "./drawn.ts";
import { ownBrowser } from "./own-browser.ts";
import { asked, focusedName, tabTo } from "./page-asked.ts";
import { drag } from "./preparations.ts";

function drop(page: Page, folder: string): Promise<void> {
  return drag(page, folder, ["dragover", "drop"]);
}

describe("sharing from the window", () => {
  const browser = ownBrowser();

  it("takes along what was set in the same breath, before anybody has answered", async () => {
    const page = await browser().open("off");
    await page.getByRole("radio", { name: "Only this computer" }).click();
    await page.evaluate(() => {
      const { bridge } = window as unknown as { bridge: { request: (...args: unknown[]) => Promise<unknown> } };
      const request = bridge.request.bind(bridge);
      bridge.request = (...args) => (args[0] === "settings:change" ? new Promise(() => undefined) : request(...args));
    });
    await page.getByRole("checkbox", { name: "Show hidden files" }).click();
    await page.getByRole("switch", { name: "Share this folder" }).click();
    await page.getByText("Only this computer can open this folder.").waitFor();
    const [[choice] = []] = (await asked(page, "share:start")) as ShareChoice[][];
    assert.deepEqual([choice?.reach, choice?.dotfiles], ["computer", true]);
  });

  it("goes from the first run to a share that is on, by keys alone", async () => {
    const page = await browser().open("first-run");
    await tabTo(page, "Choose a folder…");
    await page.keyboard.press("Enter");
    await page.getByText("Nobody can see this folder.").waitFor();
    await tabTo(page, "Share this folder");
    await page.keyboard.press("Space");
    await page.getByRole("dialog").getByText("12,405 files", { exact: true }).waitFor();
    await tabTo(page, "Turn the light on");
    await page.keyboard.press("Enter");
    await page.getByText("Everyone on your network can open this folder.").waitFor();
    const choice = {
      folder: "/home/anna/Holiday photos",
      reach: "network",
      port: 8080,
      dotfiles: false,
      rules: usualRules,
    };
    assert.deepEqual(await asked(page, "share:start"), [[choice]]);
    assert.deepEqual(await asked(page, "preflight:accept"), [
      [{ folder: choice.folder, dotfiles: false, uploads: false }],
    ]);
    assert.equal(await focusedName(page), "Share this folder");
    await page.keyboard.press("Space");
    await page.getByText("Nobody can see this folder.").waitFor();
  });

  it("asks what is in a folder once, and shares nothing when the answer is no", async () => {
    const page = await browser().open("first-run");
    await page.getByRole("button", { name: "Choose a folder…" }).click();
    await page.getByRole("switch").click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    assert.deepEqual(await asked(page, "preflight:cancel"), [[]]);
    assert.deepEqual(await asked(page, "share:start"), []);
  });

  it("counts no longer what is in a folder that is shared without waiting for it", async () => {
    const page = await browser().open("first-run");
    await page.getByRole("button", { name: "Choose a folder…" }).click();
    await page.getByRole("switch").click();
    await page.getByRole("button", { name: "Turn it on without waiting" }).click();
    await page.getByText("Everyone on your network can open this folder.").waitFor();
    assert.deepEqual(await asked(page, "preflight:cancel"), [[]]);
  });

  it("asks nothing for this computer alone", async () => {
    const page = await browser().open("first-run");
    await page.getByRole("button", { name: "Choose a folder…" }).click();
    await page.getByRole("radio", { name: "Only this computer" }).click();
    await page.getByRole("switch").click();
    await page.getByText("Only this computer can open this folder.").waitFor();
    assert.deepEqual(await asked(page, "preflight:start"), []);
  });

  it("takes a port and hidden files, and refuses what is no port", async () => {
    const page = await browser().open("off");
    const port = page.getByLabel("Port");
    await port.fill("99999");
    await page.getByText("From 1 to 65535.").waitFor();
    await port.blur();
    assert.deepEqual(await asked(page, "settings:change"), []);
    await port.fill("9000");
    await port.press("Enter");
    await page.getByRole("checkbox", { name: "Show hidden files" }).click();
    await drawn(page);
    assert.deepEqual(await asked(page, "settings:change"), [[{ port: 9000 }], [{ dotfiles: true }]]);
  });

  it("leaves a text that is dropped to the field that it is dropped on", async () => {
    const page = await browser().open("off");
    const isTaken = await page.getByLabel("Filter requests").evaluate((field) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData("text/plain", "holiday");
      return !field.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    });
    assert.equal(isTaken, false);
  });

  it("lets its user close what it says of a folder that was refused", async () => {
    const page = await browser().open("waiting");
    await drop(page, "gone");
    const refusal = page.getByRole("alert").getByText("There is no folder /home/anna/gone.");
    await refusal.waitFor();
    await page.getByRole("alert").getByRole("button", { name: "OK" }).press("Enter");
    await refusal.waitFor({ state: "detached" });
    assert.equal(await focusedName(page), "Share this folder");
  });

  it("takes a folder that is dropped, and asks before it replaces one that is shared", async () => {
    const page = await browser().open("waiting");
    await drop(page, "Music");
    await page.getByRole("dialog", { name: "Share “Music” instead?" }).waitFor();
    await page.getByRole("button", { name: "Share “Music”" }).click();
    await page.getByRole("button", { name: "Turn the light on" }).click();
    await page.getByText("/home/anna/Music").waitFor();
    assert.equal((await asked(page, "share:start")).length, 1);
  });

  it("asks before a folder that is handed over takes the place of another, and nothing about the one shared", async () => {
    const page = await browser().open("waiting");
    await page.evaluate("window.simulation.tell('folder:offered', '/home/anna/Holiday photos')");
    await drawn(page);
    assert.equal(await page.getByRole("dialog").count(), 0);
    await page.evaluate("window.simulation.tell('folder:offered', '/home/anna/Music')");
    await page.getByRole("dialog", { name: "Share “Music” instead?" }).waitFor();
  });

  it("asks no more about a folder as soon as another is handed over, which is the chosen one", async () => {
    const page = await browser().open("first-run");
    await page.getByRole("button", { name: "Choose a folder…" }).click();
    await page.getByRole("switch").click();
    await page.getByRole("dialog", { name: "Share “Holiday photos” with your network?" }).waitFor();
    await page.evaluate("window.simulation.settings = { ...window.simulation.settings, folder: '/home/anna/Music' }");
    await page.evaluate("window.simulation.tell('settings:changed', window.simulation.settings)");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByText("/home/anna/Music").waitFor();
    assert.deepEqual(await asked(page, "preflight:cancel"), [[]]);
  });

  it("lets go of a folder that another took the place of while its drive took its time", async () => {
    const page = await browser().open("off");
    await page.evaluate(() => {
      const { bridge } = window as unknown as { bridge: { request: (...args: unknown[]) => Promise<unknown> } };
      const request = bridge.request.bind(bridge);
      const answered = new Promise<void>((resolve) => Object.assign(window, { answer: resolve }));
      bridge.request = (...args) => {
        const isSlow = args[0] === "folder:pick" && args[1] === "/home/anna/Slow";
        return isSlow ? answered : request(...args); // which is what the main process answers then
      };
    });
    await drop(page, "Slow");
    await drop(page, "Music");
    await page.getByText("/home/anna/Music").waitFor();
    await page.evaluate("window.answer()");
    await page.getByRole("button", { name: "Recent folders" }).click();
    await page.getByRole("menuitem", { name: /Films/ }).click();
    await page.getByText("/media/usb/Films").waitFor();
    assert.deepEqual(await asked(page, "folder:pick"), [["/home/anna/Music"], ["/media/usb/Films"]]);
  });

  it("says why a folder cannot be shared", async () => {
    const page = await browser().open("off");
    await drop(page, "gone");
    await page.getByRole("alert").getByText("There is no folder /home/anna/gone.").waitFor();
  });

  it("offers the folders of before", async () => {
    const page = await browser().open("off");
    await page.getByRole("button", { name: "Recent folders" }).click();
    await page.getByRole("menuitem", { name: /Films/ }).click();
    await page.getByText("/media/usb/Films").waitFor();
    assert.deepEqual(await asked(page, "settings:change"), []); // one that is handed over now would lose against it
  });

  it("marks those of them that are gone", async () => {
    const page = await browser().open("off");
    await page.evaluate("window.simulation.settings.recents.push('/media/usb/gone')");
    await page.evaluate("window.simulation.tell('settings:changed', window.simulation.settings)");
    await page.getByRole("button", { name: "Recent folders" }).click();
    await page.getByRole("menuitem", { name: "gone (not there now)" }).waitFor();
    assert.equal(await page.getByText("(not there now)").count(), 1);
  });

  it("says what is in the way, and tries again", async () => {
    const page = await browser().open("problem");
    await page
      .getByRole("alert")
      .getByText(/There is no folder/)
      .waitFor();
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("Everyone on your network can open this folder.").waitFor();
  });

  it("says that another port is used", async () => {
    const page = await browser().open("port-taken");
    await page.getByText("Port 8080 was taken by another program, so this is on port 8081.").waitFor();
  });

  it("copies, opens and draws the addresses, and says when another device got through", async () => {
    const page = await browser().open("waiting");
    const url = "http://192.168.1.7:8080/";
    await page.getByRole("button", { name: `Copy ${url}` }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    await page.getByRole("button", { name: `Open ${url} in the browser` }).click();
    assert.deepEqual(await asked(page, "clipboard:write"), [[url]]);
    assert.deepEqual(await asked(page, "address:open"), [[url]]);
    await page.getByRole("button", { name: "Show the QR code of http://annas-laptop.local:8080/" }).click();
    await page.getByRole("img", { name: "QR code of http://annas-laptop.local:8080/" }).waitFor();
    await page.getByRole("status").getByText("Waiting for the first request").waitFor();
    await page.evaluate("window.simulation.setShare({ ...window.simulation.share, firstVisitor: '192.168.1.23' })");
    await page.getByRole("status").getByText("Reached from 192.168.1.23").waitFor();
  });

  it("shows no code where only this computer can follow it", async () => {
    const page = await browser().open("this-computer");
    await page.getByRole("heading", { name: "Open it on this computer" }).waitFor();
    await page.getByText("Open the address in a browser on this computer.").waitFor();
    await page.getByRole("button", { name: "Copy http://127.0.0.1:8080/" }).waitFor();
    assert.equal(await page.getByRole("img", { name: /QR code/ }).count(), 0);
    assert.equal(await page.getByRole("button", { name: /QR code/ }).count(), 0);
  });

  it("does not say that the light is off before it is", async () => {
    const page = await browser().open("stopping");
    await page.getByText("2 transfers may still finish.").first().waitFor();
    assert.equal(await page.getByText("The light is off").count(), 0);
  });

  it("stops at once what may still finish, when told to", async () => {
    const page = await browser().open("stopping");
    await page.getByRole("button", { name: "Turn off at once" }).click();
    await page.getByRole("banner").getByRole("status").getByText("Off", { exact: true }).waitFor();
    assert.equal(await page.getByRole("button", { name: "Turn off at once" }).count(), 0);
  });

  it("says what went wrong until it is read", async () => {
    const page = await browser().open("waiting");
    await page.evaluate(
      "window.simulation.problems['folder:show'] = { what: 'No file manager.', remedy: 'Install one.' }",
    );
    await page.getByRole("button", { name: "Show in the file manager" }).click();
    await page.getByRole("alert").getByText("No file manager.").waitFor();
    await page.getByRole("button", { name: "Close this message" }).click();
    await page.getByRole("alert").waitFor({ state: "detached" });
  });

  it("says what became of the settings until it is read", async () => {
    const page = await browser().open("broken-settings");
    await page.getByRole("alert").getByText("The settings file could not be read").waitFor();
    await page.getByRole("button", { name: "Close this message" }).click();
    await page.getByRole("alert").waitFor({ state: "detached" });
  });

  it("says in the log, too, that something is in the way, and what: a narrow window has the log alone", async () => {
    const page = await browser().open("problem");
    const log = page.getByRole("region", { name: "Request log" });
    await log.getByText("Something is in the way").waitFor();
    assert.equal(await log.getByText("There is no folder /home/anna/Holiday photos. Once the light is on").count(), 1);
    await page.getByRole("banner").getByRole("status").getByText("Off: something is in the way").waitFor();
    assert.equal(await page.getByText("Turn it on").count(), 0);
  });

  it("asks nobody to open an address while there is none", async () => {
    const page = await browser().open("waiting");
    const share = await page.evaluate<string>("JSON.stringify(window.simulation.share)");
    await page.evaluate("window.simulation.setShare({ ...window.simulation.share, addresses: [] })");
    await page.getByText("This computer is on no network just now.").waitFor();
    assert.equal(await page.getByText(/^(Waiting for|Open an address)/).count(), 0);
    await page.getByText("No network", { exact: true }).waitFor();
    await page.evaluate(`window.simulation.setShare(${share})`);
    await page.getByText("Waiting for a visitor").waitFor();
  });

  it("does what the menu asks for", async () => {
    const page = await browser().open("waiting");
    await page.evaluate("window.simulation.command('show help')");
    const help = page.getByRole("dialog", { name: "Others cannot connect?" });
    await help.waitFor();
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "detached" }); // what lies behind it takes no commands before
    await page.evaluate("window.simulation.command('show settings')");
    const settings = page.getByRole("dialog", { name: "Settings" });
    await settings.waitFor();
    await page.keyboard.press("Escape");
    await settings.waitFor({ state: "detached" });
    await page.evaluate("window.simulation.command('find in log')");
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Filter requests");
    await page.evaluate("window.simulation.command('toggle sharing')");
    await page.getByText("Nobody can see this folder.").waitFor();
  });

  it("changes settings, and its theme with them", async () => {
    const page = await browser().open("off");
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("radio", { name: "Dark" }).click();
    await page.getByRole("switch", { name: "Tell me when a download completes or a file arrives" }).click();
    await page.waitForFunction(() => document.documentElement.dataset["theme"] === "dark");
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(22, 19, 17)");
    assert.deepEqual(await asked(page, "settings:change"), [[{ theme: "dark" }], [{ notifyOnDownload: true }]]);
  });

  it("kept to its content security policy, and raised no error", () => assert.deepEqual(browser().complaints, []));
});
