import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { BrowserContextOptions } from "playwright-core";
import { devices, launchBrowser, visit } from "./browser.ts";
import { fillHome, oddNames, shareNew } from "./shared-folder.ts";

// npm run screenshots:visitor [-- small]: the page as visitors see it, on some or all devices, in screenshots/visitor/
const target = path.resolve(import.meta.dirname, "../../screenshots/visitor");

const wanted = process.argv[2] ?? "";

await mkdir(target, { recursive: true });
const browser = await launchBrowser();
await using home = await shareNew(fillHome, {
  note: "Welcome! The *garden photos* are from last week.",
  uploads: { diskBytesToLeave: 0 },
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const [name, device] of Object.entries(devices)) {
    if (!name.includes(wanted)) continue;
    await shoot(`${name}-${colorScheme}`.replace(" ", "-"), { ...device, colorScheme });
  }
}
await shoot("without-script-desktop", { ...devices.desktop, javaScriptEnabled: false });
await shoot("without-script-phone", { ...devices.phone, javaScriptEnabled: false });
await shootOdd();
await browser.close();

/** What is not the usual: odd names in a folder with a long way to it, nothing at all, and nothing that fits. */
async function shootOdd(): Promise<void> {
  const deep = "a folder with a long name/another one/שלום/and then some more";
  await using odd = await shareNew(async (folder) => {
    await mkdir(path.join(folder, deep), { recursive: true });
    await mkdir(path.join(folder, "empty"));
    for (const name of oddNames) await writeFile(path.join(folder, deep, name), name);
  });
  for (const [name, device] of Object.entries(devices)) {
    if (!name.includes(wanted)) continue;
    const save = async (part: string, address: string, filter = "") => {
      await using opened = await visit(browser, new URL(address, odd.address).href, device);
      if (filter !== "") await opened.page.getByLabel("Filter").fill(filter);
      const file = path.join(target, `${name.replace(" ", "-")}-${part}.png`);
      await opened.page.screenshot({ path: file, fullPage: true });
    };
    const way = `${deep.split("/").map(encodeURIComponent).join("/")}/`;
    await save("odd", way);
    await save("odd-filtered-away", way, "unheard-of");
    await save("empty", "empty/");
    await save("missing", "missing/");
  }
}

async function shoot(name: string, options: BrowserContextOptions): Promise<void> {
  await using opened = await visit(browser, home.address, options);
  const { page } = opened;
  const save = (part: string) => page.screenshot({ path: path.join(target, `${name}-${part}.png`) });
  await page.screenshot({ path: path.join(target, `${name}.png`), fullPage: true });
  if (options.javaScriptEnabled === false) return;
  await page.locator('.send input[type="file"][multiple]').setInputFiles([
    { name: "From my phone.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(2_400_000) },
    { name: "Letter.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(120_000) },
  ]);
  await page.getByText("2 files were sent.").waitFor();
  await save("sent");
  await page.reload();
  await page.locator("#view").click();
  await page.getByText("IMG_1.png").scrollIntoViewIfNeeded();
  await page.locator(".thumbnail").first().waitFor();
  await page.waitForTimeout(500);
  await save("grid");
  await page.locator("#view").click();
  await page.evaluate(() => window.scrollTo(0, 0));
  const isTouched = await page.locator("#select").isVisible();
  if (isTouched) await page.locator("#select").click();
  for (const box of (await page.locator("tbody input").all()).slice(0, 3)) await box.check();
  await save("selected");
  await page.locator("#link").click();
  await save("link");
  await page.keyboard.press("Escape");
  if (isTouched) await page.locator("#select").click(); // a tap in a row opens it again
  for (const file of ["IMG_2.png", "notes.txt", "song.wav"]) {
    await page.getByRole("link", { name: file, exact: true }).click();
    await page.waitForTimeout(300);
    await save(`preview-${path.extname(file).slice(1)}`);
    await page.keyboard.press("Escape");
    await page.waitForTimeout(100);
  }
}
