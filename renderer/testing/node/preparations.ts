import type { Page } from "playwright-core";
import { drawn } from "./drawn.ts";

/** The log, where a narrow window shows one side at a time. */
export async function showLog(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Requests/ }).click();
}

/** A request from further up. */
export async function openDetails(page: Page): Promise<void> {
  await page.getByRole("grid").focus();
  for (const key of ["ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "Enter"]) await page.keyboard.press(key);
}

/** The question that is asked once for each folder, when all is counted. */
export async function turnOn(page: Page): Promise<void> {
  await ask(page);
  await page.getByRole("button", { name: "Turn the light on" }).waitFor();
}

/** What visitors may do. */
export async function unfold(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^What visitors may do/ }).click();
  await drawn(page);
  await page.getByLabel("A note for visitors").scrollIntoViewIfNeeded();
}

/** The details of a file that came in. */
export async function openSaved(page: Page): Promise<void> {
  await page
    .getByRole("row", { name: /IMG_2041/ })
    .last()
    .click();
}

async function ask(page: Page): Promise<void> {
  await page.evaluate("window.simulation.settings = { ...window.simulation.settings, accepted: [] }");
  await page.evaluate("window.simulation.tell('settings:changed', window.simulation.settings)");
  await page.getByRole("switch").click();
}

/** The same question while it is still being counted. */
export async function countOn(page: Page): Promise<void> {
  await page.evaluate("window.simulation.preflightLooks = Infinity");
  await ask(page);
  await page.getByRole("button", { name: "Turn it on without waiting" }).waitFor();
}

/** The same question where nothing was found. */
export async function countClean(page: Page): Promise<void> {
  await page.evaluate("window.simulation.warnings = []");
  await turnOn(page);
}

/** A list that stands still while requests come. */
export async function pause(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Pause" }).click();
  await page.evaluate("window.simulation.traffic(7)");
}

/** Turns the wheel over a list that stands at its end, until its reader has left that. */
export async function leaveEnd(page: Page): Promise<void> {
  await page.getByRole("grid").hover();
  await page.mouse.wheel(0, -1000);
  await page.waitForFunction(() => {
    const list = document.querySelector("[role=grid]");
    return list !== null && list.scrollHeight - list.clientHeight - list.scrollTop > 990;
  });
  await drawn(page);
}

/** A list whose reader has left its end while requests come. */
export async function newBelow(page: Page): Promise<void> {
  await leaveEnd(page);
  await page.evaluate("window.simulation.traffic(312)");
}

/** A folder that is dragged over the window, and dropped if the events say so. */
export async function drag(page: Page, folder: string, events: readonly ("dragover" | "drop")[]): Promise<void> {
  await page.evaluate(
    ([name, types]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([""], name));
      for (const type of types) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }
    },
    [folder, events] as const,
  );
}

/** What is said when something was done. */
export async function copyAddress(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Copy http://192.168.1.7:8080/" }).click();
}

/** What is said when something went wrong, and something else was done. */
export async function failToShow(page: Page): Promise<void> {
  const what = "The folder could not be shown: no application is known for it.";
  const problem = JSON.stringify({ what, remedy: "Look whether it is still there." });
  await page.evaluate(`window.simulation.problems['folder:show'] = ${problem}`);
  await page.getByRole("button", { name: "Show in the file manager" }).click();
  await copyAddress(page);
}
