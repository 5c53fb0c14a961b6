import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import type { Scenario } from "../scenarios.ts";
import { TestBrowser, type PageOptions } from "./browser.ts";
import {
  copyAddress,
  countClean,
  countOn,
  drag,
  failToShow,
  newBelow,
  openDetails,
  openSaved,
  pause,
  showLog,
  turnOn,
  unfold,
} from "./preparations.ts";

/** Of the size that the window has at first, unless it says otherwise. */
type Shot = PageOptions & {
  readonly name: string;
  readonly scenario: Scenario;
  readonly prepare?: (page: Page) => Promise<void>;
};

const narrow = { width: 720, height: 520 } as const;

const shots: readonly Shot[] = [
  { name: "first-run", scenario: "first-run" },
  { name: "first-run-dark", scenario: "first-run", theme: "dark" },
  { name: "off", scenario: "off" },
  { name: "off-dark", scenario: "off", theme: "dark" },
  { name: "starting", scenario: "starting" },
  { name: "waiting", scenario: "waiting" },
  { name: "on-light", scenario: "on" },
  { name: "on-dark", scenario: "on", theme: "dark" },
  { name: "live-light", scenario: "live" },
  { name: "live-dark", scenario: "live", theme: "dark" },
  { name: "problem", scenario: "problem" },
  { name: "problem-dark", scenario: "problem", theme: "dark" },
  { name: "port-taken-dark", scenario: "port-taken", theme: "dark" },
  { name: "this-computer", scenario: "this-computer" },
  { name: "narrow-this-computer", scenario: "this-computer", ...narrow },
  { name: "stopping", scenario: "stopping" },
  { name: "broken-settings", scenario: "broken-settings" },
  { name: "hostile", scenario: "hostile" },
  { name: "hostile-details-dark", scenario: "hostile", theme: "dark", prepare: openDetails },
  { name: "dropped", scenario: "dropped", prepare: (page) => page.getByRole("grid").press("Home") },
  { name: "details", scenario: "on", prepare: openDetails },
  { name: "details-dark", scenario: "on", theme: "dark", prepare: openDetails },
  { name: "preflight", scenario: "off", prepare: turnOn },
  { name: "preflight-dark", scenario: "off", theme: "dark", prepare: turnOn },
  { name: "preflight-counting", scenario: "off", prepare: countOn },
  { name: "preflight-clean", scenario: "off", prepare: countClean },
  { name: "paused", scenario: "on", prepare: pause },
  { name: "new-below", scenario: "on", prepare: newBelow },
  { name: "drop", scenario: "off", prepare: (page) => drag(page, "Music", ["dragover"]) },
  { name: "instead", scenario: "waiting", prepare: (page) => drag(page, "Music", ["dragover", "drop"]) },
  { name: "recents", scenario: "off", prepare: (page) => page.getByLabel("Recent folders").click() },
  { name: "devices", scenario: "on", prepare: (page) => page.getByRole("button", { name: /^Devices/ }).click() },
  { name: "copied", scenario: "waiting", prepare: copyAddress },
  { name: "notice-dark", scenario: "waiting", theme: "dark", prepare: failToShow },
  { name: "filtered", scenario: "on", prepare: (page) => page.getByLabel("Filter requests").fill("is:err") },
  { name: "filtered-away", scenario: "on", prepare: (page) => page.getByLabel("Filter requests").fill("unheard-of ") },
  { name: "filter-help", scenario: "on", prepare: (page) => page.getByLabel("Help with filters").click() },
  { name: "settings-dark", scenario: "off", theme: "dark", prepare: (page) => page.getByLabel("Settings").click() },
  {
    name: "help",
    scenario: "waiting",
    prepare: (page) => page.getByRole("button", { name: "Others cannot connect?" }).click(),
  },
  { name: "qr", scenario: "waiting", prepare: (page) => page.getByLabel("Show the QR code large").click() },
  { name: "export", scenario: "on", prepare: (page) => page.getByRole("button", { name: "Export" }).click() },
  { name: "narrow-share", scenario: "on", ...narrow },
  { name: "narrow-log", scenario: "on", ...narrow, prepare: showLog },
  {
    name: "narrow-details-dark",
    scenario: "on",
    ...narrow,
    theme: "dark",
    prepare: (page) => showLog(page).then(() => openDetails(page)),
  },
  { name: "visitors-folded", scenario: "generous-off" },
  { name: "visitors-usual", scenario: "off", prepare: unfold },
  { name: "visitors-light", scenario: "generous-off", height: 1200, prepare: unfold },
  { name: "visitors-dark", scenario: "generous-off", height: 1200, theme: "dark", prepare: unfold },
  {
    name: "visitors-pages",
    scenario: "off",
    height: 1100,
    prepare: async (page) => {
      await unfold(page);
      await page.getByRole("switch", { name: "Visitors may send files" }).click();
      await page.getByRole("switch", { name: "This is a website" }).click();
    },
  },
  { name: "visitors-narrow", scenario: "generous-off", ...narrow, prepare: unfold },
  {
    name: "visitors-preflight",
    scenario: "generous-off",
    prepare: turnOn,
  },
  { name: "visitors-inbox-gone", scenario: "inbox-gone" },
  { name: "arriving-light", scenario: "generous" },
  { name: "arriving-dark", scenario: "generous", theme: "dark" },
  { name: "arriving-narrow", scenario: "generous", ...narrow, prepare: showLog },
  { name: "arrived-details", scenario: "generous", prepare: openSaved },
  { name: "arrived-details-dark", scenario: "generous", theme: "dark", prepare: openSaved },
  {
    name: "arrived-details-narrow",
    scenario: "generous",
    ...narrow,
    prepare: (page) => showLog(page).then(() => openSaved(page)),
  },
  { name: "middle", scenario: "on", width: 1000, height: 700 },
  { name: "large-dark", scenario: "flood", width: 1720, height: 1000, theme: "dark" },
];

const patience: Readonly<Partial<Record<Scenario, number>>> = { flood: 4000, live: 24_000 };
const folder = fileURLToPath(new URL("../../../screenshots", import.meta.url));
const wanted = process.argv[2] ?? "";
await mkdir(folder, { recursive: true });
await using browser = await TestBrowser.start();
for (const { name, scenario, prepare, ...options } of shots.filter((shot) => shot.name.includes(wanted))) {
  console.log(name);
  const page = await browser.open(scenario, options);
  await page.waitForTimeout(patience[scenario] ?? 700);
  await prepare?.(page);
  await page.waitForTimeout(400);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
for (const complaint of new Set(browser.complaints)) console.error(complaint);
