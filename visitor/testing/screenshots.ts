import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { BrowserContextOptions } from "playwright-core";
import { devices, launchBrowser, visit } from "./browser.ts";
import { fillHome, shareNew } from "./shared-folder.ts";

// npm run screenshots:visitor: the page as visitors see it, in screenshots/visitor/
const target = path.resolve(import.meta.dirname, "../../screenshots/visitor");

await mkdir(target, { recursive: true });
const browser = await launchBrowser();
await using home = await shareNew(fillHome, {
  note: "Welcome! The *garden photos* are from last week.",
  uploads: { diskBytesToLeave: 0 },
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const [name, device] of Object.entries(devices)) {
    await shoot(`${name}-${colorScheme}`.replace(" ", "-"), { ...device, colorScheme });
  }
}
await shoot("without-script-desktop", { ...devices.desktop, javaScriptEnabled: false });
await shoot("without-script-phone", { ...devices.phone, javaScriptEnabled: false });
await browser.close();

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
  if (await page.locator("#select").isVisible()) await page.locator("#select").click();
  for (const box of (await page.locator("tbody input").all()).slice(0, 3)) await box.check();
  await save("selected");
  await page.locator("#link").click();
  await save("link");
  await page.keyboard.press("Escape");
  for (const file of ["IMG_2.png", "notes.txt", "song.wav"]) {
    await page.getByRole("link", { name: file, exact: true }).click();
    await page.waitForTimeout(300);
    await save(`preview-${path.extname(file).slice(1)}`);
    await page.keyboard.press("Escape");
    await page.waitForTimeout(100);
  }
}
