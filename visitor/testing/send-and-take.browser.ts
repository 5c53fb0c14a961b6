import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { it } from "node:test";
import { visit } from "./browser.ts";
import { ownBrowser } from "./own.ts";
import { shareNew } from "./shared-folder.ts";

const browser = ownBrowser();

it("zips are downloaded while files are sent, and only who leaves is asked", async () => {
  const fill = async (folder: string) => {
    for (let number = 0; number < 30; number++)
      await writeFile(path.join(folder, `${"a long name ".repeat(15)}${number}`), "");
  };
  await using shared = await shareNew(fill, { uploads: { diskBytesToLeave: 0 } });
  await using opened = await visit(browser(), shared.address);
  const { page } = opened;
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  const { promise: held, resolve: letGo } = Promise.withResolvers<undefined>();
  await page.route("**/*?upload", async (route) => {
    await held;
    await route.fallback();
  });
  const file = { name: "sent.txt", mimeType: "text/plain", buffer: Buffer.from("sent") };
  await page.locator('.send input[type="file"][multiple]').setInputFiles(file);
  await page.getByRole("checkbox").first().click();
  await page.getByRole("button", { name: "Select all that are shown" }).click();
  for (const name of ["Download", "Download all"]) {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name, exact: true }).click();
    await (await download).path();
  }
  assert.deepEqual(asked, []);
  await page.reload();
  assert.deepEqual(asked, ["beforeunload"]);
  letGo(undefined);
  assert.deepEqual(opened.problems, []);
});
