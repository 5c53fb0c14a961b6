import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { chromium, type Page } from "playwright-core";
import { icns, ico, type Picture } from "./icon-containers.ts";

// node assets/render.ts: draws the icons anew from their SVGs, with Chromium
const folder = import.meta.dirname;
const sides = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
/** Up to this side the details of the large drawing would be mud. */
const smallSide = 32;
const icoSides = [16, 24, 32, 48, 64, 128, 256];
const trayNames = ["tray-on", "tray-off", "tray-onTemplate", "tray-offTemplate"];
const traySide = 16;

const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  const page = await browser.newPage();
  const pictures: Picture[] = [];
  for (const side of sides) {
    const drawing = path.join(folder, side <= smallSide ? "icon-small.svg" : "icon.svg");
    pictures.push({ side, png: await render(page, drawing, side) });
  }
  for (const { side, png } of pictures) await writeFile(path.join(folder, `icons/${side}x${side}.png`), png);
  await writeFile(path.join(folder, "icon.png"), pictures.find(({ side }) => side === 512)?.png ?? "");
  await writeFile(path.join(folder, "icon.ico"), ico(pictures.filter(({ side }) => icoSides.includes(side))));
  await writeFile(path.join(folder, "icon.icns"), icns(pictures));
  for (const name of trayNames) await renderTray(page, name);
} finally {
  await browser.close();
}

async function renderTray(page: Page, name: string): Promise<void> {
  for (const [suffix, factor] of [
    ["", 1],
    ["@2x", 2],
  ] as const) {
    const drawing = path.join(folder, `tray/${name}.svg`);
    await writeFile(path.join(folder, `tray/${name}${suffix}.png`), await render(page, drawing, traySide * factor));
  }
}

async function render(page: Page, file: string, side: number): Promise<Buffer> {
  const source = Buffer.from(await readFile(file)).toString("base64");
  await page.setViewportSize({ width: side, height: side });
  await page.setContent(
    `<style>body{margin:0}img{display:block;width:${side}px;height:${side}px}</style>` +
      `<img src="data:image/svg+xml;base64,${source}">`,
  );
  await page.locator("img").evaluate((image) => (image as unknown as { decode(): Promise<void> }).decode());
  return page.screenshot({ omitBackground: true });
}
